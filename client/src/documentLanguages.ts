import { languages, Position, Range, window, workspace } from 'vscode';
import type { ExtensionContext, Memento, TextDocument } from 'vscode';
import { MAX_STRAY_LENGTH, recogniseContent } from '../../server/src/descriptor/recognise';
import { looksLikeJson, looksLikeQapi } from '../../server/src/qapi/recognise';
import { DESCRIPTOR, JSON_ID, QAPI } from './languages';

/** Why a document has one of our languages; `mode` is VS Code's own: its path, a file association or the language picker. */
export type Reason = 'choice' | 'folder' | 'content' | 'mode';

type Language = typeof DESCRIPTOR | typeof QAPI | typeof JSON_ID;

/** The language that the user chose, by URI. */
type Choices = Readonly<Partial<Record<string, Language>>>;
const CHOICES = 'languageChoices';

/** A longer insertion was pasted or came from a program. Other changes are not checked, so typing costs nothing. */
const SHORTEST_PASTE = 32;

/**
 * Decides for each document, when it is opened, saved or pasted into, between JSON and the languages of this extension: the user's choice first,
 * then the content. A document whose language changed while it was open is left alone from then on.
 */
export class DocumentLanguages {
  private readonly opened = new WeakSet<TextDocument>();
  private readonly settled = new WeakSet<TextDocument>();

  constructor(private readonly memory: Memento) {}

  /** Checks all documents, those that are already open and those that are opened later. */
  watch({ subscriptions }: ExtensionContext): void {
    subscriptions.push(
      workspace.onDidOpenTextDocument((document) => this.open(document)),
      workspace.onDidSaveTextDocument((document) => this.decide(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.some(({ text }) => text.length >= SHORTEST_PASTE)) void this.decide(document);
      }),
    );
    for (const document of workspace.textDocuments) void this.open(document);
  }

  /** Makes the document of the active editor a `language` document, now and, if it is a file, whenever it is opened. */
  async choose(language: Language): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document) return;
    // The name of an untitled document may be reused for another one.
    if (!document.isUntitled) await this.remember(document, language);
    await languages.setTextDocumentLanguage(document, language);
  }

  reasonFor(document: TextDocument): Reason {
    if (this.choiceFor(document) === document.languageId) return 'choice';
    if (/\/qemu\/firmware\/[^/]+\.json$/i.test(document.uri.path)) return 'folder';
    return findLanguage(readStart(document)) === document.languageId ? 'content' : 'mode';
  }

  /** Sets the language of a document, unless it changed while the document was open. */
  async decide(document: TextDocument): Promise<void> {
    if (this.settled.has(document)) return;
    const language = this.choiceFor(document) ?? detect(document);
    if (language !== undefined && language !== document.languageId)
      await languages.setTextDocumentLanguage(document, language);
  }

  private async open(document: TextDocument): Promise<void> {
    // A change of language closes the document and opens the same object again.
    if (this.opened.has(document)) this.settled.add(document);
    this.opened.add(document);
    await this.decide(document);
  }

  private async remember({ uri }: TextDocument, language: Language): Promise<void> {
    const choices: Choices = { ...this.choices, [uri.toString()]: language };
    await this.memory.update(CHOICES, choices);
  }

  private choiceFor(document: TextDocument): Choices[string] {
    return this.choices[document.uri.toString()];
  }

  private get choices(): Choices {
    return this.memory.get<Choices>(CHOICES, {});
  }
}

function detect(document: TextDocument): Language | undefined {
  // A new document has no language until the user, or VS Code, chooses one.
  const isPlain = document.isUntitled && document.languageId === 'plaintext';
  const isByPath = document.languageId === QAPI && document.uri.path.endsWith('.json');
  if (document.languageId !== JSON_ID && !isPlain && !isByPath) return undefined;
  const enabled = workspace.getConfiguration('qemuFirmware', document).get<boolean>('detectByContent', true);
  if (!enabled) return undefined;
  const text = readStart(document);
  // Other projects also have folders named `qapi`, with ordinary JSON.
  if (isByPath && !looksLikeJson(text)) return undefined;
  return findLanguage(text) ?? (isByPath ? JSON_ID : undefined);
}

/** Returns the text up to a little more than the maximum length of a descriptor. */
function readStart(document: TextDocument): string {
  return document.getText(new Range(new Position(0, 0), document.positionAt(MAX_STRAY_LENGTH + 1)));
}

function findLanguage(text: string): Language | undefined {
  // A list of descriptors may be data of another tool, so it remains JSON.
  if (recogniseContent(text) === 'descriptor') return DESCRIPTOR;
  return looksLikeQapi(text) ? QAPI : undefined;
}
