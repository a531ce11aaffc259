import type { DescriptorDocument } from '../../../server/src/descriptor/document';
import { listValues, type JsonValue } from '../../../server/src/descriptor/json';
import { analyse } from '../../../server/src/rules/analyse';
import type { Finding, Fix } from '../../../server/src/rules/rule';
import type { TextEdit } from '../../../server/src/text/textEdit';
import { changeText } from '../../../server/src/rules/soundFixes';
import { findPath, formatValue, listChanges, type Path, type ValueChange } from './valueChanges';

/** What is wrong with a fix of a finding; nothing if it is an improvement, and no more than its title says. */
export function findFaults(document: DescriptorDocument, finding: Finding, fix: Fix): string[] {
  const misplaced = findMisplacedEdits(document.text, fix.edits);
  if (misplaced.length > 0) return misplaced;
  const after = changeText(document, fix.edits);
  return [
    ...(after.text === document.text ? ['changes nothing'] : []),
    ...findSpoiltText(document, after, finding),
    ...findNewTrouble(document, after, finding, fix),
    ...(isRemoved(document, after, finding, fix) ? [] : ['leaves its finding']),
    ...(isSyntax(finding) || fix.reveals || isProgress(document, after, finding)
      ? []
      : ['leaves as many problems']),
    ...findLosses(document, after, finding, fix),
    ...findForeignChanges(document, after, finding, fix),
  ];
}

/** Whether fewer errors and warnings are left than there were, or for a remark no more. The list of findings is cut off at some number. */
export function isProgress(
  before: DescriptorDocument,
  after: DescriptorDocument,
  { severity }: Finding,
): boolean {
  const [had = 0, left = 0] = [before, after].map((document) =>
    analyse(document).some(({ code }) => code === 'too-many-findings')
      ? Number.POSITIVE_INFINITY
      : analyse(document).filter((each) => each.severity === 'error' || each.severity === 'warning').length,
  );
  const isProblem = severity === 'error' || severity === 'warning';
  return left < had || had === Number.POSITIVE_INFINITY || (!isProblem && left === had);
}

/** What says only that something is so, where an object lists names. */
const FLAGS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', '1', '0']);

/** The names and values that were removed, each as often as it occurred. Titles say so, or name what is left out. */
function findLosses(
  before: DescriptorDocument,
  after: DescriptorDocument,
  finding: Finding,
  { title }: Fix,
): string[] {
  const [old, now] = [before.syntax.root, after.syntax.root];
  if (isSyntax(finding) || !old || !now || /^(?:Change|Remove|Rename|Replace) /.test(title)) return [];
  const left = countWords(now);
  const lost: string[] = [];
  for (const [word, count] of countWords(old))
    if (count > (left.get(word) ?? 0) && !FLAGS.has(word) && !title.includes(word)) lost.push(word);
  return lost.map((word) => `loses ${word}`);
}

/** The words of all names and values. */
function countWords(root: JsonValue): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string): void => {
    for (const word of text.split(/[\s,;|=]+/).filter((each) => each !== ''))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  for (const value of listValues(root)) {
    if (value.kind === 'object') for (const { key } of value.properties) add(key.value);
    else if (value.kind !== 'array') add(String(value.value));
  }
  return counts;
}

/** What is wrong with edits as such. */
export function findMisplacedEdits(text: string, edits: readonly TextEdit[]): string[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const isInside = sorted.every(({ start, end }) => 0 <= start && start <= end && end <= text.length);
  const isApart = sorted.every(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0));
  const cuts = (at: number): boolean => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
  return [
    ...(edits.length > 0 ? [] : ['has no edits']),
    ...(isInside ? [] : ['edits outside of the text']),
    ...(isApart ? [] : ['overlapping edits']),
    ...(edits.some(({ start, end }) => cuts(start) || cuts(end)) ? ['cuts a character in two'] : []),
  ];
}

/** Whether a change mixes line ends that were of one kind. */
export function mixesLineEnds(before: string, after: string): boolean {
  const kinds = (text: string): string[] => [...new Set(text.match(/\r\n|\r|\n/g) ?? [])];
  const [had, has] = [kinds(before), kinds(after)];
  return had.length === 1 && has.some((kind) => !had.includes(kind));
}

const isSyntax = ({ code }: Finding): boolean => code.startsWith('json-') && code !== 'json-duplicate-key';

function findSpoiltText(before: DescriptorDocument, after: DescriptorDocument, finding: Finding): string[] {
  const comments = ({ syntax }: DescriptorDocument): number =>
    syntax.problems.filter(({ code }) => code === 'json-comment').length;
  return [
    ...(mixesLineEnds(before.text, after.text) ? ['mixes line ends'] : []),
    ...(!isSyntax(finding) && comments(after) < comments(before) ? ['takes a comment away'] : []),
  ];
}

function findNewTrouble(
  before: DescriptorDocument,
  after: DescriptorDocument,
  finding: Finding,
  { reveals }: Fix,
): string[] {
  if (after.syntax.problems.length > before.syntax.problems.length) return ['adds a problem of syntax'];
  if (after.syntax.incomplete && !before.syntax.incomplete) return ['breaks the structure'];
  // What could not be read before shows its mistakes.
  if (isSyntax(finding) || reveals) return [];
  const had = countErrors(before);
  return [...countErrors(after)].flatMap(([code, count]) =>
    count > (had.get(code) ?? 0) ? [`adds the error ${code}`] : [],
  );
}

function countErrors(document: DescriptorDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of analyse(document))
    if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Whether there are fewer findings of the code, or none at the place. */
function isRemoved(
  before: DescriptorDocument,
  after: DescriptorDocument,
  finding: Finding,
  { edits }: Fix,
): boolean {
  const [had, left] = [before, after].map((document) =>
    analyse(document).filter(({ code }) => code === finding.code),
  );
  if (!had || !left || left.length < had.length) return true;
  const place = edits.reduce((offset, { start, end, newText }) => {
    if (start >= finding.range.start) return offset;
    return end <= finding.range.start
      ? offset + newText.length - (end - start)
      : offset + start - finding.range.start;
  }, finding.range.start);
  return !left.some(({ range, missing }) => range.start === place && missing === finding.missing);
}

/** What changes besides the values of the finding and those that the title names. */
function findForeignChanges(
  before: DescriptorDocument,
  after: DescriptorDocument,
  finding: Finding,
  { title }: Fix,
): string[] {
  const [old, now] = [before.syntax.root, after.syntax.root];
  if (isSyntax(finding) || !old || !now) return [];
  const places = [finding, ...(finding.related ?? [])].map(({ range }) => findPath(old, range.start));
  return listChanges(old, now).flatMap((change) => {
    const { path, isAddition, word } = change;
    const isNear = places.some((place) => startsWith(path, place) || startsWith(path, place.slice(0, -1)));
    // What is added to a list is named by the list.
    const isNamed = [path.at(-1), isAddition ? path.at(-2) : undefined, word].some(
      (name) => typeof name === 'string' && title.includes(name),
    );
    const isMissing = isAddition && title.includes('missing members');
    if (!isNear && !isNamed && !isMissing) return [`changes ${path.join('.')}`];
    return title.startsWith('Move ') && changesMoved(old, now, change)
      ? [`changes the moved ${path.join('.')}`]
      : [];
  });
}

/** Whether a value that came up in a new place is written nowhere in the old text. */
function changesMoved(old: JsonValue, now: JsonValue, { path, isAddition }: ValueChange): boolean {
  const value = isAddition ? findValue(now, path) : undefined;
  return value !== undefined && !formatValue(old).includes(formatValue(value));
}

function findValue(root: JsonValue, path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, name) => {
    if (value?.kind === 'array') return value.elements[Number(name)];
    return value?.kind === 'object'
      ? value.properties.find(({ key }) => key.value === name)?.value
      : undefined;
  }, root);
}

/** Of a finding on the whole text, only the whole text is its place. */
function startsWith(path: Path, start: Path): boolean {
  return start.length > 0 ? start.every((part, index) => path[index] === part) : path.length === 0;
}
