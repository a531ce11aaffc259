/** Images for the examples of rules, modelled on OVMF and others. */
import type { SeenImage } from '../../descriptor/surroundings';
import { OVMF_CODE, OVMF_VARS } from '../../descriptor/usualImages';
import type { DeepFacts } from '../../images/deep';
import type { FirmwareVolume, ImageFacts, StoredKeys, VariableStore } from '../../images/facts';
import { placeAmongFiles, withMembers, type Example } from '../examples';

/** The image that mappings of examples name, from another distribution. */
export const OTHER_CODE_PATH = '/usr/share/qemu/ovmf-x86_64-code.bin';

const VARIABLES_VOLUME: FirmwareVolume = {
  offset: 0,
  length: 0x84000,
  guid: 'fff12b8d-7696-4c8b-a985-2747075b4f50',
  kind: 'variables',
  checksum: true,
  headerLength: 72,
};

const STORE: VariableStore = {
  offset: 72,
  volumeLength: 0x84000,
  authenticated: true,
  size: 0x3ffb8,
  formatted: true,
  healthy: true,
  count: 0,
  complete: true,
  kek: 0,
  db: 0,
  dbx: 0,
  enrolled: false,
};

/** Makes a variable store as OVMF ships it, empty by default. */
export function makeVariableStore(store: Partial<VariableStore> = {}): SeenImage {
  return {
    facts: {
      ...makeRaw(0x84000),
      content: 'variables',
      volumes: [VARIABLES_VOLUME],
      variables: { ...STORE, ...store },
    },
  };
}

/** Makes a variable store in JSON, empty by default. */
export function makeJsonStore(store: Partial<StoredKeys> = {}): SeenImage {
  return makePlainImage('json', 46, { json: { variables: { ...STORE, ...store } } });
}

const JSON_STORE = '/usr/share/edk2/ovmf/vars.blank.json';

/** The members of a descriptor whose variables QEMU keeps on the host. */
export const HOST_VARIABLES = {
  mapping: { device: 'memory', filename: OTHER_CODE_PATH, 'uefi-vars': { template: JSON_STORE } },
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: ['host-uefi-vars'],
};

/** Makes the code of OVMF for x86_64, built for debugging, with all features. */
export function makeCode(facts: Partial<ImageFacts> = {}, deep?: Partial<DeepFacts>): SeenImage {
  return {
    facts: {
      ...makeRaw(0x37c000),
      content: 'uefi',
      volumes: [
        {
          ...VARIABLES_VOLUME,
          length: 0x348000,
          guid: '8c8ce578-8a3d-4f1c-9935-896185c32dd3',
          kind: 'code',
        },
      ],
      core: { architecture: 'x86_64', kind: 'sec', offset: 0x348100, debugStrings: true },
      ovmf: {
        offset: 0x37bf00,
        sevEs: true,
        sevSecret: true,
        sevHashes: 'supported',
        sevMetadata: [1, 2, 3],
        tdvf: [0, 1, 2, 3],
        igvm: false,
        entries: [],
      },
      ...facts,
    },
    deep: {
      secureBoot: false,
      smm: false,
      acpiS3: true,
      amdSev: true,
      tdx: true,
      tpm: true,
      dxeArchitecture: 'x86_64',
      ...deep,
    },
  };
}

/** Makes one image with the code and the variables of OVMF. */
export function makeWholeImage(deep?: Partial<DeepFacts>): SeenImage {
  const volumes = [VARIABLES_VOLUME, ...makeCode().facts.volumes];
  return makeCode({ ...makeRaw(0x400000), volumes, variables: STORE }, deep);
}

/** Makes an image of which only the size and the kind of content are known. */
export function makePlainImage(
  content: ImageFacts['content'],
  size: number,
  facts: Partial<ImageFacts> = {},
): SeenImage {
  return { facts: { ...makeRaw(size), content, volumes: [], ...facts } };
}

/** Makes a sound descriptor with changes, and the images that it names. @param shown says what is wrong with the images */
export function withImages(
  changes: Readonly<Record<string, unknown>>,
  shown: string,
  executable: SeenImage,
  template: SeenImage = makeVariableStore(),
): Example {
  const example = withMembers(changes);
  const images = new Map([
    [OVMF_CODE, executable],
    [OTHER_CODE_PATH, executable],
    [OVMF_VARS, template],
    [JSON_STORE, template],
  ]);
  const lines = shown === '' ? '' : [...(example.shown === '{}' ? [] : [example.shown]), shown].join('\n');
  return placeAmongFiles(example, lines, { images });
}

/** Makes an image of a certain size whose content cannot be read. */
export function makeUnreadable(size: number): SeenImage {
  const qcow2 = { version: 3, clusterSize: 65536, declined: 'encrypted' } as const;
  return makePlainImage('unknown', size, { qcow2 });
}

/** The machines that have SMM. */
export const Q35 = [{ architecture: 'x86_64', machines: ['pc-q35-*'] }];

/** Makes the mapping of an image into flash without a template. */
export function makeFlash(mode: string): unknown {
  return { device: 'flash', mode, executable: { filename: OTHER_CODE_PATH, format: 'raw' } };
}

/** Makes the mapping of an image into memory. */
export function makeLoaded(device: string): unknown {
  return { device, filename: OTHER_CODE_PATH };
}

function makeRaw(size: number): Pick<ImageFacts, 'fileSize' | 'size' | 'format'> {
  return { fileSize: size, size, format: 'raw' };
}
