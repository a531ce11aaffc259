import { t } from '../../text/translations';
import { HOST_TEMPLATES, OVMF_CODE, OVMF_VARS } from '../../descriptor/usualImages';
import { listEnumValues, isObjectType, listMembers } from '../../qapi/lookup';
import type { Schema } from '../../qapi/schema';
import type { CompletionProposal } from './proposal';
import { makeFixedTemplate, makeListTemplate, makeTextTemplate } from './starts';
import type { Template, TemplateMember } from './template';

/** A whole descriptor to start from. */
interface Skeleton {
  /** What tells it from another one of the same device and mode. */
  readonly note?: string;
  readonly detail: string;
  readonly description: string;
  readonly interfaceType: string;
  readonly device: string;
  /** Left out where the schema is older than modes; only what is like the default mode is offered then. */
  readonly mode?: string;
  readonly files: readonly TemplateMember[];
  readonly architecture: string;
  readonly machines: readonly string[];
  readonly features: readonly string[];
  /** A member that the mapping's type has to have, where it came later than the device. */
  readonly needs?: readonly [type: string, member: string];
}

const OVMF = {
  interfaceType: 'uefi',
  architecture: 'x86_64',
  machines: ['pc-i440fx-*', 'pc-q35-*'],
  features: ['acpi-s3', 'verbose-dynamic'],
};
const CONFIDENTIAL = {
  ...OVMF,
  machines: ['pc-q35-*'],
  features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp', 'verbose-dynamic'],
};

function listAllSkeletons(): readonly Skeleton[] {
  return [
    {
      ...OVMF,
      detail: t('UEFI in two files: shared code, and variables copied for each guest'),
      description: 'UEFI firmware for x86_64',
      device: 'flash',
      mode: 'split',
      files: [makeImageMember('executable', OVMF_CODE), makeImageMember('nvram-template', OVMF_VARS)],
    },
    {
      ...OVMF,
      detail: t('UEFI in one file, copied for each guest'),
      description: 'UEFI firmware for x86_64, code and variables in one file',
      device: 'flash',
      mode: 'combined',
      files: [makeImageMember('executable', '/usr/share/OVMF/OVMF.fd')],
    },
    {
      ...OVMF,
      detail: t('UEFI in one shared file, without stored variables'),
      description: 'UEFI firmware for x86_64, without stored variables',
      device: 'flash',
      mode: 'stateless',
      files: [makeImageMember('executable', '/usr/share/OVMF/OVMF.fd')],
    },
    {
      ...CONFIDENTIAL,
      note: t('for confidential computing'),
      detail: t('UEFI for guests under AMD SEV, SEV-ES and SEV-SNP'),
      description: 'UEFI firmware for AMD SEV guests',
      device: 'flash',
      mode: 'stateless',
      files: [makeImageMember('executable', '/usr/share/edk2/ovmf/OVMF.amdsev.fd')],
    },
    {
      ...OVMF,
      detail: t('firmware loaded as ROM with -bios, such as SeaBIOS'),
      description: 'PC BIOS for x86_64',
      interfaceType: 'bios',
      device: 'memory',
      files: [makeFileMember('filename', '/usr/share/seabios/bios-256k.bin')],
      features: ['acpi-s3', 'acpi-s4'],
    },
    {
      ...OVMF,
      note: t('with UEFI variables on the host'),
      detail: t('UEFI loaded with -bios, its variables in a JSON file'),
      description: 'UEFI firmware for x86_64, variables on the host',
      device: 'memory',
      files: [
        makeFileMember('filename', '/usr/share/edk2/ovmf/OVMF.qemuvars.fd'),
        ['uefi-vars', makeObject(makeFileMember('template', HOST_TEMPLATES[0]))],
      ],
      machines: ['pc-q35-*'],
      features: ['host-uefi-vars', 'verbose-dynamic'],
      needs: ['FirmwareMappingMemory', 'uefi-vars'],
    },
    {
      detail: t('firmware started with -kernel, such as U-Boot'),
      description: 'U-Boot for riscv64',
      interfaceType: 'uboot',
      device: 'kernel',
      files: [makeFileMember('filename', '/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin')],
      architecture: 'riscv64',
      machines: ['virt'],
      features: [],
    },
    {
      ...CONFIDENTIAL,
      detail: t('firmware with the initial state of a confidential guest'),
      description: 'UEFI firmware for AMD SEV-SNP guests, as IGVM',
      device: 'igvm',
      files: [makeFileMember('filename', '/usr/share/edk2/ovmf/OVMF.igvm')],
      features: ['amd-sev-snp'],
    },
  ];
}

/** Whole descriptors for each way to load firmware that the schema knows. */
export function proposeSkeletons(schema: Schema): CompletionProposal[] {
  const devices = listNames(schema, 'FirmwareDevice');
  const modes = listNames(schema, 'FirmwareFlashMode');
  return listAllSkeletons()
    .filter(
      ({ device, mode = 'split', needs }) =>
        devices.has(device) &&
        (modes.size === 0 ? mode === 'split' : modes.has(mode)) &&
        (!needs || hasMember(schema, ...needs)),
    )
    .map((skeleton, index) => ({
      label: makeLabel(skeleton),
      kind: 'skeleton',
      value: toTemplate(skeleton, modes.size > 0, listNames(schema, 'FirmwareFeature')),
      detail: skeleton.detail,
      preselect: index === 0,
    }));
}

function makeLabel({ device, mode, note }: Skeleton): string {
  return [device, mode, note].filter((part) => part !== undefined).join(', ');
}

function toTemplate(skeleton: Skeleton, hasModes: boolean, known: ReadonlySet<string>): Template {
  const { mode } = skeleton;
  const mapping: TemplateMember[] = [
    ['device', makeFixedTemplate(skeleton.device)],
    ...(hasModes && mode !== undefined ? [['mode', makeFixedTemplate(mode)] as const] : []),
    ...skeleton.files,
  ];
  return makeObject(
    ['description', makeTextTemplate(skeleton.description)],
    ['interface-types', makeListTemplate(makeFixedTemplate(skeleton.interfaceType))],
    ['mapping', makeObject(...mapping)],
    [
      'targets',
      makeListTemplate(
        makeObject(
          ['architecture', makeFixedTemplate(skeleton.architecture)],
          ['machines', makeListTemplate(...skeleton.machines.map(makeFixedTemplate))],
        ),
      ),
    ],
    [
      'features',
      makeListTemplate(...skeleton.features.filter((feature) => known.has(feature)).map(makeFixedTemplate)),
    ],
    ['tags', makeListTemplate()],
  );
}

function makeImageMember(name: string, filename: string): TemplateMember {
  return [
    name,
    makeObject(makeFileMember('filename', filename), [
      'format',
      { kind: 'choice', values: ['raw', 'qcow2'] },
    ]),
  ];
}

function makeFileMember(name: string, path: string): TemplateMember {
  return [name, makeTextTemplate(path)];
}

function makeObject(...members: readonly TemplateMember[]): Template {
  return { kind: 'object', members };
}

function listNames(schema: Schema, enumName: string): ReadonlySet<string> {
  return new Set(listEnumValues(schema, enumName)?.map(({ name }) => name));
}

function hasMember(schema: Schema, typeName: string, name: string): boolean {
  const type = schema.definitions.get(typeName);
  return isObjectType(type) && listMembers(schema, type).some(({ member }) => member.name === name);
}
