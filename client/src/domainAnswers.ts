/**
 * What was answered on documents, each asked about once while its text stays the same. Who asks in the meantime waits for the same
 * answer. Nothing is kept of a question that failed.
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

  /** To be called when a document is closed. */
  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** To be called when other answers may be right: files or settings changed. */
  clear(): void {
    this.known.clear();
  }
}
