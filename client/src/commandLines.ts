import {
  CodeLens,
  commands,
  Disposable,
  env,
  EventEmitter,
  languages,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { CodeLensProvider, TextDocument, TextDocumentContentProvider } from 'vscode';
import type { CommandLineRequest } from '../../server/src/lsp/protocol/customRequests';
import { runAsTask, runInTerminal } from './shellCommands';
import { DESCRIPTOR } from './languages';
import type { Server } from './server';
import { t } from './texts';

/** The documents that show how the firmware of a descriptor is loaded. */
const SCHEME = 'qemu-firmware';

type Form = CommandLineRequest['params']['form'];

/** What such a document shows. */
interface Shown {
  /** The URI of the descriptor. */
  readonly descriptor: string;
  readonly form: Form;
}

/** Shows command lines as documents that follow their descriptor, each with lenses that copy and run it. */
export class CommandLines implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: Disposable;

  constructor(
    private readonly server: Server,
    /** A POSIX shell, where the extension can start one. */
    private readonly shell?: string,
  ) {
    this.disposables = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      languages.registerCodeLensProvider({ scheme: SCHEME }, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.follow(document);
      }),
      commands.registerCommand('qemuFirmware.showCommandLine', (uri?: Uri) => this.showFor(uri)),
      commands.registerCommand(SHOW, (shown: Shown) => this.show(shown)),
      commands.registerCommand(COPY, (text: string) => env.clipboard.writeText(text)),
      commands.registerCommand(TERMINAL, (text: string) => {
        if (this.shell !== undefined) runInTerminal(this.shell, text);
      }),
      commands.registerCommand(TASK, async (text: string) => {
        if (this.shell !== undefined) await runAsTask(this.shell, text);
      }),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { descriptor, form } = readShown(uri);
    // The server knows open documents; after a restart of the window this one may be alone.
    await workspace.openTextDocument(Uri.parse(descriptor, true));
    const method = 'qemuFirmware/commandLine';
    const answer = await this.server.request<CommandLineRequest>(method, { uri: descriptor, form });
    if (!answer) return addComments(form, [t('This file is not a firmware descriptor.')]);
    return addComments(form, answer.notes) + (answer.text ?? '');
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { descriptor, form } = readShown(document.uri);
    const text = removeComments(document.getText());
    const lens = (title: string, command = '', ...args: unknown[]): CodeLens =>
      new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: args });
    const actions = text === '' ? [] : [lens(t('Copy'), COPY, text)];
    if (text !== '' && form !== 'libvirt') actions.push(...this.runLenses(text, lens));
    const others = FORMS.filter((other) => other !== form);
    return [...actions, ...others.map((other) => lens(makeName(other), SHOW, { descriptor, form: other }))];
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private runLenses(
    text: string,
    lens: (title: string, command?: string, ...args: unknown[]) => CodeLens,
  ): CodeLens[] {
    if (this.shell === undefined) return [lens(t('Nothing can be run here: there is no POSIX shell'))];
    if (!workspace.isTrusted) return [lens(t('Trust the workspace to run it'), 'workbench.trust.manage')];
    return [lens(t('Run in Terminal'), TERMINAL, text), lens(t('Run as Task'), TASK, text)];
  }

  private async show(shown: Shown): Promise<void> {
    const { path } = Uri.parse(shown.descriptor, true);
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');
    const suffix = shown.form === 'libvirt' ? 'xml' : 'sh';
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}.${suffix}`, query: JSON.stringify(shown) });
    await window.showTextDocument(await workspace.openTextDocument(uri));
    // It may have been open, and the settings may have changed since.
    this.changed.fire(uri);
  }

  /** For a descriptor in a menu, else for the one in the active editor. */
  private async showFor(uri = window.activeTextEditor?.document.uri): Promise<void> {
    if (!uri) return;
    const document = await workspace.openTextDocument(uri);
    if (document.languageId === DESCRIPTOR) await this.show({ descriptor: uri.toString(), form: 'blockdev' });
    else void window.showInformationMessage(t('This file is not a firmware descriptor.'));
  }

  /** Has what is shown of a descriptor made anew. */
  private follow({ uri, languageId }: TextDocument): void {
    if (languageId !== DESCRIPTOR) return;
    for (const shown of workspace.textDocuments)
      if (shown.uri.scheme === SCHEME && readShown(shown.uri).descriptor === uri.toString())
        this.changed.fire(shown.uri);
  }
}

const SHOW = 'qemuFirmware.showCommandLineAs';
const COPY = 'qemuFirmware.copyCommandLine';
const TERMINAL = 'qemuFirmware.runInTerminal';
const TASK = 'qemuFirmware.runAsTask';

const FORMS: readonly Form[] = ['blockdev', 'drive', 'libvirt'];

function makeName(form: Form): string {
  switch (form) {
    case 'blockdev':
      return t('With -blockdev');
    case 'drive':
      return t('With -drive');
    case 'libvirt':
      return t('For libvirt');
  }
}

function readShown({ query }: Uri): Shown {
  return JSON.parse(query) as Shown;
}

/** Notes as comments, each a line of its own. */
function addComments(form: Form, notes: readonly string[]): string {
  const [start, end] = form === 'libvirt' ? ['<!-- ', ' -->'] : ['# ', ''];
  return notes.map((note) => `${start}${note.replace(/--+/g, '-')}${end}\n`).join('');
}

/** Without the lines of `commented`: a shell that is typed into may take them for commands. */
function removeComments(text: string): string {
  return text.replace(/^(?:#|<!--).*\n/gm, '');
}
