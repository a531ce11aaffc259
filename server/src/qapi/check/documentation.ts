import { t } from '../../text/translations';
import type { TextRange } from '../../text/lineIndex';
import { findValue } from '../definitions';
import type { Comment, DocLine } from '../docComment';
import { listEntries, listFeatures } from '../lookup';
import type { ModulePart } from '../module';
import type { Definition, DocComment, Entry } from '../schema';
import type { DocBlock } from '../syntax';
import { measureName, readOutline, type DocOutline, type DocPlace } from './docReader';
import type { DialectRules } from './dialect';
import type { QapiFix, Report } from './finding';
import { checkProse } from './prose';

/** A documentation comment that was checked by itself. */
export interface CheckedBlock {
  readonly range: TextRange;
  /** Whether the comment is only a free-form one because of a mistake that was reported. */
  readonly isMisread?: boolean;
  /** The name of the definition; absent for a free-form comment. */
  readonly symbol?: DocPlace;
  readonly outline?: DocOutline;
}

/** Checks a documentation comment by itself. */
export function checkBlock(
  text: string,
  node: DocBlock,
  doc: Comment,
  rules: DialectRules,
  report: Report,
): CheckedBlock {
  const { lines } = doc;
  if (rules.checksProse) checkProse(text, node.inner, lines, report);
  const range = { start: node.start, end: node.start + '##'.length };
  const symbol = checkSymbol(lines, report);
  if (symbol) {
    const outline = rules.readsParagraphs
      ? readOutline(lines.slice(1), toClosing(node), report)
      : outlineOf(doc);
    return { range, symbol, outline };
  }
  const isMisread = rules.readsParagraphs && checkFreeForm(lines, report);
  return { range, isMisread };
}

/** The line that closes a comment. */
function toClosing({ inner, end }: DocBlock): TextRange {
  return { start: inner.end, end: Math.max(inner.end, end) };
}

function makeRenaming(symbol: DocPlace, name: string): QapiFix {
  const title = t('Replace with “{0}”', name);
  return { title, edits: [{ start: symbol.start, end: symbol.end, newText: `@${name}:` }] };
}

function toPlainRange({ start, end }: TextRange): TextRange {
  return { start, end };
}

/** Finds the line with the name of the definition, which is the first one. Reports it if it is invalid. */
function checkSymbol([first]: readonly DocLine[], report: Report): DocPlace | undefined {
  const { text = '', start = 0, end = 0 } = first ?? {};
  if (!text.startsWith('@')) return undefined;
  const range = { start, end };
  if (text.endsWith(':')) {
    if (text === '@:') report('doc/symbol-empty', range, t('Missing name between “@” and “:”.'));
    return { name: text.slice(1, -1), ...range };
  }
  const message = t('Expected only “@NAME:” on the first line of the comment of a definition.');
  report('doc/symbol-colon', range, message);
  const [name = ''] = text.slice(1).split(':', 1);
  return { name: name.trim(), ...range };
}

/** Reports descriptions in a free-form comment. Returns whether only empty lines make it one. */
function checkFreeForm(lines: readonly DocLine[], report: Report): boolean {
  const first = lines.find(({ isBlank }) => !isBlank);
  for (const line of lines) {
    const { start } = line;
    const length = measureName(line);
    if (length === 0) continue;
    const range = { start, end: start + length };
    const described = line.text.slice(0, length);
    if (line === first) {
      report(
        'doc/member-in-freeform',
        range,
        t('“{0}” must be on the first line of the comment. Remove the empty line before it.', described),
      );
      return true;
    }
    report(
      'doc/member-in-freeform',
      range,
      t(
        '“@{0}:” is allowed only in the comment of a definition. Such a comment starts with “@NAME:”.',
        described.slice(1, -1),
      ),
    );
  }
  return false;
}

/** Lists what a comment describes by the grammar for all releases. */
function outlineOf(doc: DocComment): DocOutline {
  const list = (kind: string): DocPlace[] =>
    doc.sections.flatMap((section) =>
      section.kind === kind
        ? [
            {
              name: section.name ?? '',
              start: section.range.start,
              end: section.range.start + (section.name?.length ?? 0) + 2,
            },
          ]
        : [],
    );
  const tag = (kind: string, name: string): DocPlace[] => list(kind).map((place) => ({ ...place, name }));
  const tags = [...tag('returns', 'Returns'), ...tag('errors', 'Errors')];
  return { members: list('member'), features: list('feature'), tags, isBroken: false };
}

/** Reports a comment that is not directly before a definition. @param next what follows it */
export function checkPlacement(
  block: CheckedBlock,
  next: ModulePart | undefined,
  rules: DialectRules,
  report: Report,
): void {
  const isBeforeDefinition =
    next?.node.kind === 'object' && !findValue(next.node, 'include') && !findValue(next.node, 'pragma');
  if (block.symbol && !isBeforeDefinition)
    report(
      'doc/orphan',
      block.symbol,
      t(
        'No definition follows the documentation of “{0}”. Move this documentation directly before its definition.',
        block.symbol.name,
      ),
    );
  if (!block.symbol && block.isMisread !== true && isBeforeDefinition && rules.readsParagraphs)
    report(
      'doc/freeform-before-definition',
      block.range,
      t('The comment directly before a definition must document it: start the comment with “@NAME:”.'),
    );
}

/** Compares the comment of a definition with the definition. */
export function checkDescriptions(
  definition: Definition,
  { symbol, outline }: CheckedBlock,
  rules: DialectRules,
  report: Report,
): void {
  // A comment without a name was reported.
  if (!symbol || symbol.name === '' || !outline) return;
  if (symbol.name !== definition.name) {
    report(
      'doc/other-symbol',
      definition.nameRange,
      t('The comment before this definition documents “{0}”, not “{1}”.', symbol.name, definition.name),
      {
        // Before 9.0, QEMU's own interop schemas had such comments, because no program read them.
        ...(!rules.readsParagraphs && { severity: 'warning' as const }),
        fixes: [makeRenaming(symbol, definition.name)],
        related: [
          {
            message: t('The name in the comment is here.'),
            range: { ...definition.nameRange, ...toPlainRange(symbol) },
          },
        ],
      },
    );
    return;
  }
  const members = listDocumented(definition);
  const features = listFeatures(definition, members);
  reportUnknown(outline.members, members, report, (name) =>
    t('The comment documents “{0}”, but “{1}” has no such member.', name, definition.name),
  );
  const misplaced = findMisplaced(outline, members, features);
  reportUnknown(
    outline.features.filter(({ name }) => !misplaced.has(name)),
    features,
    report,
    (name) =>
      t('The comment documents the feature “{0}”, but “{1}” does not have it.', name, definition.name),
  );
  for (const { name, range } of members) {
    const place = misplaced.get(name);
    if (place)
      report(
        'doc/member-undocumented',
        range,
        t('“{0}” is described like a feature. Move the description to before “Features:”.', name),
        {
          related: [
            { message: t('The description is here.'), range: { file: range.file, ...toPlainRange(place) } },
          ],
        },
      );
  }
  if (rules.readsParagraphs) checkTags(definition, outline, report);
  if (!rules.readsParagraphs || outline.isBroken) return;
  const described = new Set(outline.members.map(({ name }) => name));
  for (const { name, range } of members) {
    if (described.has(name) || misplaced.has(name)) continue;
    report(
      'doc/member-undocumented',
      range,
      t('“{0}” is not documented. Describe it in the comment.', name),
      {
        exception: { pragma: 'documentation-exceptions', name: definition.name },
      },
    );
  }
  if (features.length === 0) return;
  const describedFeatures = new Set(outline.features.map(({ name }) => name));
  for (const { name, range } of features) {
    if (describedFeatures.has(name)) continue;
    describedFeatures.add(name);
    report(
      'doc/feature-undocumented',
      range,
      t('The feature “{0}” is not documented. Describe it after “Features:”.', name),
    );
  }
}

/** Finds the descriptions of members that are in the list of features, by name. */
function findMisplaced(
  outline: DocOutline,
  members: readonly Entry[],
  features: readonly { readonly name: string }[],
): ReadonlyMap<string, DocPlace> {
  if (outline.features.length === 0) return NONE;
  const known = new Set([...features, ...outline.members].map(({ name }) => name));
  const names = new Set(members.map(({ name }) => name));
  return new Map(
    outline.features.flatMap((place) =>
      names.has(place.name) && !known.has(place.name) ? [[place.name, place] as const] : [],
    ),
  );
}

const NONE: ReadonlyMap<string, DocPlace> = new Map();

function checkTags(definition: Definition, { tags }: DocOutline, report: Report): void {
  for (const tag of tags) {
    if (tag.name !== 'Returns' && tag.name !== 'Errors') continue;
    if (definition.kind !== 'command')
      report(
        `doc/${tag.name.toLowerCase()}-not-command`,
        tag,
        t('The section “{0}:” is only allowed for commands.', tag.name),
      );
    else if (tag.name === 'Returns' && !definition.returns)
      report(
        'doc/returns-without-returns',
        tag,
        t('“{0}” returns nothing: remove “Returns:”, or add the key “returns”.', definition.name),
      );
  }
}

/** Lists the parts that the comment of a definition describes: not the branches of a union, which its discriminator explains. */
export function listDocumented(definition: Definition): readonly Entry[] {
  return definition.kind === 'union' ? definition.baseMembers : listEntries(definition);
}

function reportUnknown(
  places: readonly DocPlace[],
  known: readonly { readonly name: string }[],
  report: Report,
  describe: (name: string) => string,
): void {
  if (places.length === 0) return;
  const names = new Set(known.map(({ name }) => name));
  for (const place of places)
    if (!names.has(place.name)) report('doc/unknown-member', place, describe(place.name));
}
