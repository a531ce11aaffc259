import { t } from '../text/translations';
import type { TextRange } from '../text/lineIndex';
import { findProperty, KINDS } from './definitions';
import type { TextProblem, Token } from './lexer';
import { addProblem, isLineStart, tokenize } from './lexer';
import type { ArrayNode, DocBlock, ObjectNode, Property, SourceFile, SyntaxNode } from './syntax';

/** Parses one schema file as far as possible; never fails. After an error, it continues with the next top-level item. */
export function parseSource(text: string): SourceFile {
  const { tokens, problems } = tokenize(text);
  return new Parser(text, tokens, [...problems]).parse();
}

/** Deeper nesting is not parsed: it is not a schema, and the recursion must end. */
const MAX_DEPTH = 32;

/** The number of keys from which on a set is faster. */
const FEW_KEYS = 8;

const TOP_LEVEL_KEYS: ReadonlySet<string> = new Set([...KINDS, 'include', 'pragma']);

/** The codes of missing parts. */
type Expected =
  | `json/want-${'key' | 'value'}${'' | '-or-close'}`
  | 'json/want-colon'
  | `json/want-comma-or-close-${'brace' | 'bracket'}`;

function describeMissing(code: Expected): string {
  if (code.startsWith('json/want-key')) return t('Expected a key in single quotes.');
  if (code.startsWith('json/want-value')) return t('Expected a value.');
  if (code === 'json/want-colon') return t('Expected a colon after the key.');
  return t('Expected a comma or “{0}”.', code.endsWith('brace') ? '}' : ']');
}

class Parser {
  private index = 0;
  /** The token that the current top-level item must not reach, because another item is known to begin there. */
  private limit: number;
  private depth = 0;
  /** Set if the rest of the top-level item cannot be parsed. */
  private lost = false;
  private readonly items: (ObjectNode | DocBlock)[] = [];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly problems: TextProblem[],
  ) {
    this.limit = tokens.length - 1;
  }

  parse(): SourceFile {
    let complained = false;
    for (let token = this.token(); token.kind !== 'end'; token = this.token()) {
      if (token.kind === 'doc') this.docBlock();
      else if (token.kind === '{') this.topLevelObject();
      else if (token.kind === '[' && !complained) this.topLevelArray();
      else {
        // One problem is enough for a run of invalid tokens; the lexer has already reported stray text.
        if (!complained && token.kind !== 'stray') this.outOfPlace(token);
        complained = true;
        this.index++;
        continue;
      }
      complained = false;
    }
    return { items: this.items, problems: this.problems };
  }

  private outOfPlace(token: Token): void {
    const isValue = token.kind === 'string' || token.kind === 'true' || token.kind === 'false';
    if (isValue) this.reportNoObject(token);
    else this.report('json/want-value', t('Expected a definition, found “{0}”.', token.value));
  }

  private reportNoObject(range: TextRange): void {
    this.problem(
      'top/not-an-object',
      t('Expected a definition or directive in { } at the top level.'),
      range,
    );
  }

  private docBlock(): void {
    const open = this.token();
    this.index++;
    const next = this.token();
    if (open.value !== '##') {
      this.problem(
        'doc/junk-at-start',
        t('A documentation comment must start with a line that is only ##.'),
        open,
      );
    }
    const closed = next.kind === 'doc';
    const commentEnd = open.end + this.text.slice(open.end, next.start).trimEnd().length;
    const inner = { start: open.end, end: next.start };
    const end = closed ? next.end : commentEnd;
    this.items.push({ kind: 'doc', start: open.start, end, inner });
    if (!closed) {
      this.problem(
        'doc/unterminated',
        t('Unclosed documentation comment. End it with a line that contains only ##.'),
        next.kind === 'end' ? { start: commentEnd, end: commentEnd } : next,
      );
      return;
    }
    this.index++;
    if (next.value !== '##') {
      this.problem(
        'doc/junk-at-end',
        t('A documentation comment must end with a line that is only ##.'),
        next,
      );
    }
  }

  private topLevelObject(): void {
    this.items.push(this.recover(() => this.object()));
  }

  private topLevelArray(): void {
    const problemCount = this.problems.length;
    const node = this.recover(() => this.array());
    if (this.problems.length === problemCount) this.reportNoObject(node);
  }

  /** Parses a value at top level; continues with the next item if the rest of the value cannot be parsed. */
  private recover<Node>(parseValue: () => Node): Node {
    const first = this.index;
    const problemCount = this.problems.length;
    let node = parseValue();
    if (this.lost) {
      const next = this.nextItem(first + 1, this.index);
      if (next < this.index) {
        // A missing bracket made this item include the next one: parse it again, up to there.
        this.problems.length = problemCount;
        this.index = first;
        this.limit = next;
        this.lost = false;
        node = parseValue();
        this.limit = this.tokens.length - 1;
      }
      this.index = next;
      this.lost = false;
    }
    return node;
  }

  /** Finds the next token after `from` that opens a top-level item: before `lost` only a certain one, after it any at the start of a line. */
  private nextItem(from: number, lost: number): number {
    let at = from;
    for (; at < this.tokens.length - 1; at++) {
      const token = this.tokens[at];
      if (!token || !isLineStart(this.text, token.start)) continue;
      if (token.kind === 'doc') break;
      if (token.kind === '{' && (at >= lost || TOP_LEVEL_KEYS.has(this.tokens[at + 1]?.value ?? ''))) break;
    }
    return at;
  }

  private object(): ObjectNode {
    const open = this.take();
    const properties: Property[] = [];
    // Most objects have few keys, for which a set costs more than it saves.
    let keys: Set<string> | undefined;
    let code: Expected = 'json/want-key-or-close';
    this.depth++;
    while (this.goesOn(open)) {
      const token = this.expect(code);
      if (token.kind === '}') {
        if (code === 'json/want-key') this.report(code, t('Unexpected comma before the closing brace.'));
        this.index++;
        break;
      }
      if (token.kind !== 'string' && token.kind !== 'stray') {
        this.lose(code);
        break;
      }
      this.index++;
      const value = this.propertyValue();
      if (properties.length === FEW_KEYS) keys ??= new Set(properties.map(({ key }) => key.value));
      if (token.kind === 'string') {
        const { value: name } = token;
        if (keys ? keys.has(name) : findProperty({ properties }, name)) {
          const message = t(
            "Duplicate key '{0}'. QEMU’s generators reject the schema; here, the first one is used.",
            name,
          );
          this.problem('json/duplicate-key', message, token);
        } else {
          keys?.add(name);
          properties.push(value ? { key: token, value } : { key: token });
        }
      }
      code = this.separator('}', 'json/want-comma-or-close-brace')
        ? 'json/want-key'
        : 'json/want-key-or-close';
    }
    this.depth--;
    return { kind: 'object', start: open.start, end: this.previousEnd(), properties };
  }

  private propertyValue(): SyntaxNode | undefined {
    if (this.expect('json/want-colon').kind === ':') this.index++;
    else this.miss('json/want-colon');
    return this.value('json/want-value');
  }

  private array(): ArrayNode {
    const open = this.take();
    const items: SyntaxNode[] = [];
    let code: Expected = 'json/want-value-or-close';
    this.depth++;
    while (this.goesOn(open)) {
      if (this.expect(code).kind === ']') {
        if (code === 'json/want-value') this.report(code, t('Unexpected comma before the closing bracket.'));
        this.index++;
        break;
      }
      const item = this.value(code);
      if (item) items.push(item);
      code = this.separator(']', 'json/want-comma-or-close-bracket')
        ? 'json/want-value'
        : 'json/want-value-or-close';
    }
    this.depth--;
    return { kind: 'array', start: open.start, end: this.previousEnd(), items };
  }

  /** Parses a value; returns undefined if a comma or a closing bracket shows that only the value is missing. */
  private value(code: Expected): SyntaxNode | undefined {
    const token = this.expect(code);
    switch (token.kind) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case 'string':
        this.index++;
        return token;
      case 'true':
      case 'false':
        this.index++;
        return { kind: 'boolean', value: token.kind === 'true', start: token.start, end: token.end };
      case 'stray':
        this.index++;
        return { kind: 'invalid', start: token.start, end: token.end };
      case ',':
      case '}':
      case ']':
        this.miss(code);
        return undefined;
      default:
        this.lose(code);
        return undefined;
    }
  }

  /** Skips the comma between two parts and returns whether it exists; if the next part follows directly, only the comma is missing. */
  private separator(close: '}' | ']', code: Expected): boolean {
    if (this.lost) return false;
    const { kind } = this.expect(code);
    if (kind === ',') {
      this.index++;
      return true;
    }
    if (kind === close) return false;
    const goesOn = kind === 'string' || (close === ']' && (kind === '{' || kind === '['));
    if (goesOn) this.miss(code);
    else if (kind !== 'stray') this.lose(code);
    return false;
  }

  /** Returns the current token. Reports and skips an indented `##`, a comment in the wrong place. */
  private expect(code: Expected): Token {
    let token = this.token();
    while (token.kind === 'doc' && !isLineStart(this.text, token.start)) {
      this.miss(code);
      this.index++;
      token = this.token();
    }
    return token;
  }

  /** Whether the value that starts at `open` may have another part. */
  private goesOn(open: Token): boolean {
    if (this.depth > MAX_DEPTH && !this.lost) {
      this.problem('json/too-deep', t('Values are nested more than {0} levels deep.', MAX_DEPTH), open);
      this.lost = true;
    }
    return !this.lost;
  }

  private lose(code: Expected): void {
    this.miss(code);
    this.lost = true;
  }

  /** Reports that the expected part is missing here. */
  private miss(code: Expected): void {
    this.report(code, describeMissing(code));
  }

  private report(code: string, message: string): void {
    const token = this.token();
    const isEnd = this.index >= this.tokens.length - 1;
    this.problem(code, message, isEnd ? { start: this.previousEnd(), end: this.previousEnd() } : token);
  }

  private problem(code: string, message: string, { start, end }: TextRange): void {
    addProblem(this.problems, { code, message, range: { start, end } });
  }

  private take(): Token {
    const token = this.token();
    this.index++;
    return token;
  }

  private token(): Token {
    const token = this.tokens[this.index];
    if (token && this.index < this.limit) return token;
    const { start = 0, end = 0 } = this.tokens[this.limit] ?? {};
    return { kind: 'end', value: '', start, end };
  }

  private previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? 0;
  }
}
