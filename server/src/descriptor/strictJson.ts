import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { JsonArray, JsonObject, JsonProperty, JsonString, JsonValue } from './json';
import { MAX_DEPTH } from './limits';

/**
 * Reads a text that is valid JSON [RFC 8259] and not too deep; returns undefined for any other text. Nearly every text is valid JSON, and
 * this costs a fraction of a reader that continues after mistakes. jsonc-parser's scanner reads all tokens but plain strings.
 */
export function readStrictJson(text: string): JsonValue | undefined {
  const reader = new StrictReader(text);
  const root = reader.readValue(0);
  return root && reader.isAtEnd() ? root : undefined;
}

// Kinds of tokens: jsonc-parser's enum exists for TypeScript only.
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const STRING = 10;
const NUMBER = 11;

// Separate constants, because esbuild then inlines the numbers.
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Each method continues at `at`, and returns undefined if the text is not JSON. */
class StrictReader {
  private scanner?: JSONScanner;
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.skipBlanks();
    return this.at === this.text.length;
  }

  /** @param depth the number of objects and lists around it */
  readValue(depth: number): JsonValue | undefined {
    const first = this.skipBlanks();
    if (first === OPEN_BRACE) return depth < MAX_DEPTH ? this.readObject(depth + 1) : undefined;
    if (first === OPEN_BRACKET) return depth < MAX_DEPTH ? this.readArray(depth + 1) : undefined;
    return first === QUOTE ? this.readString() : this.readLiteral();
  }

  private readObject(depth: number): JsonObject | undefined {
    const properties: JsonProperty[] = [];
    const object: Mutable<JsonObject> = {
      kind: 'object',
      start: this.at++,
      end: 0,
      properties,
      closed: true,
    };
    if (this.skipBlanks() !== CLOSE_BRACE)
      for (;;) {
        const key = this.readKey();
        if (!key || this.skipBlanks() !== COLON) return undefined;
        const colon = this.at++;
        const value = this.readValue(depth);
        if (!value) return undefined;
        properties.push({ kind: 'property', start: key.start, end: value.end, key, colon, value });
        const next = this.skipBlanks();
        if (next === CLOSE_BRACE) break;
        if (next !== COMMA) return undefined;
        this.at++;
      }
    object.end = ++this.at;
    return object;
  }

  private readArray(depth: number): JsonArray | undefined {
    const elements: JsonValue[] = [];
    const array: Mutable<JsonArray> = {
      kind: 'array',
      start: this.at++,
      end: 0,
      elements,
      hasOnlyStrings: true,
      closed: true,
    };
    if (this.skipBlanks() !== CLOSE_BRACKET)
      for (;;) {
        const value = this.readValue(depth);
        if (!value) return undefined;
        elements.push(value);
        if (value.kind !== 'string') array.hasOnlyStrings = false;
        const next = this.skipBlanks();
        if (next === CLOSE_BRACKET) break;
        if (next !== COMMA) return undefined;
        this.at++;
      }
    array.end = ++this.at;
    return array;
  }

  private readKey(): JsonString | undefined {
    return this.skipBlanks() === QUOTE ? this.readString() : undefined;
  }

  /** Nearly all strings have no escapes: these cost the scanner twice as much. */
  private readString(): JsonString | undefined {
    const { text, at: start } = this;
    let at = start + 1;
    let code = text.charCodeAt(at);
    while (code >= SPACE && code !== QUOTE && code !== BACKSLASH) code = text.charCodeAt(++at);
    if (code !== QUOTE) return this.readLiteral() as JsonString | undefined;
    this.at = at + 1;
    return { kind: 'string', start, end: this.at, value: text.slice(start + 1, at) };
  }

  private readLiteral(): Exclude<JsonValue, JsonObject | JsonArray> | undefined {
    const { text, at: start } = this;
    const scanner = (this.scanner ??= createScanner(text, false));
    scanner.setPosition(start);
    const token: number = scanner.scan();
    const error: number = scanner.getTokenError();
    if (error !== 0) return undefined;
    const end = (this.at = scanner.getPosition());
    switch (token) {
      case STRING:
        return { kind: 'string', start, end, value: scanner.getTokenValue() };
      case NUMBER:
        return { kind: 'number', start, end, value: Number(scanner.getTokenValue()) };
      case NULL:
        return { kind: 'null', start, end, value: null };
      case TRUE:
        return { kind: 'boolean', start, end, value: true };
      case FALSE:
        return { kind: 'boolean', start, end, value: false };
      default:
        return undefined;
    }
  }

  /** Moves to the next token. @returns its first character; NaN at the end of the text */
  private skipBlanks(): number {
    const { text } = this;
    let { at } = this;
    let code = text.charCodeAt(at);
    while (code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB)
      code = text.charCodeAt(++at);
    this.at = at;
    return code;
  }
}
