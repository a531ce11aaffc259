import type { TextRange } from '../../text/lineIndex';
import { overlap, type TextEdit } from '../../text/textEdit';
import type { SyntaxProblem } from '../syntaxProblem';
import { findRepairs } from './findRepairs';
import { findWrapping } from './findWrapping';
import { listStructureProblems } from './structureProblems';
import { placeRepair } from './placeRepair';
import { readTokens, type StringMistake } from './readTokens';
import { describeWrapping } from './wrappingProblem';

/** The likely meaning of a text that is not JSON. */
export interface Recovered {
  readonly problems: readonly SyntaxProblem[];
  /** The edits that make the text JSON, in its order; undefined if it does not resemble JSON. */
  readonly edits: readonly TextEdit[] | undefined;
}

/** An edit, and its rank among those at one offset: closing parts come before opening ones. */
interface Ranked {
  readonly edit: TextEdit;
  readonly rank: number;
}

/** Finds the mistakes in a text that is not JSON, and how to repair them all; undefined if that takes too long. */
export function recover(text: string): Recovered | undefined {
  const wrapping = findWrapping(text);
  if (wrapping && !wrapping.hasJson) return { problems: [describeWrapping(wrapping)], edits: undefined };

  const masked = wrapping ? mask(text, wrapping.edits) : text;
  const { tokens, mistakes } = readTokens(masked);
  const found = findRepairs(tokens, masked);
  if (!found) return undefined;
  const removed = new Set(found.flatMap(({ how, at }) => (how === 'remove' ? [at] : [])));
  const repairs = found.map((repair) => ({ repair, edit: placeRepair(masked, tokens, repair, removed) }));
  const removals = repairs.flatMap(({ repair: { how, at, sign }, edit: { end } }) => {
    const token = how === 'remove' || how === 'replace' ? tokens[at] : undefined;
    return token ? [{ start: token.start, end: sign === 'rest' ? end : token.end }] : [];
  });
  const isKept = findUncovered(removals);
  const kept = tokens.filter(isKept);
  const strings = mistakes.filter(({ range }) => isKept(range));
  const comments = kept.filter(({ kind, spelling }) => kind === 'comment' && spelling === undefined);

  const isInside = ({ detail }: StringMistake): boolean => detail === 'escape' || detail === 'control';
  const quotes = strings
    .filter((mistake) => isOddQuote(masked, mistake))
    .map((mistake) => ({ ...mistake, detail: 'quotes' as const }));
  const others = strings.filter((mistake) => !isOddQuote(masked, mistake));
  const [inside, apart] = [others.filter(isInside), others.filter((mistake) => !isInside(mistake))];
  const spelling = kept.flatMap(({ start, end, spelling: detail, edits }) =>
    detail === undefined ? [] : [{ detail, range: { start, end }, edits }],
  );

  const ranked: Ranked[] = [
    ...(wrapping?.edits ?? []).map((edit) => ({ edit, rank: 4 })),
    ...comments.map(({ start, end }) => ({ edit: { start, end, newText: ' ' }, rank: 4 })),
    ...strings.flatMap(({ edits }) => edits.map((edit) => ({ edit, rank: 0 }))),
    ...kept.flatMap(({ edits }) => edits.map((edit) => ({ edit, rank: 4 }))),
    ...repairs.map(({ repair: { how }, edit }) => ({
      edit,
      rank: how === 'append' ? 1 : how === 'insert' ? 2 : 4,
    })),
  ];
  const problems = [
    ...(wrapping ? [describeWrapping(wrapping)] : []),
    ...comments.flatMap(({ start, end }) =>
      joinPlaces('json-comment', false, [{ detail: undefined, range: { start, end }, edits: [] }]),
    ),
    ...joinPlaces('json-string', false, inside),
    ...apart.flatMap((mistake) => joinPlaces('json-string', true, [mistake])),
    ...joinPlaces('json-word', true, [...quotes, ...spelling]),
    ...listStructureProblems(masked, tokens, repairs),
  ];
  return {
    problems: joinProblems(problems, wrapping?.kind === 'before'),
    edits: sortEdits(ranked),
  };
}

/** Replaces removed parts of the text with blanks, which keeps offsets and lines. */
function mask(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of edits) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Whether a range is outside all given ranges. */
function findUncovered(ranges: readonly TextRange[]): (range: TextRange) => boolean {
  const starts = new Set(ranges.map(({ start }) => start));
  const rest = ranges.at(-1);
  return (range) => !starts.has(range.start) && !(rest && overlap(rest, range));
}

/** Sorts all edits. If two overlap, the later one starts where the earlier one ends. */
function sortEdits(ranked: readonly Ranked[]): TextEdit[] {
  const sorted = [...ranked].sort((a, b) => a.edit.start - b.edit.start || a.rank - b.rank);
  let last = 0;
  return sorted.map(({ edit }) => {
    const start = Math.max(last, edit.start);
    last = Math.max(start, edit.end);
    return { ...edit, start, end: last };
  });
}

const ODD_QUOTES = /^[“”„‟″＂«»]+$/;

/** Whether a mistake consists only of quotes that JSON does not allow. */
function isOddQuote(text: string, { edits }: StringMistake): boolean {
  return edits.every(({ start, end }) => ODD_QUOTES.test(text.slice(start, end)));
}

/** Makes one problem for all places of a mistake, on the first one. */
function joinPlaces(
  code: SyntaxProblem['code'],
  hidesParts: boolean,
  places: readonly Pick<SyntaxProblem, 'detail' | 'range' | 'edits'>[],
): SyntaxProblem[] {
  const [first] = [...places].sort((a, b) => a.range.start - b.range.start);
  const edits = places.flatMap((place) => place.edits ?? []).sort((a, b) => a.start - b.start);
  return first ? [{ ...first, code, hidesParts, edits, more: places.length - 1 }] : [];
}

/**
 * Reports one problem per cause: text after the JSON belongs to the text before it, commas belong to the syntax of another language, and a
 * string that ends with the text belongs to the brackets that do, too.
 */
function joinProblems(problems: readonly SyntaxProblem[], hasBefore: boolean): SyntaxProblem[] {
  const left = [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const join = (
    into: (problem: SyntaxProblem) => boolean,
    from: (problem: SyntaxProblem, into: SyntaxProblem) => boolean,
  ): void => {
    const target = left.findIndex(into);
    const problem = left[target];
    const source = problem ? left.findIndex((each, index) => index !== target && from(each, problem)) : -1;
    const other = left[source];
    if (!problem || !other) return;
    left[target] = {
      ...problem,
      more: (problem.more ?? 0) + 1 + (other.more ?? 0),
      edits: [...(other.edits ?? []), ...(problem.edits ?? [])].sort((a, b) => a.start - b.start),
    };
    left.splice(source, 1);
  };
  if (hasBefore)
    join(
      ({ detail }) => detail === 'before',
      ({ code, detail }) => code === 'json-extra-content' && detail !== 'before',
    );
  join(
    ({ code }) => code === 'json-word',
    ({ code }) => code === 'json-stray-comma',
  );
  join(
    ({ code }) => code === 'json-unclosed',
    ({ code, detail, range }, { range: end }) =>
      code === 'json-string' && detail === 'unclosed' && range.end >= end.end,
  );
  return left;
}
