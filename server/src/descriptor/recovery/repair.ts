import type { PlacedToken } from './token';

/** An object or a list that is open. */
export interface Frame {
  readonly kind: '{' | '[';
  readonly parent: Frame | undefined;
  /** The index of the token that opens it, or before which it must be opened. */
  readonly opener: number;
  readonly isInserted: boolean;
  /** The column of the line where it is opened. */
  readonly indent: number;
  /** The column of its items, if they start lines. */
  readonly column: number | undefined;
  readonly depth: number;
  /** A hash of the kinds of all open containers. Two readings with the same hash by chance count as equal, which loses at most the worse one. */
  readonly shape: number;
}

/** One change of the tokens. */
export interface Repair {
  readonly previous: Repair | undefined;
  readonly count: number;
  /** *insert* before the token, *append* to the one before it, *remove* or *replace* the token. */
  readonly how: 'insert' | 'append' | 'remove' | 'replace';
  /** The index of the token; the number of tokens means the end of the text. */
  readonly at: number;
  /** The inserted or replacing text: a sign, `value` or `name`. */
  readonly sign: string;
  /** The container that a bracket opens or closes. */
  readonly frame: Frame | undefined;
}

/**
 * The expected next part: an *item* (a name or a value), the same or the end of an *empty* container, a *colon*, the *value* of a member,
 * a *separator* or a closing bracket, only the *end* of the text, or *any* text, which is not read.
 */
export type Expected = 'item' | 'empty' | 'colon' | 'value' | 'separator' | 'end' | 'any';

/** One way to read the tokens so far. */
export interface State {
  readonly frame: Frame | undefined;
  readonly expected: Expected;
  readonly cost: number;
  readonly repairs: Repair | undefined;
  /** The index of the last item of the frame: the name of a member, or an element. */
  readonly item: number;
  /** The index of the value of the last member. */
  readonly value: number;
  /** The index of the comma that an item is expected after; -1 where it was inserted. */
  readonly comma: number;
  /** The container that was closed last, and the token that closed it, if only a comma followed. */
  readonly closed: { readonly frame: Frame; readonly at: number; readonly state: State } | undefined;
}

export const START: State = {
  frame: undefined,
  expected: 'value',
  cost: 0,
  repairs: undefined,
  item: -1,
  value: -1,
  comma: -1,
  closed: undefined,
};

/** Adds a repair to a state. */
export function repair(
  state: State,
  cost: number,
  how: Repair['how'],
  at: number,
  sign: string,
  changes: Partial<State> = {},
  frame?: Frame,
): State {
  const { repairs: previous } = state;
  const repairs = { previous, count: (previous?.count ?? 0) + 1, how, at, sign, frame };
  return { ...state, ...changes, cost: state.cost + cost, repairs };
}

/** Opens a container. The hash is FNV-1a. */
export function open(
  state: State,
  kind: '{' | '[',
  opener: number,
  token: PlacedToken | undefined,
  isInserted: boolean,
): State {
  const { frame: parent } = state;
  const frame: Frame = {
    kind,
    parent,
    opener,
    isInserted,
    indent: token?.indent ?? 0,
    column: undefined,
    depth: (parent?.depth ?? 0) + 1,
    shape: Math.imul((parent?.shape ?? 0x811c9dc5) ^ kind.charCodeAt(0), 0x01000193),
  };
  return { ...state, frame, expected: 'empty', item: -1, value: -1, closed: undefined };
}

/** Closes the innermost container. @param at the token that closes it; absent where none does */
export function close(state: State, at?: number): State {
  const { frame, expected } = state;
  if (!frame) return state;
  const { parent } = frame;
  const after = expected === 'item' ? 'item' : 'separator';
  return {
    ...state,
    frame: parent,
    expected: parent ? (at === undefined ? after : 'separator') : 'end',
    item: frame.opener,
    value: frame.opener,
    closed: at === undefined ? undefined : { frame, at, state },
  };
}
