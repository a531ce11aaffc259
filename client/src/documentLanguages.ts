import { languages, window, workspace } from 'vscode';
import type { ExtensionContext, Memento, TextDocument } from 'vscode';
import { looksLikeDescriptor } from './detection';
import { DESCRIPTOR, JSON_ID } from './languages';

/** Why a document counts as a descriptor; `mode` is VS Code's own: a file association or the language picker. */
export type Reason = 'choice' | 'folder' | 'content' | 'mode';

/** By URI, what the user chose. */
type Choices = Readonly<Partial<Record<string, typeof DESCRIPTOR | typeof JSON_ID>>>;
const CHOICES = 'languageChoices';

/**
 * Decides for each document, when it is opened and when it is saved, between JSON and descriptor: the user's choice first, then
 * the content. A document whose language was changed while it was open, by whomever, is left alone from then on.
 */
export class DocumentLanguages {
  private readonly opened = new WeakSet<TextDocument>();
  private readonly settled = new WeakSet<TextDocument>();

  constructor(private readonly memory: Memento) {}

  /** Looks at all documents, those already open and those to come. */
  watch({ subscriptions }: ExtensionContext): void {
    subscriptions.push(
      workspace.onDidOpenTextDocument((document) => this.open(document)),
      workspace.onDidSaveTextDocument((document) => this.decide(document)),
    );
    for (const document of workspace.textDocuments) void this.open(document);
  }

  /** Makes the document of the active editor a `language` document, now and whenever it is opened. */
  async choose(language: typeof DESCRIPTOR | typeof JSON_ID): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document) return;
    await this.memory.update(CHOICES, {
      ...this.choices,
      [document.uri.toString()]: language,
    } satisfies Choices);
    await languages.setTextDocumentLanguage(document, language);
  }

  reasonFor(document: TextDocument): Reason {
    if (this.choiceFor(document) === DESCRIPTOR) return 'choice';
    if (/\/qemu\/firmware\/[^/]+\.json$/i.test(document.uri.path)) return 'folder';
    return looksLikeDescriptor(document.getText()) ? 'content' : 'mode';
  }

  private async open(document: TextDocument): Promise<void> {
    // A change of language closes the document and opens the same object again.
    if (this.opened.has(document)) this.settled.add(document);
    this.opened.add(document);
    await this.decide(document);
  }

  private async decide(document: TextDocument): Promise<void> {
    if (this.settled.has(document)) return;
    const wanted = this.choiceFor(document) ?? detected(document);
    const switchable = document.languageId === JSON_ID || document.languageId === DESCRIPTOR;
    if (switchable && wanted !== undefined && wanted !== document.languageId)
      await languages.setTextDocumentLanguage(document, wanted);
  }

  private choiceFor(document: TextDocument): Choices[string] {
    return this.choices[document.uri.toString()];
  }

  private get choices(): Choices {
    return this.memory.get<Choices>(CHOICES, {});
  }
}

function detected(document: TextDocument): typeof DESCRIPTOR | undefined {
  const enabled = workspace.getConfiguration('qemuFirmware', document).get<boolean>('detectByContent', true);
  return document.languageId === JSON_ID && enabled && looksLikeDescriptor(document.getText())
    ? DESCRIPTOR
    : undefined;
}
