import { MAX_DEPTH } from '../limits';
import { close, open, repair, type State } from './repair';
import type { PlacedToken } from './token';

/** The common data of all steps through one text. */
export interface Walk {
  readonly tokens: readonly PlacedToken[];
  readonly text: string;
  /** Whether its brackets do not match, so that indentation and names count. */
  readonly isUneven: boolean;
}

/** A state after a step. *isDone*: the token was used or removed, so the next one follows. */
export interface Step {
  readonly state: State;
  readonly isDone: boolean;
}

/** The usual depth of a member of this name, as a hint to where a bracket is missing. */
export const USUAL_DEPTH: ReadonlyMap<string, number> = new Map(
  [
    'description interface-types mapping targets features tags',
    'device mode executable nvram-template uefi-vars',
    'format architecture machines template',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

// The unlikeliness of each mistake. If brackets match, mistakes with them are less likely.
const COMMA_COST = 1;
const COLON_COST = 1;
const SIGN_COST = 1.5;
const VALUE_COST = 1.8;
const BRACKET_COST = 2;
const EXTRA_COST = 2.2;
const NAME_COST = 4;
const LOST_COST = 5;
const ODD_COST = 1.2;
const TYPED_COST = 1.1;
const HALF_COST = 2.4;

/** Lists every continuation of a state at the token with this index. */
export function listSteps(walk: Walk, state: State, index: number): Step[] {
  const { tokens } = walk;
  const token = tokens[index];
  if (!token || state.expected === 'any' || token.kind === 'comment') return [{ state, isDone: true }];
  const steps: Step[] = [];
  const add = (next: State, isDone = true): void => {
    steps.push({ state: next, isDone });
  };
  const remove = (cost: number): void => {
    add(repair(state, cost, 'remove', index, ''));
  };
  const insert = (cost: number, sign: string, changes: Partial<State>): void => {
    add(repair(state, cost, 'append', index, sign, changes), false);
  };
  const { expected, frame } = state;
  const isObject = frame?.kind === '{';
  const oddness = measureOddness(walk, state, token);
  const pay = (next: State, cost = oddness): State => ({ ...next, cost: next.cost + cost });
  if (oddness > 0 || expected === 'end') addUnclosed(walk, state, add);

  if (expected === 'end') {
    // The same sign at the end of each line is one cause.
    if (token.kind === 'junk' && index === tokens.length - 1) remove(1.8);
    const isContent = /[,:]/.test(token.kind) || walk.text[token.start] === '"';
    const goesOn = isContent || token.isKey || state.closed === undefined;
    const cost = goesOn ? 6 : isLast(walk, index) ? 1.9 : 3;
    add(repair(state, cost, 'remove', index, 'rest', { expected: 'any', closed: undefined }));
    return steps;
  }
  switch (token.kind) {
    case ',':
      if (expected === 'separator') add({ ...state, expected: 'item', comma: index });
      else if (expected === 'colon')
        add(repair(state, SIGN_COST, 'replace', index, ':', { expected: 'value' }));
      else if (expected === 'value') {
        if (frame) insert(VALUE_COST, 'value', { expected: 'separator' });
        remove(BRACKET_COST);
      } else remove(COMMA_COST);
      break;
    case ':':
      if (expected === 'colon') add({ ...state, expected: 'value' });
      else if (expected === 'value') remove(COMMA_COST);
      else if (expected === 'separator') {
        if (isClosing(walk, index + 1)) remove(SIGN_COST);
        else add(repair(state, SIGN_COST, 'replace', index, ',', { expected: 'item', comma: -1 }));
      } else {
        if (isObject) insert(NAME_COST, 'name', { expected: 'colon' });
        remove(BRACKET_COST);
      }
      break;
    case '}':
    case ']':
      if (expected === 'value' || expected === 'colon') {
        if (expected === 'value') insert(VALUE_COST, 'value', { expected: 'separator' });
        else insert(COLON_COST, ':', { expected: 'value' });
        if (walk.isUneven) remove(EXTRA_COST);
      } else if (frame) {
        const comma = expected === 'item' ? state.comma : -1;
        const before = comma < 0 ? state : repair(state, COMMA_COST, 'remove', comma, '');
        const isRight = isObject === (token.kind === '}');
        const closing = isObject ? '}' : ']';
        if (isRight) add(pay(close(before, index)));
        else {
          add(repair(pay(close(before, index)), BRACKET_COST, 'replace', index, closing, {}, frame));
          if (isObject) addWrapped(walk, state, add);
        }
        if (!isRight || oddness > 0) {
          addClosed(walk, state, index, add);
          remove(EXTRA_COST);
        }
      } else remove(EXTRA_COST);
      break;
    case '{':
    case '[': {
      if (expected === 'separator') insert(COMMA_COST, ',', { expected: 'item', comma: -1 });
      else if (expected === 'colon') insert(COLON_COST, ':', { expected: 'value' });
      else if (isObject && expected !== 'value') {
        insert(NAME_COST, 'name', { expected: 'colon' });
        if (oddness === 0) addClosed(walk, state, index, add);
        remove(BRACKET_COST);
      } else if ((frame?.depth ?? 0) < MAX_DEPTH) {
        const isDouble = token.kind === '[' && expected === 'empty' && token.column === undefined;
        const holder = note(state, token, index);
        add(pay(open(holder, token.kind, index, token, false), oddness + (isDouble ? 0.5 : 0)));
        if (isDouble || (frame && expected === 'value')) remove(BRACKET_COST);
        const other = token.kind === '[' ? '{' : '[';
        const first = tokens[index + 1];
        if (first?.kind === 'value' && first.isKey !== (token.kind === '{')) {
          const opened = open(holder, other, index, token, false);
          add(repair(opened, BRACKET_COST, 'replace', index, other));
        }
      } else remove(BRACKET_COST);
      if (oddness > 0) addClosed(walk, state, index, add);
      break;
    }
    case 'value':
      addValue(walk, state, index, token, oddness, add, insert);
      break;
    default:
      if (expected === 'separator' && tokens[index + 1]?.kind === 'value')
        add(repair(state, SIGN_COST, 'replace', index, ',', { expected: 'item', comma: -1 }));
      if (expected === 'colon') add(repair(state, SIGN_COST, 'replace', index, ':', { expected: 'value' }));
      remove(BRACKET_COST);
  }
  return steps;
}

type Add = (next: State, isDone?: boolean) => void;

function addValue(
  walk: Walk,
  state: State,
  index: number,
  token: PlacedToken,
  oddness: number,
  add: Add,
  insert: (cost: number, sign: string, changes: Partial<State>) => void,
): void {
  const { expected, frame } = state;
  const isObject = frame?.kind === '{';
  const take = (next: Partial<State>, cost: number): void => {
    const noted = note(state, token, index);
    add({ ...noted, ...next, cost: state.cost + cost, closed: undefined });
  };
  const openObject = (): void => {
    const opened = open(state, '{', index, token, true);
    add(repair(opened, BRACKET_COST, 'insert', index, '{', {}, opened.frame), false);
  };
  if (expected === 'separator') {
    insert(COMMA_COST, ',', { expected: 'item', comma: -1 });
    if (oddness > 0 || (token.isKey && !isObject)) addClosed(walk, state, index, add);
  } else if (expected === 'colon') insert(COLON_COST, ':', { expected: 'value' });
  else if (expected === 'value') {
    take({ expected: frame ? 'separator' : 'end', value: index }, token.isKey ? BRACKET_COST : 0);
    if (token.isKey) {
      openObject();
      if (frame) insert(VALUE_COST, 'value', { expected: 'separator' });
    }
  } else if (isObject) {
    take({ expected: 'colon', item: index }, oddness + (token.isKey ? 0 : 0.6));
    if (oddness > 0) addClosed(walk, state, index, add);
    if (!token.isKey) addWrapped(walk, state, add);
    if (!token.isKey) add(repair(state, rateRemoval(walk, token, index), 'remove', index, ''));
  } else if (token.isKey) {
    addClosed(walk, state, index, add);
    openObject();
    take({ expected: 'separator', item: index }, NAME_COST);
  } else {
    take({ expected: 'separator', item: index }, oddness);
    if (oddness > 0) addClosed(walk, state, index, add);
  }
}

/** Closes the innermost container if its bracket is missing. */
function addClosed(walk: Walk, state: State, index: number, add: Add): void {
  const { frame, expected } = state;
  if (!frame?.parent || expected === 'colon' || expected === 'value') return;
  const comma = expected === 'item' ? state.comma : -1;
  // An inserted comma comes after the bracket.
  if (expected === 'item' && comma < 0) return;
  const at = comma < 0 ? index : comma;
  const isAgain = state.repairs?.at === at && state.repairs.frame !== undefined;
  const cost = (isAgain ? 0.7 : BRACKET_COST) * (walk.isUneven ? 1 : 2);
  add(repair(close(state), cost, 'append', at, frame.kind === '{' ? '}' : ']', {}, frame), false);
}

/** Removes the last closing bracket, because there is one too many. */
function addUnclosed(walk: Walk, state: State, add: Add): void {
  const { closed, expected } = state;
  if (!closed) return;
  const cost = BRACKET_COST * (walk.isUneven ? 1 : 2);
  const next = expected === 'end' ? 'separator' : expected;
  const { frame, item, value } = closed.state;
  add(
    repair(state, cost, 'remove', closed.at, '', { frame, item, value, expected: next, closed: undefined }),
    false,
  );
}

/** Makes the value of the last member the first element of a list whose bracket is missing. */
function addWrapped(walk: Walk, state: State, add: Add): void {
  const { value, expected } = state;
  const first = walk.tokens[value];
  if (!first || expected === 'empty') return;
  const opened = open(state, '[', value, walk.tokens[value - 1] ?? first, true);
  // No member of a descriptor is a list of lists.
  const cost = BRACKET_COST + (first.kind === '[' ? 1 : 0);
  add(repair(opened, cost, 'insert', value, '[', { expected, item: value }, opened.frame), false);
}

/** Records the column of a frame's items, and the last item. */
function note(state: State, token: PlacedToken, index: number): State {
  const { frame, expected } = state;
  if (!frame) return state;
  const isItem = expected !== 'value';
  const noted = frame.column === undefined && isItem && token.column !== undefined;
  return {
    ...state,
    frame: noted ? { ...frame, column: token.column } : frame,
    ...(isItem ? { item: index } : { value: index }),
    ...(frame.kind === '{' && !isItem && { expected: 'separator' as const }),
  };
}

/** Rates how unlikely a token is as the next part, by its position. */
function measureOddness({ isUneven, text, tokens }: Walk, state: State, token: PlacedToken): number {
  const { frame, expected } = state;
  if (!isUneven || !frame || expected === 'colon' || expected === 'value') return 0;
  const { column, kind } = token;
  if (kind === '}' || kind === ']') {
    if (column !== undefined) return column === frame.indent ? 0 : ODD_COST;
    return frame.column === undefined ? 0 : 0.8;
  }
  if (kind === ',' || kind === ':') return 0;
  const opener = tokens[frame.opener];
  const isLower =
    column !== undefined && column <= frame.indent && opener !== undefined && opener.end <= token.start;
  const isAstray = frame.column === undefined ? isLower : column !== undefined && column !== frame.column;
  const depth = token.isKey && frame.kind === '{' ? USUAL_DEPTH.get(readName(text, token)) : undefined;
  return (isAstray ? ODD_COST : 0) + (depth === undefined || depth === frame.depth ? 0 : ODD_COST);
}

function readName(text: string, { start, end }: PlacedToken): string {
  return text.slice(start, Math.min(end, start + 40)).replace(/^[^\w]+|[^\w]+$/g, '');
}

function isClosing({ tokens }: Walk, index: number): boolean {
  return /^[}\]]$/.test(tokens[index]?.kind ?? '');
}

/** Rates how unlikely it is that a value in the place of a name is accidental: a single one between members may be typed or pasted. */
function rateRemoval({ tokens, text }: Walk, token: PlacedToken, index: number): number {
  const next = tokens[index + 1];
  const isText = /^["'“]/.test(text.charAt(token.start));
  // A word before a comma may be a value without its name; text that is not a word cannot be.
  const mayFollow = /[\w"'“]/.test(text.charAt(token.start)) ? /^[}\]]$/ : /^[}\],]$/;
  if (next && !next.isKey && (isText || !mayFollow.test(next.kind))) return LOST_COST;
  if (!isText) return TYPED_COST;
  return next?.isKey && next.column !== undefined && token.column !== undefined ? HALF_COST : LOST_COST;
}

/** Whether only closing brackets are left. */
function isLast({ tokens }: Walk, index: number): boolean {
  return tokens.length - index < 9 && tokens.slice(index).every(({ kind }) => /^[}\]]|comment$/.test(kind));
}
