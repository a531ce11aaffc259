import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import type { SyntaxProblem } from '../syntaxProblem';
import type { Frame, Repair } from './repair';
import type { PlacedToken } from './token';

/** A repair and its edit. */
export interface PlacedRepair {
  readonly repair: Repair;
  readonly edit: TextEdit;
}

/** Repairs of one cause. */
interface Group {
  readonly repairs: PlacedRepair[];
}

/** Makes a problem for each cause of repairs. */
export function listStructureProblems(
  text: string,
  tokens: readonly PlacedToken[],
  repairs: readonly PlacedRepair[],
): SyntaxProblem[] {
  return groupRepairs(text, tokens, repairs).map((group) => describeGroup(text, tokens, group));
}

function groupRepairs(
  text: string,
  tokens: readonly PlacedToken[],
  repairs: readonly PlacedRepair[],
): Group[] {
  const groups: Group[] = [];
  const sorted = [...repairs].sort((a, b) => a.repair.at - b.repair.at);
  const opened = new Map<number, Group>();
  let ending: Group | undefined;
  for (const placed of sorted) {
    const { how, at, sign, frame } = placed.repair;
    const last = groups.at(-1);
    const before = last?.repairs.at(-1)?.repair;
    const isEnd = at === tokens.length || sign === 'rest';
    const start = (into?: Group): Group => {
      if (into) {
        into.repairs.push(placed);
        return into;
      }
      const group = { repairs: [placed] };
      groups.push(group);
      return group;
    };
    if (how === 'insert') opened.set(at, start());
    else if (isEnd && how === 'append' && frame?.isInserted && opened.has(frame.opener))
      start(opened.get(frame.opener));
    else if (isEnd && how === 'append') ending = start(ending);
    else if (how === 'append') start(before?.how === 'append' && before.at === at ? last : undefined);
    else if (how === 'remove' && sign !== 'rest') {
      const isNext =
        before?.how === 'remove' && !tokens.slice(before.at + 1, at).some(({ kind }) => kind !== 'comment');
      const isBracket = (index: number): boolean => /^[{}[\]]$/.test(tokens[index]?.kind ?? '');
      const pair = isBracket(at)
        ? groups.find(({ repairs: [one] }) => isPair(tokens, one?.repair, at))
        : undefined;
      if (isNext) start(last);
      else if (pair) start(pair);
      else start();
    } else
      start(
        how === 'remove' ? groups.find(({ repairs: [one] }) => isPair(tokens, one?.repair, at)) : undefined,
      );
  }
  return mergeAlike(text, tokens, mergeEnding(groups, ending, tokens));
}

/** Joins the groups whose repairs all insert, remove or replace the same sign: a habit of the author is one cause. */
function mergeAlike(text: string, tokens: readonly PlacedToken[], groups: readonly Group[]): Group[] {
  const found = new Map<string, Group>();
  return groups.filter((group) => {
    const [sign = '', ...others] = new Set(group.repairs.map(({ repair }) => nameSign(text, tokens, repair)));
    const known = found.get(sign);
    if (sign === '' || others.length > 0) return true;
    known?.repairs.push(...group.repairs);
    if (!known) found.set(sign, group);
    return !known;
  });
}

/** Returns a key for repairs of one sign; empty for brackets and values, each of which is a separate cause. */
function nameSign(text: string, tokens: readonly PlacedToken[], { how, at, sign, frame }: Repair): string {
  const token = tokens[at];
  if (!token || frame || sign === 'rest') return '';
  if (how === 'append') return /^[,:]$/.test(sign) ? sign : '';
  return /^(?:junk|[,:])$/.test(token.kind) ? `${how} ${text.slice(token.start, token.end)}` : '';
}

/** Whether a removed bracket closes one that is also removed. */
function isPair(tokens: readonly PlacedToken[], opening: Repair | undefined, at: number): boolean {
  if (opening?.how !== 'remove') return false;
  const pair = `${tokens[opening.at]?.kind ?? ''}${tokens[at]?.kind ?? ''}`;
  return pair === '{}' || pair === '[]';
}

function isLastItem(tokens: readonly PlacedToken[], at: number): boolean {
  return !tokens.slice(at + 1, at + 50).some(({ kind }) => kind !== 'comment');
}

/** A comma at the end of the text belongs to the parts that are missing there. */
function mergeEnding(
  groups: readonly Group[],
  ending: Group | undefined,
  tokens: readonly PlacedToken[],
): Group[] {
  return groups.filter((group) => {
    const [first] = group.repairs;
    const isPart =
      ending !== undefined &&
      group !== ending &&
      group.repairs.length === 1 &&
      first?.repair.how === 'remove' &&
      tokens[first.repair.at]?.kind === ',' &&
      isLastItem(tokens, first.repair.at);
    if (isPart) ending.repairs.unshift(first);
    return !isPart;
  });
}

function describeGroup(text: string, tokens: readonly PlacedToken[], { repairs }: Group): SyntaxProblem {
  const [first] = repairs;
  const edits = repairs.map(({ edit }) => edit).sort((a, b) => a.start - b.start);
  const all = repairs.map(({ repair }) => repair);
  const { how = 'append', at = 0, sign = '', frame } = first?.repair ?? {};
  const token = tokens[at];
  const previous = getEnd(text, tokens, at);
  // The number of other places with the same insertion, removal or replacement.
  const name = (each: Repair): string => nameSign(text, tokens, each);
  const alike = all.filter((each) => name(each) !== '' && name(each) === name(all[0] ?? each));
  const more = Math.max(0, alike.length - 1);
  const isAt = ({ at: index }: Repair): boolean => index === tokens.length;
  const problem = (
    code: SyntaxProblem['code'],
    detail: SyntaxProblem['detail'],
    range: TextRange,
    rest: Partial<SyntaxProblem> = {},
  ): SyntaxProblem => ({
    code,
    detail,
    range,
    edits,
    hidesParts: code === 'json-structure' || code === 'json-unclosed',
    more,
    ...rest,
  });

  if (all.some(isAt) && how !== 'insert') {
    const end = text.trimEnd().length;
    return problem(
      'json-unclosed',
      undefined,
      { start: Math.max(0, end - 1), end },
      { expected: listSigns(all) },
    );
  }
  if (how === 'insert') return problem('json-structure', 'open', previous, { expected: sign });
  if (how === 'append') {
    const closing = all.find((each) => each.frame !== undefined);
    if (closing)
      return problem(
        'json-structure',
        'close',
        previous,
        describeOpener(tokens, closing.frame, listSigns(all)),
      );
    if (sign === ',') return problem('json-missing-comma', undefined, previous);
    const detail = sign === ':' ? 'colon' : sign === 'name' ? 'name' : 'value';
    return problem('json-structure', detail, previous);
  }
  const range = token ? { start: token.start, end: token.end } : previous;
  if (sign === 'rest')
    return problem('json-extra-content', undefined, { ...range, end: text.trimEnd().length });
  if (how === 'replace')
    return problem('json-structure', 'instead', range, describeOpener(tokens, frame, sign));
  if (token?.kind === ',' && all.every((each) => tokens[each.at]?.kind === ','))
    return problem('json-stray-comma', undefined, range);
  return problem('json-structure', 'unexpected', range);
}

function listSigns(repairs: readonly Repair[]): string {
  return repairs.flatMap(({ sign, frame }) => (frame ? [sign] : [])).join('');
}

function describeOpener(
  tokens: readonly PlacedToken[],
  frame: Frame | undefined,
  expected: string,
): Partial<SyntaxProblem> {
  const opener = frame && !frame.isInserted ? tokens[frame.opener] : undefined;
  return { expected, opener: opener && { start: opener.start, end: opener.end } };
}

/** Returns the last character of the previous token, after which something is missing. */
function getEnd(text: string, tokens: readonly PlacedToken[], at: number): TextRange {
  let index = at - 1;
  while (index >= 0 && tokens[index]?.kind === 'comment') index--;
  const end = tokens[index]?.end;
  if (end !== undefined) return { start: end - 1, end };
  return { start: 0, end: Math.min(text.length, 1) };
}
