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
import { formatShellComment, formatShellScript, type ShellText } from '../../server/src/commandline/shell';
import type { CommandLineRequest, Loading } from '../../server/src/lsp/protocol/customRequests';
import { runAsTask, runInTerminal } from './shellCommands';
import { DESCRIPTOR } from './languages';
import { isLocalFile } from './places';
import type { Server } from './server';
import { FORMS, readShown, toShown, type Form, type Shown } from './shownCommandLine';
import { t } from './texts';

/** The documents that show how the firmware of a descriptor is loaded. */
const SCHEME = 'qemu-firmware';

/** Shows command lines as documents that are updated with their descriptor and have lenses to copy and run the commands. */
export class CommandLines implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  /** The commands to run and copy, by the URI of the document that shows them. */
  private readonly answers = new Map<string, Loading>();
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: Disposable;

  constructor(
    private readonly server: Server,
    /** A POSIX shell, if the extension can start one. */
    private readonly shell?: string,
  ) {
    this.disposables = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      languages.registerCodeLensProvider({ scheme: SCHEME }, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.follow(document);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.answers.delete(uri.toString())),
      commands.registerCommand('qemuFirmware.showCommandLine', (about: unknown) =>
        this.showFor(about instanceof Uri ? about : undefined),
      ),
      commands.registerCommand(SHOW, async (value: unknown) => {
        const shown = toShown(value);
        if (shown) await this.show(shown);
      }),
      commands.registerCommand(COPY, async (shown: string) => {
        const text = this.commandsOf(shown) ?? this.answers.get(shown)?.element;
        if (typeof text === 'string') await env.clipboard.writeText(text);
      }),
      commands.registerCommand(TERMINAL, (shown: string) => this.run(shown, runInTerminal)),
      commands.registerCommand(TASK, (shown: string) => this.run(shown, runAsTask)),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { descriptor, form } = readShown(uri.query) ?? NOTHING;
    // The server knows only open documents; after a restart of the window, the descriptor may not be open.
    const isOpen = await tryToOpen(descriptor);
    const method = 'qemuFirmware/commandLine';
    const answer =
      isOpen && (await this.server.request<CommandLineRequest>(method, { uri: descriptor, form }));
    if (!answer) {
      this.answers.delete(uri.toString());
      return formatNotes(form, [t('This file is not a firmware descriptor.')]);
    }
    this.answers.set(uri.toString(), answer);
    return formatNotes(form, answer.notes) + (answer.element ?? formatShellScript(answer.steps));
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const own = readShown(uri.query);
    if (!own) return [];
    const { descriptor, form } = own;
    const shown = uri.toString();
    const lens = (title: string, command = '', ...args: unknown[]): CodeLens =>
      new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: args });
    const { steps = [], element = null } = this.answers.get(shown) ?? {};
    const actions = [
      ...(steps.length > 0 || element !== null ? [lens(t('Copy'), COPY, shown)] : []),
      ...(steps.length > 0 ? this.runLenses(shown, lens) : []),
    ];
    const others = FORMS.filter((other) => other !== form);
    return [...actions, ...others.map((other) => lens(makeName(other), SHOW, { descriptor, form: other }))];
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** Returns the commands that a document shows; undefined if it shows none. */
  private commandsOf(shown: string): ShellText | undefined {
    const { steps = [] } = this.answers.get(shown) ?? {};
    return steps.length > 0 ? formatShellScript(steps) : undefined;
  }

  private async run(
    shown: string,
    start: (shell: string, text: ShellText) => void | Promise<void>,
  ): Promise<void> {
    const text = this.commandsOf(shown);
    if (text !== undefined && this.shell !== undefined && workspace.isTrusted) await start(this.shell, text);
  }

  private runLenses(
    shown: string,
    lens: (title: string, command?: string, ...args: unknown[]) => CodeLens,
  ): CodeLens[] {
    if (this.shell === undefined) return [lens(t('Cannot run commands here: no POSIX shell found'))];
    if (!workspace.isTrusted)
      return [lens(t('Trust the workspace to run the commands'), 'workbench.trust.manage')];
    return [lens(t('Run in Terminal'), TERMINAL, shown), lens(t('Run as Task'), TASK, shown)];
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

  /** Shows the command line for the descriptor of a menu, or else for the one in the active editor. */
  private async showFor(uri = window.activeTextEditor?.document.uri): Promise<void> {
    if (!uri) return;
    const document = await workspace.openTextDocument(uri);
    if (document.languageId === DESCRIPTOR) await this.show({ descriptor: uri.toString(), form: 'blockdev' });
    else void window.showInformationMessage(t('This file is not a firmware descriptor.'));
  }

  /** Updates the documents that are shown for a descriptor. */
  private follow({ uri, languageId }: TextDocument): void {
    if (languageId !== DESCRIPTOR) return;
    for (const shown of workspace.textDocuments)
      if (shown.uri.scheme === SCHEME && readShown(shown.uri.query)?.descriptor === uri.toString())
        this.changed.fire(shown.uri);
  }
}

const SHOW = 'qemuFirmware.showCommandLineAs';
const COPY = 'qemuFirmware.copyCommandLine';
const TERMINAL = 'qemuFirmware.runInTerminal';
const TASK = 'qemuFirmware.runAsTask';

/** What a link without a descriptor shows. */
const NOTHING: Shown = { descriptor: '', form: 'blockdev' };

/**
 * Opens a descriptor only if it is on this computer, in the workspace, or already opened by the user: a link could name another address to
 * make VS Code fetch it.
 */
async function tryToOpen(descriptor: string): Promise<boolean> {
  if (workspace.textDocuments.some(({ uri }) => uri.toString() === descriptor)) return true;
  try {
    const uri = Uri.parse(descriptor, true);
    if (!isLocalFile(uri) && !workspace.getWorkspaceFolder(uri)) return false;
    await workspace.openTextDocument(uri);
    return true;
  } catch {
    return false;
  }
}

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

/** Formats notes as comments, each on a line of its own. */
function formatNotes(form: Form, notes: readonly string[]): string {
  const format = form === 'libvirt' ? formatXmlComment : formatShellComment;
  return notes.map(format).join('');
}

function formatXmlComment(note: string): string {
  return `<!-- ${note.replace(/--+/g, '-')} -->\n`;
}
