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
 * for that, and gets it if it still holds. No answer, or a failure, is not kept.
 *
 * @param ask resolves to undefined where there is no answer
 * @param isCurrent whether the basis of an answer still holds
 * @param keyOf what tells one question from another
 */
export function rememberAnswers<Question, Basis>(
  ask: (question: Question) => Promise<Recorded<Basis> | undefined>,
  isCurrent: (basis: Basis) => Promise<boolean>,
  keyOf: (question: Question) => string,
): (question: Question) => Promise<unknown> {
  const known = new Map<string, Recorded<Basis>>();
  const running = new Map<string, Promise<unknown>>();

  const answerAnew = async (key: string, question: Question): Promise<unknown> => {
    const before = known.get(key);
    if (before && (await isCurrent(before.basis))) return before.answer;
    const recorded = await ask(question);
    known.delete(key);
    if (recorded && key.length <= MAX_KEY) known.set(key, recorded);
    for (const oldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(oldest);
    }
    return recorded?.answer;
  };

  return (question) => {
    const key = keyOf(question);
    // What began before the call may not know of what changed before it.
    const before = running.get(key) ?? Promise.resolve();
    const answer = before.catch(() => undefined).then(() => answerAnew(key, question));
    running.set(key, answer);
    const end = (): void => {
      if (running.get(key) === answer) running.delete(key);
    };
    answer.then(end, end);
    return answer;
  };
}
