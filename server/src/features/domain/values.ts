import {
  ARCHITECTURES_11_3,
  ARCHITECTURES_9_0,
  toLibvirtArchitecture,
} from '../../consumers/libvirt/architectures';
import { isKnownIn } from '../../consumers/libvirt/vocabulary';
import type { Content } from '../../consumers/libvirt/vocabulary/word';
import { UEFI_ARCHITECTURES } from '../../consumers/startedMachine';
import { isGlob } from '../../descriptor/machineGlob';
import {
  findMachine,
  listMachineNames,
  listUsualGlobs,
  toCanonicalMachine,
} from '../../descriptor/machineTypes';
import { escapeText, joinBlocks, makeParagraph, type Markdown } from '../../text/markdown';
import { t, tMarkdown } from '../../text/translations';
import { summariseImage } from '../imageSummary';
import type { NamedImage } from './host';
import { listImagesFor, type Setting } from './setting';

/** A value to insert between quotes or tags. */
export interface ValueDraft {
  readonly value: string;
  readonly kind: 'value' | 'file';
  readonly detail: string;
  readonly documentation?: Markdown | undefined;
}

/** Lists the values of an attribute or a text, the best first. */
export function draftValues(content: Content | undefined, setting: Setting): readonly ValueDraft[] {
  switch (content?.kind) {
    case 'values':
      return content.values
        .filter((value) => isKnownIn(value, setting.host.release))
        .map(({ name, about, since }) => ({
          value: name,
          kind: 'value',
          detail: since === undefined ? '' : t('since libvirt {0}', since),
          documentation: about && makeParagraph(about()),
        }));
    case 'architecture':
      return listArchitectures(setting).map((value) => ({ value, kind: 'value', detail: '' }));
    case 'machine':
      return listMachines(setting);
    case 'executable':
    case 'template':
    case 'store-template':
      return listImagesFor(content.kind, setting).map((image) => draftPath(image, setting));
    case 'kernel':
      return setting.host.images
        .filter(
          ({ device, architectures }) => device === 'kernel' && architectures.includes(setting.architecture),
        )
        .map((image) => draftPath(image, setting));
    default:
      return [];
  }
}

/** Those with UEFI firmware first. */
function listArchitectures({ host }: Setting): readonly string[] {
  const known = isKnownIn({ since: '10.2' }, host.release) ? ARCHITECTURES_11_3 : ARCHITECTURES_9_0;
  const own = new Set(known.map(toLibvirtArchitecture));
  const usual = [host.architecture, ...UEFI_ARCHITECTURES].map(toLibvirtArchitecture);
  return [...new Set([...usual.filter((name) => own.has(name)), ...own])];
}

/** Those that descriptors list first, each alias before its machine type. */
function listMachines({ architecture, host }: Setting): readonly ValueDraft[] {
  const globs = [...new Set([...listUsualGlobs(architecture), ...listMachineNames(architecture)])];
  const drafts = globs.flatMap((glob): ValueDraft[] => {
    const alias = findMachine(architecture, glob);
    if (alias === undefined || (isGlob(glob) && isGlob(alias))) return [];
    const canonical = toCanonicalMachine(architecture, alias, host.qemuVersion);
    if (canonical === alias) return [{ value: alias, kind: 'value', detail: '' }];
    return [
      { value: alias, kind: 'value', detail: t('alias of {0}', canonical) },
      { value: canonical, kind: 'value', detail: '' },
    ];
  });
  return drafts.filter(({ value }, at) => drafts.findIndex((other) => other.value === value) === at);
}

function draftPath(image: NamedImage, { host }: Setting): ValueDraft {
  const { path, format, descriptor, features } = image;
  const name = descriptor.slice(descriptor.lastIndexOf('/') + 1);
  const seen = host.seen?.get(path);
  const facts = [format, ...features.filter((feature) => SHOWN.has(feature))];
  return {
    value: path,
    kind: 'file',
    detail: [facts.filter(Boolean).join(', '), t('used by {0}', name)]
      .filter((part) => part !== '')
      .join(' · '),
    documentation:
      seen === undefined
        ? tMarkdown('Named by {0}.', escapeText(descriptor))
        : joinBlocks([
            tMarkdown('Named by {0}.', escapeText(descriptor)),
            ...summariseImage(seen).map((line) => makeParagraph(escapeText(line))),
          ]),
  };
}

/** The features by which users tell images apart. */
const SHOWN: ReadonlySet<string> = new Set([
  'secure-boot',
  'enrolled-keys',
  'requires-smm',
  'amd-sev',
  'amd-sev-snp',
  'intel-tdx',
]);
