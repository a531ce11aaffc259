import { Derivations } from './derivations';

/** An answer, and what it is based on. */
export interface Recorded<Basis> {
  readonly answer: unknown;
  readonly basis: Basis;
}

/** The number of answers to keep: one for each page and view that may be open. */
const MAX_KNOWN = 16;
/** The longest key whose answer is kept, in UTF-16 units. */
const MAX_KEY = 256 * 1024;

/** A question with what else its answer needs: the language stays the same as long as the server runs. */
interface Given {
  readonly question: unknown;
}

/** Returns a key that identifies a question: plain data, which may have maps and sets. */
function identify({ question }: Given): string {
  return JSON.stringify(question, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value,
  );
}

/**
 * Asks a question again only if the basis of its answer has changed. The same question during its derivation waits for that answer, and
 * gets it if it is still current. A failure is not kept.
 *
 * @param isCurrent whether the basis of an answer is unchanged
 */
export function rememberAnswers<Question extends Given, Basis>(
  ask: (question: Question) => Promise<Recorded<Basis>>,
  isCurrent: (basis: Basis) => Promise<boolean>,
): (question: Question) => Promise<unknown> {
  const known = new Derivations<Recorded<Basis>>(MAX_KNOWN);
  const isUnchanged = ({ basis }: Recorded<Basis>): Promise<boolean> => isCurrent(basis);
  return async (question) => {
    const key = identify(question);
    const recorded = await known.getCurrent(key, [], () => ask(question), isUnchanged);
    if (key.length > MAX_KEY) known.delete(key);
    return recorded.answer;
  };
}
