import type { QapiFinding, QapiFix } from '../../../qapi/check/finding';
import { readOutline } from '../../../qapi/check/docReader';
import { listDocumented } from '../../../qapi/check/documentation';
import { findClosest } from '../../../text/closest';
import { t } from '../../../text/translations';
import type { QapiFile } from '../qapiFile';
import { CommentLines, findBlockAt, findDefinitionAt, findLineStart, isPlainName } from './commentLines';
import { proposeDirective } from './oldSections';
import { proposeReflow, proposeSpace } from './reflow';
import { proposeComment, proposeDescriptions } from './stubs';

type Propose = (finding: QapiFinding, file: QapiFile) => readonly QapiFix[];

/** The fixes that the check does not make itself, because most findings are never fixed. */
const PROPOSALS: ReadonlyMap<string, Propose> = new Map([
  ['doc/member-undocumented', proposeDescriptions],
  ['doc/feature-undocumented', proposeDescriptions],
  ['doc/required', proposeComment],
  ['doc/old-note', proposeDirective],
  ['doc/old-example', proposeDirective],
  ['doc/unknown-member', proposeName],
  ['doc/no-space-after-hash', proposeHashSpace],
  ['doc/member-in-freeform', proposeFirstLine],
  ['style/line-too-long', proposeReflow],
  ['style/one-space-after-sentence', proposeSpace],
]);

/** Lists the changes that could remove a finding, those that the check made first. They are not proven. */
export function listFixes(finding: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const { fixes = [], code } = finding;
  return fixes.length > 0 ? fixes : (PROPOSALS.get(code)?.(finding, file) ?? []);
}

/** Proposes the undescribed member, value or feature that a description most likely means. */
function proposeName({ range }: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const block = findBlockAt(file, range.start);
  const { parts } = file.module;
  const definition = block && parts[parts.findIndex(({ node }) => node === block) + 1]?.definition;
  if (!block || !definition) return [];
  const comment = new CommentLines(file, block);
  const { members, features } = readOutline(comment.lines.slice(1), block.inner, () => undefined);
  const isFeature = features.some(({ start }) => start === range.start);
  const own = listDocumented(definition);
  const known = isFeature ? [definition, ...own].flatMap((each) => each.features) : own;
  const described = new Set((isFeature ? features : members).map(({ name }) => name));
  const free = known.map(({ name }) => name).filter((name) => !described.has(name) && isPlainName(name));
  const meant = findClosest(file.text.slice(range.start + '@'.length, range.end - ':'.length), free);
  if (meant === undefined) return [];
  const edits = [{ start: range.start, end: range.end, newText: `@${meant}:` }];
  return [{ title: t('Replace with “{0}”', meant), edits }];
}

function proposeHashSpace({ range }: QapiFinding): readonly QapiFix[] {
  const at = range.start + '#'.length;
  return [{ title: t('Add a space'), edits: [{ start: at, end: at, newText: ' ' }] }];
}

/** Removes the empty lines before the name that belongs on the first line of a comment. */
function proposeFirstLine({ range }: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const block = findBlockAt(file, range.start);
  const comment = block && new CommentLines(file, block);
  const at = comment?.find(range.start) ?? -1;
  const [first, line] = [comment?.lines[0], comment?.lines[at]];
  if (!first || !line || findDefinitionAt(file, range.start)) return [];
  if (comment?.lines.slice(0, at).some(({ text }) => text !== '')) return [];
  const [start, end] = [findLineStart(file.text, first.hash), findLineStart(file.text, line.hash)];
  return [{ title: t('Remove the empty line'), edits: [{ start, end, newText: '' }] }];
}
