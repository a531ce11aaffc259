/**
 * Caches answers about documents, each requested once while the text stays the same. Callers in the meantime wait for the same
 * answer. Failed requests are not cached.
 */
export class DomainAnswers<Answer> {
  private readonly known = new Map<string, { readonly text: string; readonly answer: Promise<Answer> }>();

  /** @param ask resolves with null if there is no answer */
  constructor(private readonly ask: (text: string, uri: string) => Promise<Answer>) {}

  get(text: string, uri: string): Promise<Answer> {
    const known = this.known.get(uri);
    if (known?.text === text) return known.answer;
    const entry = { text, answer: this.ask(text, uri) };
    this.known.set(uri, entry);
    const drop = (): void => {
      if (this.known.get(uri) === entry) this.known.delete(uri);
    };
    entry.answer.then((answer) => {
      if (answer === null) drop();
    }, drop);
    return entry.answer;
  }

  /** Call this when a document is closed. */
  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** Call this when answers may be different because files or settings changed. */
  clear(): void {
    this.known.clear();
  }
}
