import { START, close, repair, type Frame, type Repair, type State } from './repair';
import { listSteps, type Walk } from './step';
import type { PlacedToken } from './token';

/** The maximum number of alternative readings that are followed in parallel. */
const MAX_STATES = 12;
/** The maximum steps of all readings before only the best one is followed: per token and in total. */
const MAX_STEPS = 40_000;
/** A descriptor of the maximum length has half as many. */
const MAX_TOKENS = 12_000;
/** A reading that is this much worse than the best one is abandoned. */
const MAX_LAG = 6;
/** After this many mistakes, the rest of a text is not read. */
const MAX_REPAIRS = 1000;

/** Finds the likeliest changes that turn tokens into JSON, in the order of the text; undefined if that takes too many steps. */
export function findRepairs(tokens: readonly PlacedToken[], text: string): Repair[] | undefined {
  if (tokens.length > MAX_TOKENS) return undefined;
  const walk: Walk = { tokens, text, isUneven: !areBracketsEven(tokens) };
  let states: readonly State[] = [START];
  let steps = 0;
  for (let index = 0; index < tokens.length; index++) {
    const width = steps > MAX_STEPS ? 1 : MAX_STATES;
    const next = states.flatMap((state) => advance(walk, state, index, width));
    steps += next.length;
    if (steps > 2 * MAX_STEPS) return undefined;
    states = keepBest(next, width).map((state) => giveUp(state, index + 1));
  }
  const ends = states.map((state) => finish(state, walk));
  const best = ends.reduce((a, b) => (b.cost < a.cost ? b : a));
  return listRepairs(best.repairs);
}

function areBracketsEven(tokens: readonly PlacedToken[]): boolean {
  const open: string[] = [];
  for (const { kind } of tokens) {
    if (kind === '{' || kind === '[') open.push(kind);
    else if ((kind === '}' && open.pop() !== '{') || (kind === ']' && open.pop() !== '[')) return false;
  }
  return open.length === 0;
}

/** Lists the states after a token, with all possible insertions before it. */
function advance(walk: Walk, state: State, index: number, width: number): readonly State[] {
  const done: State[] = [];
  const left = [state];
  for (let tries = 0; left.length > 0 && tries < 40; tries++) {
    const current = left.shift();
    if (!current) break;
    for (const { state: next, isDone } of listSteps(walk, current, index)) {
      if (next.cost > state.cost + MAX_LAG + 4) continue;
      if (isDone) done.push(next);
      else left.push(next);
    }
  }
  if (done.length === 0) return [repair(state, 5, 'remove', index, '')];
  return width === 1 ? keepBest(done, 1) : done;
}

/** Keeps the best states, and only the best one of equivalent states. */
function keepBest(states: readonly State[], most: number): readonly State[] {
  if (states.length === 1) return states;
  const best = new Map<string, State>();
  for (const state of states) {
    const key = `${state.frame?.shape ?? ''} ${state.expected}`;
    const known = best.get(key);
    if (!known || state.cost < known.cost) best.set(key, state);
  }
  const sorted = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, most);
  const limit = (sorted[0]?.cost ?? 0) + MAX_LAG;
  return sorted.filter(({ cost }) => cost <= limit);
}

function giveUp(state: State, index: number): State {
  const isEarly = (state.repairs?.count ?? 0) < MAX_REPAIRS || state.expected !== 'separator';
  return isEarly ? state : repair(state, 0, 'remove', index, 'rest', { expected: 'any' });
}

/** Ends a reading by closing all open containers. */
function finish(state: State, { tokens }: Walk): State {
  const at = tokens.length;
  let current = state;
  const append = (cost: number, sign: string, frame?: Frame): void => {
    current = repair(current, cost, 'append', at, sign, {}, frame);
  };
  const { expected, frame: inner } = state;
  if (expected === 'colon') append(0.5, ':');
  if (inner && (expected === 'colon' || expected === 'value')) append(0.5, 'value');
  if (expected === 'item') current = repair(current, 1, 'remove', state.comma, '');
  let cost = 1.6;
  while (current.frame) {
    const { frame } = current;
    current = close({ ...current, expected: 'separator' });
    append(frame.isInserted ? 0.3 : cost, frame.kind === '{' ? '}' : ']', frame);
    cost = 0.3;
  }
  return current;
}

function listRepairs(last: Repair | undefined): Repair[] {
  const repairs: Repair[] = [];
  for (let each = last; each; each = each.previous) repairs.push(each);
  return repairs.reverse();
}
