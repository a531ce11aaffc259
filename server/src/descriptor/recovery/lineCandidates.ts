import type { TextEdit } from '../../text/textEdit';
import type { Token } from './token';

/** A way to repair the quotes of a line. */
export interface Candidate {
  readonly edits: readonly TextEdit[];
  /** The unlikeliness of the repaired mistake: the line must become better by this much. */
  readonly cost: number;
}

/** More places than any line of a descriptor has. */
const MAX_PLACES = 250;

/** Lists the plausible ways to repair the quotes of a line, the likeliest of equal ones first. */
export function* listCandidates(line: string): Generator<Candidate> {
  const replaceAll = (pattern: RegExp, newText: string): TextEdit[] =>
    [...line.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      newText,
    }));
  const patterns: readonly [pattern: RegExp, newText: string, cost: number][] = [
    [/(?<=^|[\s{[,:])[“”„‟″＂«»'‘’`]|[“”„‟″＂«»'‘’`](?=\s*(?:[,:\]}]|$))/g, '"', 0.9],
    [/"{2,3}(?=[^\s,:;\]}"])|(?<=[^\s{[,:"])"{2,3}/g, '"', 0.9],
    [/(?<!\\)\\"(?=\s*(?:[,:\]}]|$))/g, '\\\\"', 0.9],
    [/(?<=[^\s{[,:\\"]\s*)"(?!\s*(?:[,:\]}"]|$))|(?<=[^{[,:\\"\s])"(?=\w)/g, '\\"', 1.3],
  ];
  for (const [pattern, newText, cost] of patterns) {
    const edits = replaceAll(pattern, newText);
    if (edits.length > 0) yield { edits, cost };
  }
  const ends = [...line.matchAll(/(?<!\s)\s*(?:[,:;\]}]|$)|(?<=(?:^|[{[,:])\s*)[^\s{}[\],:"]/g)].slice(
    0,
    MAX_PLACES,
  );
  for (const { index } of ends) yield { edits: [{ start: index, end: index, newText: '"' }], cost: 1 };
  const quotes = [...line.matchAll(/"/g)].slice(0, MAX_PLACES);
  for (const { index } of quotes) yield { edits: [{ start: index, end: index + 1, newText: '' }], cost: 1.2 };
}

/** Rates how far the tokens of a line differ from a possible line of JSON; 0 if nothing is odd. */
export function measureOddness(line: string, tokens: readonly Token[]): number {
  let oddness = 0;
  const [isClosed, isOpening] = [/^[}\]]$/, /^[{[]$/];
  let previous: Token | undefined;
  let beforeThat: Token | undefined;
  for (const token of tokens) {
    const { kind, start, end, isOpen, spelling, edits } = token;
    if (kind === 'comment') continue;
    if (isOpen) oddness += 3;
    if (kind === 'junk' || spelling === 'word') oddness += 1;
    if (kind === 'value' && previous) {
      if (previous.kind === 'value') oddness += previous.end === start ? 2 : 1;
      else if (previous.end === start && end === start + 2) oddness += 0.3;
      else if (isClosed.test(previous.kind)) oddness += 1;
    }
    if (isOpening.test(kind) && previous?.kind === 'value') oddness += 1;
    if (kind === ':' && previous) oddness += previous.kind === 'value' ? 0 : 1;
    if (kind === ':' && beforeThat?.kind === ':') oddness += 2;
    if (kind === 'value' && edits.length === 0 && line[start] === '"')
      oddness += measureOddContent(line.slice(start + 1, isOpen ? end : end - 1));
    beforeThat = previous;
    previous = token;
  }
  return oddness;
}

/** Whether a string has signs that probably belong outside it. */
function measureOddContent(content: string): number {
  return (
    (hasUnevenBrackets(content) || /^\s*[,:\]}]|[,:{[]\s*$/.test(content) ? 0.6 : 0) +
    (/^\s|\s$/.test(content) ? 0.3 : 0) +
    (/[:,] /.test(content) ? 0.1 : 0)
  );
}

function hasUnevenBrackets(content: string): boolean {
  let [lists, objects] = [0, 0];
  for (const character of content) {
    if (character === '[') lists++;
    else if (character === ']') lists--;
    else if (character === '{') objects++;
    else if (character === '}') objects--;
  }
  return lists !== 0 || objects !== 0;
}
