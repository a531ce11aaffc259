import {
  findAttributeWord,
  findElementWord,
  isKnownIn,
  listChildWords,
} from '../../consumers/libvirt/vocabulary';
import type { Content } from '../../consumers/libvirt/vocabulary/word';
import type { DomainDocument } from '../../domain/document';
import { escapeXml } from '../../domain/edits';
import type { ScannedElement } from '../../domain/scan';
import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import type { CompletionItem } from '../completion';
import { findDomainCursor, type DomainCursor } from './cursor';
import { describeAttribute, describeElement } from './describeWord';
import { draftElements } from './elements';
import type { DomainHost } from './host';
import { readValue } from './places';
import { readSetting, type Setting } from './setting';
import { writePlain, writeSnippet } from './skeleton';
import { draftValues } from './values';

/**
 * Lists proposals for `offset` in a domain, even while the XML is broken: elements, closing tags, attributes, values and texts that
 * concern firmware and that the release of libvirt knows.
 */
export function completeDomain(
  { text }: DomainDocument,
  offset: number,
  host: DomainHost,
): readonly CompletionItem[] {
  const cursor = findDomainCursor(text, offset);
  if (!cursor) return [];
  const setting = readSetting(text, cursor.domain, host);
  return listItems(text, cursor, setting).map((item, at) => ({
    ...item,
    sortText: String(at).padStart(4, '0'),
  }));
}

/** A completion without its place in the order. */
type Item = Omit<CompletionItem, 'sortText'>;

function listItems(text: string, cursor: DomainCursor, setting: Setting): readonly Item[] {
  switch (cursor.kind) {
    case 'tag':
      return [
        ...proposeElements(text, cursor.parent, cursor.typed, cursor, setting),
        ...proposeEndTags(cursor.parent, cursor.replace, cursor.typed, false),
      ];
    case 'end-tag':
      return proposeEndTags(cursor.parent, cursor.replace, undefined, true);
    case 'attribute':
      return proposeAttributes(text, cursor, setting);
    case 'value':
      return proposeValues(text, cursor, setting);
    case 'text': {
      const { place, element, replace } = cursor;
      const content = findElementWord(place)?.content;
      // Elements follow each other only where no text is expected.
      if (content) return proposeTexts(content, replace, setting);
      const isWord = /^[\w-]*$/.test(text.slice(replace.start, replace.end));
      return isWord ? proposeElements(text, element, undefined, cursor, setting) : [];
    }
  }
}

function proposeElements(
  text: string,
  parent: ScannedElement,
  typed: ScannedElement | undefined,
  { place, replace }: DomainCursor,
  setting: Setting,
): readonly Item[] {
  const { release } = setting.host;
  // A tag that is still open has taken the elements after it for its own.
  const siblings = [...parent.children, ...(typed && !typed.isComplete ? typed.children : [])].filter(
    (sibling) => sibling !== typed,
  );
  const isNameOnly = typed !== undefined && (typed.isComplete || typed.attributes.length > 0);
  const words = listChildWords(place).filter(
    (word) =>
      isKnownIn(word, release) &&
      isSensible(word.place, setting) &&
      (word.isRepeated === true ||
        !siblings.some(({ name }) => word.place.endsWith(`/${name}`) || word.place === name)),
  );
  return words.flatMap((word) => {
    const name = word.place.slice(word.place.lastIndexOf('/') + 1);
    const present = siblings
      .filter((sibling) => sibling.name === name)
      .flatMap((sibling) => readValue(text, sibling, 'name') ?? []);
    const detail = word.since === undefined ? '' : t('since libvirt {0}', word.since);
    const shown = { detail, documentation: describeElement(word, release) };
    if (isNameOnly)
      return [makeItem(name, 'member', `<${name}`, replace, shown, renameEnd(text, typed, name))];
    return draftElements(word.place, setting, present).map(({ key, skeleton, goesOn }) => {
      const label = [name, ...(key === undefined ? [] : [key])].join(' ');
      const plainText = writePlain(skeleton, setting.style);
      const snippet = writeSnippet(skeleton, setting.style);
      return {
        ...makeItem(label, 'skeleton', plainText, replace, shown),
        filterText: `<${label}`,
        insert: { text: snippet, isSnippet: snippet !== plainText },
        goesOn,
      };
    });
  });
}

/** Elements that the rest of the guest makes useless are not proposed. */
function isSensible(place: string, { isX86, securityType, nvramType, leavesChoice }: Setting): boolean {
  switch (place) {
    case 'features/smm':
      return isX86;
    case 'os/firmware':
      return leavesChoice;
    case 'os/nvram/source':
      return nvramType !== undefined;
    case 'launchSecurity/cbitpos':
    case 'launchSecurity/reducedPhysBits':
      return securityType !== 'tdx' && securityType !== 's390-pv';
    default:
      return true;
  }
}

/** Renames the end tag that belongs to the start tag. */
function renameEnd(text: string, { endName, name }: ScannedElement, newName: string): readonly TextEdit[] {
  const isSame = endName && text.slice(endName.start, endName.end) === name;
  return isSame ? [{ ...endName, newText: newName }] : [];
}

/** Proposes the end tag of the innermost element that has none. @param isForced whether to take the innermost one otherwise */
function proposeEndTags(
  parent: ScannedElement,
  replace: TextRange,
  typed: ScannedElement | undefined,
  isForced: boolean,
): readonly Item[] {
  if (typed && (typed.isComplete || typed.attributes.length > 0)) return [];
  let open: ScannedElement | undefined = parent;
  while (open?.endName && !isWithin(open.endName, replace)) open = open.parent;
  const closed = open ?? (isForced ? parent : undefined);
  return closed ? [makeItem(`/${closed.name}`, 'member', `</${closed.name}>`, replace, { detail: '' })] : [];
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function proposeAttributes(
  text: string,
  { element, place, typed, replace }: DomainCursor & { readonly kind: 'attribute' },
  setting: Setting,
): readonly Item[] {
  const { release } = setting.host;
  const word = findElementWord(place);
  const { quote } = setting.style;
  // The tag before a value that exists keeps it.
  const hasValue = typed?.value !== undefined;
  return (word?.attributes ?? [])
    .filter((attribute) => isKnownIn(attribute, release))
    .filter(({ name }) => !element.attributes.some((other) => other !== typed && other.name === name))
    .map((attribute) => {
      const { name, content, since } = attribute;
      const shown = {
        detail: since === undefined ? '' : t('since libvirt {0}', since),
        documentation: describeAttribute(attribute, element.name, release),
      };
      const isNext = !hasValue && /[^\s/><]/.test(text[replace.end] ?? ' ');
      const gap = isNext ? ' ' : '';
      if (hasValue) return makeItem(name, 'member', name, replace, shown);
      const first = content.kind === 'values' ? (content.values[0]?.name ?? '') : '';
      const plain = makeItem(name, 'member', `${name}=${quote}${first}${quote}${gap}`, replace, shown);
      return {
        ...plain,
        insert: { text: `${name}=${quote}$1${quote}${gap}`, isSnippet: true },
        goesOn: draftValues(content, setting).length > 0,
      };
    });
}

function proposeValues(
  text: string,
  { element, place, typed, replace }: DomainCursor & { readonly kind: 'value' },
  setting: Setting,
): readonly Item[] {
  const word = findAttributeWord(place, typed.name);
  if (!word || !isKnownIn(word, setting.host.release)) return [];
  const { quote = setting.style.quote, isClosed } = typed;
  const start = typed.quote === undefined ? quote : '';
  const end = isClosed ? '' : quote + (/[^\s/><]/.test(text[replace.end] ?? ' ') ? ' ' : '');
  const present = element.parent?.children.flatMap((other) =>
    other !== element && other.name === element.name ? (readValue(text, other, 'name') ?? []) : [],
  );
  const isTaken = (value: string): boolean =>
    place === 'os/firmware/feature' && typed.name === 'name' && present?.includes(value) === true;
  return draftValues(word.content, setting)
    .filter(({ value }) => !isTaken(value))
    .map(({ value, kind, detail, documentation }) => ({
      ...makeItem(value, kind, start + escapeXml(value) + end, replace, {
        detail,
        documentation: documentation ?? describeAttribute(word, element.name, setting.host.release),
      }),
      filterText: start + value,
    }));
}

function proposeTexts(content: Content, replace: TextRange, setting: Setting): readonly Item[] {
  return draftValues(content, setting).map(({ value, kind, detail, documentation }) => ({
    ...makeItem(value, kind, escapeXml(value), replace, { detail, documentation }),
    filterText: value,
  }));
}

function makeItem(
  label: string,
  kind: Item['kind'],
  plainText: string,
  replace: TextRange,
  shown: Pick<Item, 'detail' | 'documentation'>,
  additionalEdits: readonly TextEdit[] = [],
): Item {
  return {
    label,
    kind,
    ...shown,
    filterText: plainText,
    insert: { text: plainText, isSnippet: false },
    plainText,
    replace,
    additionalEdits,
  };
}
