import { createScanner, printParseErrorCode, visit } from 'jsonc-parser';
import type { JsonArray, JsonLiteral, JsonObject, JsonProperty, JsonString, JsonValue } from './json';
import { breakLongBlanks } from './longBlanks';
import { findSyntaxProblems, type RawError, type SyntaxProblem } from './syntaxProblems';

/** A text as JSON: its tree and what is wrong with it as JSON. */
export interface SyntaxTree {
  /** Absent where the text holds no value, or where it is too deep or too large to be read. */
  readonly root?: JsonValue | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether parts of the tree may be missing, so that the absence of something proves nothing. */
  readonly incomplete: boolean;
}

/** The deepest nesting that is read: more than libvirt 12.8 reads. A descriptor needs 4 levels; jsonc-parser overflows the stack near 6,000. */
export const MAX_DEPTH = 400;
/** The longest text that is read, in UTF-16 units. */
export const MAX_LENGTH = 8 * 1024 * 1024;

/** Parses strict JSON (RFC 8259) tolerantly. Never throws. */
export function parseJson(text: string): SyntaxTree {
  if (text.length > MAX_LENGTH)
    return makeUnreadable({ code: 'json-too-large', range: { start: 0, end: 1 } });
  const deep = findFirstTooDeep(text);
  if (deep !== undefined)
    return makeUnreadable({ code: 'json-too-deep', range: { start: deep, end: deep + 1 } });

  const errors: RawError[] = [];
  const builder = new TreeBuilder();
  // A leading byte order mark is reported by itself; a space in its place keeps every offset.
  visit(
    breakLongBlanks(text.startsWith(BYTE_ORDER_MARK) ? ' ' + text.slice(1) : text),
    {
      onObjectBegin: (start) => {
        builder.open({ kind: 'object', start, end: start, properties: [], closed: false });
      },
      onObjectEnd: (offset, length) => {
        builder.close(offset + length, text[offset] === '}');
      },
      onArrayBegin: (start) => {
        builder.open({ kind: 'array', start, end: start, elements: [], closed: false });
      },
      onArrayEnd: (offset, length) => {
        builder.close(offset + length, text[offset] === ']');
      },
      onObjectProperty: (value, start, length) => {
        builder.property({ kind: 'string', start, end: start + length, value });
      },
      onSeparator: (character, offset) => {
        if (character === ':') builder.colon(offset);
      },
      onLiteralValue: (value: string | number | boolean | null, start, length) => {
        builder.value(makeLiteral(value, start, start + length));
      },
      onError: (code, offset, length) => {
        // An unclosed comment is reported as one unit longer than the text.
        errors.push({
          code: printParseErrorCode(code),
          start: offset,
          end: Math.min(offset + length, text.length),
        });
      },
    },
    { disallowComments: true },
  );

  const problems = findSyntaxProblems(text, errors, builder.unclosed);
  return {
    root: builder.root,
    problems,
    incomplete: problems.some((problem) => problem.hidesParts),
  };
}

const BYTE_ORDER_MARK = '\ufeff';

function makeUnreadable(problem: Omit<SyntaxProblem, 'hidesParts'>): SyntaxTree {
  return { problems: [{ ...problem, hidesParts: true }], incomplete: true };
}

/** The offset of the first bracket that is nested deeper than `MAX_DEPTH`. */
function findFirstTooDeep(text: string): number | undefined {
  // Nearly every text has too few brackets, and counting them is much cheaper than a second scan.
  if (text.split('{').length + text.split('[').length <= MAX_DEPTH) return undefined;
  const scanner = createScanner(breakLongBlanks(text), true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    if (first === '{' || first === '[') {
      if (++depth > MAX_DEPTH) return offset;
    } else if (first === '}' || first === ']') {
      depth = Math.max(0, depth - 1);
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
  /** The containers whose closing bracket is not there, the outer one first. */
  readonly unclosed: JsonValue[] = [];
  private readonly stack: (OpenObject | OpenArray)[] = [];

  open(container: OpenObject | OpenArray): void {
    this.value(container);
    this.stack.push(container);
  }

  close(end: number, closed: boolean): void {
    const container = this.stack.pop();
    if (!container) return;
    container.end = end;
    container.closed = closed;
    if (!closed) this.unclosed.unshift(container);
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
    } else {
      const property = holder.properties.at(-1);
      if (property?.colon === undefined || property.value) return;
      property.value = value;
      property.end = value.end;
    }
  }

  private lastProperty(): Mutable<JsonProperty> | undefined {
    const holder = this.stack.at(-1);
    return holder?.kind === 'object' ? holder.properties.at(-1) : undefined;
  }
}
