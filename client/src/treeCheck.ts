import { commands, Disposable, Position, ProgressLocation, Range, Uri, window, workspace } from 'vscode';
import type { ExtensionContext, OutputChannel, TextDocument } from 'vscode';
import type { CheckedSchema, CheckSchemaRequest } from '../../server/src/lsp/protocol/customRequests';
import { makeLinesVisible } from '../../server/src/text/visible';
import type { ClientHost } from './host';
import { QAPI } from './languages';
import type { Server } from './server';
import { t } from './texts';
import { compareVerdicts, readTreeVerdict, READER, type Ran, type TreeVerdict } from './treeVerdict';

/** The place of the reader in a QEMU tree. */
const SCRIPTS = 'scripts';
const MAIN_SCRIPT = 'scripts/qapi/schema.py';

type RunPython = NonNullable<ClientHost['runPython']>;

/**
 * Registers the command that shows what the QEMU tree’s own reader says of a schema beside our findings. The reader is a program of the
 * workspace, so it runs only on request and only in a trusted workspace.
 */
export function registerTreeCheck(
  { extensionPath }: ExtensionContext,
  server: Server,
  runPython: RunPython,
): Disposable {
  let channel: OutputChannel | undefined;
  const show = (lines: readonly string[]): void => {
    channel ??= window.createOutputChannel('QEMU Firmware: scripts/qapi');
    channel.clear();
    channel.append(makeLinesVisible(lines.join('\n')) + '\n');
  };
  const run = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (!workspace.isTrusted || document?.languageId !== QAPI || document.uri.scheme !== 'file') return;
    if (!(await areSaved())) return;
    const checked = await check(document, server, runPython, extensionPath);
    if (!checked) return;
    show(describe(checked));
    await tell(checked, () => channel?.show(true));
  };
  const command = commands.registerCommand('qemuFirmware.checkWithTree', run);
  const close = new Disposable(() => {
    channel?.dispose();
  });
  return Disposable.from(command, close);
}

/** The reader reads files, so ours must be the same. */
async function areSaved(): Promise<boolean> {
  const isUnsaved = (): boolean =>
    workspace.textDocuments.some(({ languageId, isDirty }) => languageId === QAPI && isDirty);
  if (!isUnsaved()) return true;
  const save = t('Save and Check');
  const message = t('scripts/qapi reads files: save the changed schemas first.');
  if ((await window.showWarningMessage(message, save)) !== save) return false;
  await Promise.all(
    workspace.textDocuments
      .filter(({ languageId, isDirty }) => languageId === QAPI && isDirty)
      .map((document) => document.save()),
  );
  return !isUnsaved();
}

interface Checked {
  readonly ours: CheckedSchema;
  readonly ran: Ran;
  readonly verdict: TreeVerdict;
}

/** Asks both. Undefined if one of them has no answer, which was shown. */
async function check(
  { uri }: TextDocument,
  server: Server,
  runPython: RunPython,
  folder: string,
): Promise<Checked | undefined> {
  const location = ProgressLocation.Notification;
  const title = t('Checking with scripts/qapi…');
  return window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const textDocument = { uri: uri.toString() };
    const ours = await server.request<CheckSchemaRequest>('qemuFirmware/checkSchema', { textDocument });
    if (!ours) return undefined;
    const script = Uri.joinPath(Uri.file(ours.tree), MAIN_SCRIPT);
    if (!(await isInWorkspace(script))) {
      void window.showWarningMessage(
        t('{0} is not in a folder of the workspace. Open the QEMU source tree as a folder.', MAIN_SCRIPT),
      );
      return undefined;
    }
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    const scripts = Uri.joinPath(Uri.file(ours.tree), SCRIPTS).fsPath;
    const ran = await runPython(['-c', READER, scripts, ours.root], folder, abort.signal);
    if (token.isCancellationRequested) return undefined;
    if (!ran) void window.showWarningMessage(t('python3 is not on the PATH, so scripts/qapi cannot run.'));
    return ran && { ours, ran, verdict: readTreeVerdict(ran) };
  });
}

async function isInWorkspace(script: Uri): Promise<boolean> {
  if (!workspace.getWorkspaceFolder(script)) return false;
  return workspace.fs.stat(script).then(
    () => true,
    () => false,
  );
}

/** Writes both verdicts out. The places are links in the output. */
function describe({ ours, ran, verdict }: Checked): string[] {
  const { root, findings } = ours;
  const count = findings.length;
  const said = { accepted: t('no error'), rejected: t('it stops here:'), failed: t('it failed:') };
  const found = count === 0 ? t('no problem') : count === 1 ? t('1 problem') : t('{0} problems', count);
  return [
    root,
    '',
    `scripts/qapi: ${said[verdict.kind]}`,
    ...ran.output.split(/\r?\n/).filter((line) => line !== ''),
    '',
    `QEMU Firmware: ${found}`,
    ...findings.map(
      ({ path, start, message, code }) =>
        `${path}:${start.line + 1}:${start.character + 1}: ${message} [${code}]`,
    ),
  ];
}

/** Says whether both agree, and leads to the first error. */
async function tell({ ours, verdict }: Checked, showOutput: () => void): Promise<void> {
  const details = t('Show Both Verdicts');
  const go = t('Go to Error');
  const { root, findings } = ours;
  const name = nameOf(root);
  if (verdict.kind === 'failed') {
    const message = t(
      'scripts/qapi could not check {0}: {1}',
      name,
      verdict.reason || t('it took too long or printed too much'),
    );
    if (await window.showErrorMessage(message, details)) showOutput();
    return;
  }
  const comparison = compareVerdicts(verdict, ours);
  if (comparison === 'both accept') {
    const message = t('scripts/qapi and QEMU Firmware both accept {0}.', name);
    if (await window.showInformationMessage(message, details)) showOutput();
    return;
  }
  const [first] = findings;
  const error =
    verdict.kind === 'rejected'
      ? verdict.error
      : first && { path: first.path, line: first.start.line, message: first.message };
  if (!error) return;
  const where = `${nameOf(error.path)}:${error.line + 1}`;
  const messages: Readonly<Record<typeof comparison, string>> = {
    'both reject': t(
      'QEMU Firmware and scripts/qapi find the same error in {0}, at {1}: {2}',
      name,
      where,
      error.message,
    ),
    differ: t(
      'QEMU Firmware and scripts/qapi both reject {0}, but only scripts/qapi reports this error, at {1}: {2}',
      name,
      where,
      error.message,
    ),
    'only the tree rejects': t(
      'QEMU Firmware accepts {0}, but scripts/qapi rejects it at {1}: {2}',
      name,
      where,
      error.message,
    ),
    'only ours rejects': t(
      'scripts/qapi accepts {0}, but QEMU Firmware rejects it at {1}: {2}',
      ...[name, where, error.message],
    ),
  };
  const chosen = await window.showWarningMessage(messages[comparison], go, details);
  if (chosen === details) showOutput();
  if (chosen !== go) return;
  const at = new Position(error.line, 0);
  await window.showTextDocument(Uri.file(error.path), { selection: new Range(at, at) });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
