import { visit } from 'jsonc-parser';
import type { TextRange } from '../text/lineIndex';
import { OffsetMap } from '../text/offsetMap';
import { applyEdits } from '../text/textEdit';
import type { JsonArray, JsonLiteral, JsonObject, JsonProperty, JsonString, JsonValue } from './json';
import { MAX_DEPTH, MAX_LENGTH } from './limits';
import { breakLongBlanks, skipContent } from './longBlanks';
import { recover } from './recovery/recover';
import { readStrictJson } from './strictJson';
import { isMisplacing, type SyntaxProblem } from './syntaxProblem';

/** A text as JSON: its tree and what is wrong with it as JSON. */
export interface SyntaxTree {
  /** Absent if the text has no value, or if it is too deep or too large to be read. */
  readonly root?: JsonValue | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether parts of the tree may be missing, so that the absence of something proves nothing. */
  readonly incomplete: boolean;
  /** Whether parts of the tree may lie elsewhere than the author meant, so that nothing in it proves anything. */
  readonly isDoubtful: boolean;
}

/** The longest text whose mistakes are told apart, in UTF-16 units: of a longer one the first is named. A descriptor has a kilobyte. */
export const MAX_RECOVERED = 16 * 1024;

/**
 * Parses strict JSON (RFC 8259) tolerantly. Never throws. Where a text is not JSON, the tree is that of the JSON which it is likely meant to
 * be, on the offsets of the text; what is missing in the text is missing in the tree.
 */
export function parseJson(text: string): SyntaxTree {
  if (text.length > MAX_LENGTH)
    return makeTree([{ code: 'json-too-large', range: { start: 0, end: 1 }, hidesParts: true }]);
  const strict = readStrictJson(text);
  if (strict) return makeTree([], strict);
  const deep = findFirstTooDeep(text);
  if (deep !== undefined)
    return makeTree([{ code: 'json-too-deep', range: { start: deep, end: deep + 1 }, hidesParts: true }]);

  // A leading byte order mark is reported by itself; a space in its place keeps every offset.
  const hasMark = text.startsWith(BYTE_ORDER_MARK);
  const content = hasMark ? ' ' + text.slice(1) : text;
  const marks: SyntaxProblem[] = hasMark
    ? [{ code: 'json-byte-order-mark', range: { start: 0, end: 1 }, hidesParts: false }]
    : [];
  const { root, error } = read(content);
  if (!error) return makeTree(marks, root);
  const only = describeUnusual(text);
  if (only) return makeTree(only.code === 'json-blank' ? [...marks, only] : [only]);
  if (text.trim() === '') return makeTree(marks);
  if (text.length > MAX_RECOVERED) return makeTree([...marks, describeFirst(error)], root);

  const recovered = recover(content);
  if (!recovered) return makeTree([...marks, describeFirst(error)], root);
  const { problems, edits } = recovered;
  if (!edits) return makeTree([...marks, ...problems]);
  const repairedText = applyEdits(content, edits);
  // Brackets that are put in may nest deeper than those of the text, which the parser may read.
  if (findFirstTooDeep(repairedText) !== undefined) return makeTree([...marks, describeFirst(error)], root);
  const repaired = read(repairedText, new OffsetMap(edits));
  const found = problems.length > 0 ? problems : [describeFirst(error)];
  return makeTree([...marks, ...found], repaired.root);
}

function makeTree(problems: readonly SyntaxProblem[], root?: JsonValue): SyntaxTree {
  return {
    root,
    problems,
    incomplete: problems.some((problem) => problem.hidesParts),
    isDoubtful: problems.some(isMisplacing),
  };
}

/** The file that Git writes instead of a symbolic link if it cannot create one: it contains the path. [git-config, core.symlinks] */
const LINK_TEXT = /^[\w@+.-]*(?:\/[\w@+.-]+)*\.json\n?$/;

/** PATH_MAX of Linux, and a line feed. */
const LONGEST_LINK = 4097;

/** What a text that is not JSON is on the whole, if it is blank or a link. */
function describeUnusual(text: string): SyntaxProblem | undefined {
  const range = { start: 0, end: text.trimEnd().length };
  if (text.length <= LONGEST_LINK && LINK_TEXT.test(text))
    return { code: 'json-link-text', range, hidesParts: true };
  return range.end === 0 && text.length > 0
    ? { code: 'json-blank', range: { start: 0, end: text.length }, hidesParts: true }
    : undefined;
}

/** The mistake of a text that is too long to tell its mistakes apart. */
function describeFirst({ start, end }: TextRange): SyntaxProblem {
  return { code: 'json-structure', detail: 'unexpected', range: { start, end }, hidesParts: true };
}

/** The tree of a text, and the first place where it is not JSON. @param map finds the offsets of the original text */
function read(text: string, map?: OffsetMap): { root: JsonValue | undefined; error: TextRange | undefined } {
  const builder = new TreeBuilder();
  let error: TextRange | undefined;
  // The parser reads on and never back, and so do the ranges.
  let last = 0;
  const place = (offset: number, length: number): TextRange => {
    const start = Math.max(last, map?.findStart(offset) ?? offset);
    last = Math.max(start, map?.findEnd(offset + length) ?? offset + length);
    return { start, end: last };
  };
  visit(
    breakLongBlanks(text),
    {
      onObjectBegin: (offset, length) => {
        builder.open({ kind: 'object', ...place(offset, length), properties: [], closed: false });
      },
      onObjectEnd: (offset, length) => {
        builder.close(place(offset, length), text[offset] === '}');
      },
      onArrayBegin: (offset, length) => {
        builder.open({
          kind: 'array',
          ...place(offset, length),
          elements: [],
          hasOnlyStrings: true,
          closed: false,
        });
      },
      onArrayEnd: (offset, length) => {
        builder.close(place(offset, length), text[offset] === ']');
      },
      onObjectProperty: (value, offset, length) => {
        builder.property({ kind: 'string', ...place(offset, length), value });
      },
      onSeparator: (character, offset, length) => {
        const range = place(offset, length);
        if (character === ':' && range.start < range.end) builder.colon(range.start);
      },
      onLiteralValue: (value: string | number | boolean | null, offset, length) => {
        const { start, end } = place(offset, length);
        if (start < end) builder.value(makeLiteral(value, start, end));
      },
      onError: (_code, offset, length) => {
        // What is missing at the end is shown on the last character; an unclosed comment is reported as longer than the text.
        const start = Math.max(0, Math.min(offset, text.length - 1));
        error ??= { start, end: Math.min(Math.max(offset + length, start + 1), Math.max(1, text.length)) };
      },
    },
    { disallowComments: true },
  );
  return { root: builder.root, error };
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * The offset of the first bracket that is nested deeper than `MAX_DEPTH`. A closing bracket of the other kind closes nothing: so the parser
 * reads it, too.
 */
function findFirstTooDeep(text: string): number | undefined {
  // Nearly every text has too few brackets, and counting them is much cheaper than a second scan.
  if (text.split('{').length + text.split('[').length <= MAX_DEPTH) return undefined;
  const open: string[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (character === '{' || character === '[') {
      open.push(character);
      if (open.length > MAX_DEPTH) return offset;
    } else if (character === '}' || character === ']') {
      if (open.at(-1) === (character === '}' ? '{' : '[')) open.pop();
    } else {
      offset = skipContent(text, offset);
    }
  }
  return undefined;
}

function makeLiteral(
  value: string | number | boolean | null,
  start: number,
  end: number,
): JsonString | JsonLiteral {
  if (typeof value === 'string') return { kind: 'string', start, end, value };
  const kind = value === null ? 'null' : typeof value === 'number' ? 'number' : 'boolean';
  return { kind, start, end, value };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenObject = Mutable<Omit<JsonObject, 'properties'>> & { properties: Mutable<JsonProperty>[] };
type OpenArray = Mutable<Omit<JsonArray, 'elements'>> & { elements: JsonValue[] };

/** Puts the parser's events together. A value that nothing awaits (after a missing colon, say) is dropped. */
class TreeBuilder {
  root: JsonValue | undefined;
  private readonly stack: (OpenObject | OpenArray)[] = [];

  open(container: OpenObject | OpenArray): void {
    // Until it is closed, its end is that of its bracket, which may be missing in the text.
    container.closed = container.start < container.end;
    this.value(container);
    this.stack.push(container);
  }

  close({ start, end }: TextRange, isBracket: boolean): void {
    const container = this.stack.pop();
    if (!container) return;
    container.end = end;
    container.closed &&= isBracket && start < end;
    const holder = this.stack.at(-1);
    const property = holder?.kind === 'object' ? holder.properties.at(-1) : undefined;
    if (property?.value === container) property.end = end;
  }

  property(key: JsonString): void {
    const object = this.stack.at(-1);
    if (object?.kind === 'object')
      object.properties.push({ kind: 'property', start: key.start, end: key.end, key });
  }

  colon(offset: number): void {
    const property = this.lastProperty();
    if (property) {
      property.colon = offset;
      property.end = offset + 1;
    }
  }

  value(value: JsonValue): void {
    const holder = this.stack.at(-1);
    if (!holder) {
      this.root ??= value;
    } else if (holder.kind === 'array') {
      holder.elements.push(value);
      holder.hasOnlyStrings &&= value.kind === 'string';
    } else {
      const property = holder.properties.at(-1);
      if (!property || property.value) return;
      property.value = value;
      property.end = value.end;
    }
  }

  private lastProperty(): Mutable<JsonProperty> | undefined {
    const holder = this.stack.at(-1);
    return holder?.kind === 'object' ? holder.properties.at(-1) : undefined;
  }
}
