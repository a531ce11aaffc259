/** Makes a function that starts to answer a question when the one before it is answered, or has failed. */
export function inTurn<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const found = last.then(() => answer(question));
    last = found.catch(() => undefined);
    return found;
  };
}
