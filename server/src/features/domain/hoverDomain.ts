import { findAttributeWord, findElementWord } from '../../consumers/libvirt/vocabulary';
import { toCanonicalMachine } from '../../descriptor/machineTypes';
import type { DomainDocument } from '../../domain/document';
import { hasPlaceholder } from '../../domain/placeholders';
import type { ScannedAttribute, ScannedElement } from '../../domain/scan';
import type { TextRange } from '../../text/lineIndex';
import {
  escapeText,
  inline,
  joinBlocks,
  joinListItems,
  makeCode,
  makeListItem,
  makeParagraph,
  makeStrong,
  type Markdown,
} from '../../text/markdown';
import { tMarkdown } from '../../text/translations';
import { summariseImage } from '../imageSummary';
import { describeMachines } from '../machines';
import { describeOutcome } from './describeOutcome';
import { describeAttribute, describeElement } from './describeWord';
import { readDomainGuest } from './guests';
import type { DomainHost } from './host';
import {
  findDomainPlace,
  findElementAt,
  isInTemplate,
  readContent,
  readWritten,
  type DomainPlace,
} from './places';
import { readSetting } from './setting';

export interface DomainHover {
  /** The name or the value that the text is about. */
  readonly range: TextRange;
  readonly markdown: Markdown;
}

/** Describes the element, attribute or value at `offset`: what it means for the selection of firmware. Undefined elsewhere. */
export function hoverDomain(
  document: DomainDocument,
  offset: number,
  host: DomainHost,
): DomainHover | undefined {
  const { text } = document;
  if (isInTemplate(text, offset)) return undefined;
  const element = findElementAt(text, offset);
  const place = findDomainPlace(element);
  if (!element || !place) return undefined;
  const attribute = element.attributes.find(({ nameRange, value }) =>
    [nameRange, value].some((range) => range && contains(range, offset)),
  );
  if (attribute) return hoverAttribute(text, element, attribute, offset, place, host);
  const name = [element.nameRange, element.endName].find((range) => range && contains(range, offset));
  if (name) return hoverName(document, name, place, host);
  return hoverContent(text, element, offset, place, host);
}

function contains({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function hoverName(
  document: DomainDocument,
  range: TextRange,
  { domain, place }: DomainPlace,
  host: DomainHost,
): DomainHover | undefined {
  const word = findElementWord(place);
  if (!word) return undefined;
  const described = describeElement(word, host.release);
  const explanation = host.guests?.find((guest) => guest.domain.start === domain.tag.start)?.explanation;
  if (place !== 'os' || !explanation) return { range, markdown: described };
  const guest = readDomainGuest(document, domain.tag.start, host)?.guest;
  const outcome = makeParagraph(makeStrong(escapeText(describeOutcome(explanation, guest))));
  const reason = explanation.stopped ?? explanation.problems[0]?.message;
  return {
    range,
    markdown: joinBlocks([
      outcome,
      ...(reason === undefined ? [] : [makeParagraph(escapeText(reason))]),
      described,
    ]),
  };
}

function hoverAttribute(
  text: string,
  element: ScannedElement,
  attribute: ScannedAttribute,
  offset: number,
  { domain, place }: DomainPlace,
  host: DomainHost,
): DomainHover | undefined {
  const word = findAttributeWord(place, attribute.name);
  if (!word) return undefined;
  const written = readWritten(text, attribute);
  const range = attribute.value && contains(attribute.value, offset) ? attribute.value : attribute.nameRange;
  const isOnValue = range === attribute.value;
  if (isOnValue && hasPlaceholder(written ?? '')) return undefined;
  const described = describeAttribute(word, element.name, host.release, isOnValue ? written : undefined);
  if (!isOnValue || written === undefined || written === '') return { range, markdown: described };
  const { architecture } = readSetting(text, domain, host);
  const first =
    word.content.kind === 'machine'
      ? describeMachine(written, architecture, host)
      : word.content.kind === 'template' || word.content.kind === 'store-template'
        ? describeImage(written, host)
        : undefined;
  return { range, markdown: first === undefined ? described : joinBlocks([first, described]) };
}

/** Says which machine type an alias is for, or what is known of the machine type. */
function describeMachine(name: string, architecture: string, host: DomainHost): Markdown | undefined {
  const canonical = toCanonicalMachine(architecture, name, host.qemuVersion);
  if (canonical !== name)
    return tMarkdown(
      '{0} is an alias of {1} in QEMU {2}.',
      makeStrong(makeCode(name)),
      makeCode(canonical),
      escapeText(host.qemuVersion),
    );
  const meaning = describeMachines(name, architecture);
  return meaning && inline`${makeStrong(makeCode(name))} · ${meaning}`;
}

function hoverContent(
  text: string,
  element: ScannedElement,
  offset: number,
  { place }: DomainPlace,
  host: DomainHost,
): DomainHover | undefined {
  const word = findElementWord(place);
  const written = readContent(text, element);
  if (!word?.content || written === undefined || hasPlaceholder(written)) return undefined;
  const range = trim(text, element.content);
  if (!contains(range, offset)) return undefined;
  const described = describeElement(word, host.release);
  const isImage = word.content.kind === 'executable' || word.content.kind === 'kernel';
  const first =
    isImage || place === 'os/nvram' ? describeImage(written, host, place === 'os/nvram') : undefined;
  return { range, markdown: first === undefined ? described : joinBlocks([first, described]) };
}

/** Returns the range without the blanks at both ends. */
function trim(text: string, { start, end }: TextRange): TextRange {
  const whole = text.slice(start, end);
  const lead = whole.length - whole.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, whole.trimEnd().length) };
}

/** The maximum number of descriptors that a hover lists. */
const MAX_NAMED = 8;

/** Says which descriptors name an image, and what is known of it. @param isOwn whether the path is of a file of the guest */
function describeImage(path: string, { images, seen }: DomainHost, isOwn = false): Markdown | undefined {
  const named = images.filter((image) => image.path === path);
  const descriptors = [...new Set(named.map(({ descriptor }) => descriptor))];
  const facts = seen?.get(path);
  if (isOwn && descriptors.length === 0 && !facts) return undefined;
  const shown = descriptors.slice(0, MAX_NAMED).map((descriptor) => makeListItem([makeCode(descriptor)]));
  return joinBlocks([
    makeStrong(makeCode(path)),
    ...(shown.length > 0
      ? [tMarkdown('Named by these descriptors:'), joinListItems(shown)]
      : [tMarkdown('Not named by any descriptor on this machine.')]),
    ...(facts ? summariseImage(facts).map((line) => makeParagraph(escapeText(line))) : []),
  ]);
}
