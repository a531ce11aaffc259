import type { Definition, Entry } from '../../qapi/schema';
import { listEntries } from '../../qapi/lookup';
import type { TextRange } from '../../text/lineIndex';
import { formatType, isDeprecated } from '../documentation';
import { getInnerRange, getNameRange } from './names';
import type { QapiFile } from './qapiFile';
import type { View } from './view';

/** A definition, an entry of one, an included file or a heading. */
export interface QapiSymbol {
  readonly kind: Definition['kind'] | 'member' | 'value' | 'include' | 'heading';
  readonly name: string;
  /** Such as the type of a member. */
  readonly detail: string;
  readonly deprecated: boolean;
  readonly range: TextRange;
  /** The name, inside `range`. */
  readonly nameRange: TextRange;
  readonly children: readonly QapiSymbol[];
}

/** Lists the definitions, includes and headings of a file, in the order of its text. */
export function listSymbols(file: QapiFile): readonly QapiSymbol[] {
  const objects = file.objects.flatMap(({ node, definition, include }): QapiSymbol[] => {
    if (definition) return [makeSymbol(definition, file)];
    if (!include) return [];
    const nameRange = getInnerRange(include, file.text);
    const { start, end } = node;
    const shared = { detail: '', deprecated: false, children: [] };
    return [{ kind: 'include', name: include.value, range: { start, end }, nameRange, ...shared }];
  });
  return [...objects, ...listHeadings(file)].sort((a, b) => a.range.start - b.range.start);
}

function makeSymbol(definition: Definition, { text }: QapiFile): QapiSymbol {
  const { kind, name, range, nameRange } = definition;
  return {
    ...{ kind, name, detail: kind, deprecated: isDeprecated(definition) },
    range: { start: range.start, end: range.end },
    nameRange: getInnerRange(nameRange, text),
    children: listEntries(definition).map((entry) => makeEntry(entry, definition, text)),
  };
}

function makeEntry(entry: Entry, owner: Definition, text: string): QapiSymbol {
  const isOptional = text[entry.range.start + 1] === '*';
  const type = 'type' in entry ? formatType(entry.type as Parameters<typeof formatType>[0]) : '';
  const { start, end } = entry.range;
  return {
    kind: owner.kind === 'enum' ? 'value' : 'member',
    name: entry.name,
    detail: isOptional ? `${type}?` : type,
    deprecated: isDeprecated(entry),
    range: { start, end },
    nameRange: getNameRange(entry.range, text),
    children: [],
  };
}

/** A line above or below a title, as the release before 10.1 and later ones have them. */
const TITLE =
  /^#[ \t]*(?:=+[ \t]+(?<old>\S.*)|(?<title>[^\s#].*)\n#[ \t]*(?<line>[=*~^"-])\k<line>{2,})[ \t]*$/m;

/** A block that documents no definition may have a title. */
function listHeadings({ docs, text }: QapiFile): QapiSymbol[] {
  return docs.flatMap(({ block, doc }): QapiSymbol[] => {
    if (doc.symbol !== undefined) return [];
    const inside = text.slice(block.inner.start, block.inner.end).replaceAll('\r', '');
    const { old, title = old } = TITLE.exec(inside)?.groups ?? {};
    const at = title === undefined ? -1 : text.indexOf(title, block.start);
    if (title === undefined || at < 0) return [];
    const shared = { detail: '', deprecated: false, children: [] };
    const nameRange = { start: at, end: at + title.length };
    return [
      {
        kind: 'heading',
        name: title.trim(),
        range: { start: block.start, end: Math.max(block.end, nameRange.end) },
        nameRange,
        ...shared,
      },
    ];
  });
}

/** A definition that a search found. */
export interface FoundDefinition {
  readonly file: QapiFile;
  readonly symbol: QapiSymbol;
}

/** Lists the definitions in all files of the views whose names contain the letters of `query` in this order. */
export function findDefinitionsByName(
  query: string,
  views: readonly View[],
  most: number,
): FoundDefinition[] {
  const files = new Map(views.flatMap((view) => [...view.files]));
  const found: FoundDefinition[] = [];
  for (const file of files.values())
    for (const { definition } of file.objects) {
      if (found.length >= most) return found;
      if (definition && containsInOrder(definition.name, query))
        found.push({ file, symbol: makeSymbol(definition, file) });
    }
  return found;
}

function containsInOrder(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
