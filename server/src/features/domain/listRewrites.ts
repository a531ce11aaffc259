import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../../consumers/guest';
import { usesDescriptors } from '../../consumers/libvirt/domain';
import { editGuest } from '../../consumers/libvirt/editGuest';
import type { DomainDocument } from '../../domain/document';
import { listElements } from '../../domain/elements';
import { isFirmwareKnown } from '../../domain/placeholders';
import type { TextRange } from '../../text/lineIndex';
import { applyEdits, touch, type TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import { readDomainGuest } from './guests';
import type { DomainHost } from './host';
import {
  addAcpi,
  disableSecureBoot,
  enableSecureBoot,
  spellOut,
  useSelection,
  type Rewritten,
} from './rewriteGuest';

/** Another way to write what a guest gets, or a change of it that users often make. */
export interface DomainRewrite {
  /** Stable, such as `use-automatic-selection`. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'refactor.rewrite';
  /** Where the domain starts. */
  readonly domain: { readonly start: number };
  readonly change: Partial<Guest>;
  /** The same as edits of the text. They do not overlap. */
  readonly edits: readonly TextEdit[];
  /** What must be true afterwards. */
  readonly promise: RewritePromise;
}

/**
 * *same-images*: the guest gets the same files. *secure-boot*, *no-secure-boot*: its firmware has the feature, or lacks it. *starts*: a
 * guest that starts still does.
 */
export type RewritePromise = 'same-images' | 'secure-boot' | 'no-secure-boot' | 'starts';

interface Kind {
  readonly id: string;
  readonly promise: RewritePromise;
  readonly title: () => string;
  readonly rewrite: (guest: Rewritten) => Partial<Guest> | undefined;
}

const KINDS: readonly Kind[] = [
  {
    id: 'use-automatic-selection',
    promise: 'same-images',
    title: () => t('Use automatic firmware selection'),
    rewrite: useSelection,
  },
  {
    id: 'spell-out-firmware',
    promise: 'same-images',
    title: () => t('Write out the loader and nvram that libvirt selects'),
    rewrite: spellOut,
  },
  { id: 'add-acpi', promise: 'starts', title: () => t('Add <{0}/>', 'acpi'), rewrite: addAcpi },
  {
    id: 'enable-secure-boot',
    promise: 'secure-boot',
    title: () => t('Enable Secure Boot'),
    rewrite: enableSecureBoot,
  },
  {
    id: 'disable-secure-boot',
    promise: 'no-secure-boot',
    title: () => t('Disable Secure Boot'),
    rewrite: disableSecureBoot,
  },
];

/**
 * Lists the rewrites of the domain whose `<os>` or `<features>` is at `range`, as far as they change something. None has been tried:
 * `proveRewrite` of service/domainFixes.ts does that. Empty where a template or libvirt writes the text.
 */
export function listRewrites(
  document: DomainDocument,
  range: TextRange,
  host: DomainHost,
): readonly DomainRewrite[] {
  const domain = document.domains.find((each) => touch(each, range));
  if (!domain || document.problem || document.isGenerated || !isFirmwareKnown(domain)) return [];
  if (!usesDescriptors(domain) || !concernsFirmware(domain, range)) return [];
  const found = readDomainGuest(document, domain.start, host);
  if (!found || found.guest.invalidValues !== undefined) return [];
  const { guest, explanation } = found;
  return KINDS.flatMap(({ id, promise, title, rewrite }) => {
    const change = rewrite({ guest, explanation, host });
    const edits = change && editGuest(document.text, domain, change);
    if (!edits || applyEdits(document.text, edits) === document.text) return [];
    const start = { start: domain.start };
    return [{ id, title: title(), kind: 'refactor.rewrite' as const, domain: start, change, edits, promise }];
  });
}

function concernsFirmware(domain: XmlElement, range: TextRange): boolean {
  return listElements(domain).some(
    (element) => (element.name === 'os' || element.name === 'features') && touch(element, range),
  );
}
