import { Derivations } from './derivations';

/** An answer, and what it was made from. */
export interface Recorded<Basis> {
  readonly answer: unknown;
  readonly basis: Basis;
}

/** So many answers are kept: one for each page and view that somebody may have open. */
const MAX_KNOWN = 16;
/** The longest key whose answer is kept, in UTF-16 units. */
const MAX_KEY = 256 * 1024;

/**
 * Asks a question again only if what its answer was made from has changed. A question that is asked while its answer is being made waits
 * for that, and gets it if it still holds. A failure is not kept.
 *
 * @param isCurrent whether the basis of an answer still holds
 * @param keyOf what tells one question from another
 */
export function rememberAnswers<Question, Basis>(
  ask: (question: Question) => Promise<Recorded<Basis>>,
  isCurrent: (basis: Basis) => Promise<boolean>,
  keyOf: (question: Question) => string,
): (question: Question) => Promise<unknown> {
  const known = new Derivations<Recorded<Basis>>(MAX_KNOWN);
  const holds = ({ basis }: Recorded<Basis>): Promise<boolean> => isCurrent(basis);
  return async (question) => {
    const key = keyOf(question);
    const recorded = await known.getCurrent(key, [], () => ask(question), holds);
    if (key.length > MAX_KEY) known.delete(key);
    return recorded.answer;
  };
}
