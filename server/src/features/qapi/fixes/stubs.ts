import type { QapiFinding, QapiFix } from '../../../qapi/check/finding';
import { readOutline, type DocPlace } from '../../../qapi/check/docReader';
import { listDocumented } from '../../../qapi/check/documentation';
import type { Definition } from '../../../qapi/schema';
import { t } from '../../../text/translations';
import type { TextEdit } from '../../../text/textEdit';
import type { QapiFile } from '../qapiFile';
import {
  CommentLines,
  findDefinitionAt,
  findLineEnd,
  findLineStart,
  isPlainName,
  type Place,
} from './commentLines';

/** Replaces a text that only a person can write, because an empty description is an error. */
const PLACEHOLDER = 'TODO';

/** Lines to add after a line of a comment, by its index. */
type Additions = Map<number, string[]>;

/** Makes the fixes that describe a member, value or feature: only this one, or all that the comment leaves out. */
export function proposeDescriptions(finding: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const place = findDefinitionAt(file, finding.range.start);
  if (!place?.block) return [];
  const comment = new CommentLines(file, place.block);
  const missing = listMissing(place.definition, comment);
  const own = missing.find(({ starts }) => starts.includes(finding.range.start));
  if (!own) return [];
  const fixes: QapiFix[] = [
    { title: t('Add a description of “{0}”', own.name), edits: describe(place, comment, [own]) },
  ];
  if (missing.length > 1)
    fixes.push({
      title: t('Add all {0} missing descriptions', missing.length),
      edits: describe(place, comment, missing),
    });
  return fixes;
}

interface Missing {
  readonly kind: 'member' | 'feature';
  readonly name: string;
  /** Where the definition has it: features of members often occur more than once. */
  readonly starts: readonly number[];
}

/** Lists what a comment does not describe, each name once. Names that a comment cannot have are left out. */
function listMissing(definition: Definition, comment: CommentLines): readonly Missing[] {
  const { members, features } = readComment(comment);
  const own = listDocumented(definition);
  const collect = (
    kind: Missing['kind'],
    parts: readonly { readonly name: string; readonly range: { readonly start: number } }[],
    described: readonly DocPlace[],
  ): Missing[] => {
    // What is only described in the other list must be moved there by a person.
    const known = new Set([...described, ...(kind === 'member' ? features : [])].map(({ name }) => name));
    const found = new Map<string, number[]>();
    for (const { name, range } of parts) {
      if (known.has(name) || !isPlainName(name)) continue;
      const starts = found.get(name);
      if (starts) starts.push(range.start);
      else found.set(name, [range.start]);
    }
    return [...found].map(([name, starts]) => ({ kind, name, starts }));
  };
  return [
    ...collect('member', own, members),
    ...collect(
      'feature',
      [definition, ...own].flatMap((each) => each.features),
      features,
    ),
  ];
}

function readComment({ lines }: CommentLines): ReturnType<typeof readOutline> {
  return readOutline(lines.slice(1), { start: 0, end: 0 }, () => undefined);
}

/** Adds descriptions in the order of the definition: each after that of the part before it. */
function describe(
  { definition }: Place,
  comment: CommentLines,
  missing: readonly Missing[],
): readonly TextEdit[] {
  const { members, features } = readComment(comment);
  const own = listDocumented(definition);
  const added: Additions = new Map();
  const namesOf = (kind: Missing['kind']): Set<string> =>
    new Set(missing.filter((each) => each.kind === kind).map(({ name }) => name));
  const firstMember = members[0];
  const start = comment.findTextBefore(
    firstMember ? comment.find(firstMember.start) : findFirstSection(comment),
  );
  addBetween(own, members, namesOf('member'), start, comment, added);
  const missingFeatures = namesOf('feature');
  const all = [definition, ...own].flatMap((each) => each.features);
  const firstFeature = features[0];
  if (firstFeature) {
    const before = comment.findTextBefore(comment.find(firstFeature.start));
    addBetween(all, features, missingFeatures, before, comment, added);
  } else if (missingFeatures.size > 0) {
    const last = members.at(-1);
    const after = last ? comment.findDescriptionEnd(comment.find(last.start)) : start;
    add(added, after, ['', 'Features:', ...[...missingFeatures].flatMap(writeDescription)]);
  }
  return [...added]
    .sort(([a], [b]) => a - b)
    .map(([at, lines]) => {
      const next = comment.lines[at + 1]?.text ?? '';
      return comment.insertAfter(at, next === '' ? lines : [...lines, '']);
    });
}

/** @param start the line after which the first description belongs */
function addBetween(
  parts: readonly { readonly name: string }[],
  described: readonly DocPlace[],
  names: Set<string>,
  start: number,
  comment: CommentLines,
  added: Additions,
): void {
  const places = new Map(described.map((place) => [place.name, place]));
  let at = start;
  for (const { name } of parts) {
    const place = places.get(name);
    if (place) at = comment.findDescriptionEnd(comment.find(place.start));
    else if (names.delete(name)) add(added, at, writeDescription(name));
  }
}

function add(added: Additions, at: number, lines: readonly string[]): void {
  const before = added.get(at);
  if (before) before.push(...lines);
  else added.set(at, [...lines]);
}

function writeDescription(name: string): string[] {
  return ['', `@${name}: ${PLACEHOLDER}`];
}

/** Returns the index of the line before which members belong: that of the first section or directive. */
function findFirstSection({ lines }: CommentLines): number {
  const at = lines.findIndex(
    ({ text }, index) =>
      index > 0 && /^(?:Features:$|(?:Returns|Errors|Since|TODO|Notes?|Examples?):|\.\. )/.test(text),
  );
  return at < 0 ? lines.length : at;
}

/** Makes the fix that adds a comment before a definition that has none. */
export function proposeComment(finding: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const place = findDefinitionAt(file, finding.range.start);
  return place ? proposeCommentOf(place, file) : [];
}

/** Makes the same fix for any definition; none if it has a comment, or is not at the start of a line. */
export function proposeCommentOf({ definition, block }: Place, { text }: QapiFile): readonly QapiFix[] {
  const { name, range } = definition;
  const start = findLineStart(text, range.start);
  const indent = text.slice(start, range.start);
  if (block || !isPlainName(name) || !/^[ \t]*$/.test(indent)) return [];
  const members = listDocumented(definition);
  const features = [definition, ...members].flatMap((each) => each.features);
  const list = (parts: readonly { readonly name: string }[]): string[] =>
    [...new Set(parts.map((each) => each.name))].filter(isPlainName).flatMap(writeDescription);
  const lines = [`@${name}:`, '', PLACEHOLDER, ...list(members)];
  if (features.length > 0) lines.push('', 'Features:', ...list(features));
  if (definition.kind === 'command' && definition.returns) lines.push('', `Returns: ${PLACEHOLDER}`);
  const lineEnd = findLineEnd(text);
  const written = ['##', ...lines.map((line) => (line === '' ? '#' : `# ${line}`)), '##'];
  const newText = written.map((line) => indent + line + lineEnd).join('');
  return [{ title: t('Add a comment for “{0}”', name), edits: [{ start, end: start, newText }] }];
}
