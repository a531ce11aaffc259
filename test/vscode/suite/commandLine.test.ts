import * as vscode from 'vscode';
import { check, eventually, openSample, same, workspaceFolder } from '../editor';

const SHOW = 'qemuFirmware.showCommandLine';

/** Whether the extension can start programs: it cannot in a web worker. */
const startsPrograms = (): boolean => workspaceFolder().scheme === 'file';

/** Shows the command line of the active descriptor. */
async function shown(): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand(SHOW);
  return activeOf('qemu-firmware');
}

function activeOf(scheme: string): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  check(document?.uri.scheme === scheme, `another document is active: ${String(document?.uri)}`);
  return document;
}

async function lenses({ uri }: vscode.TextDocument): Promise<vscode.Command[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    10,
  );
  return found.flatMap(({ command }) => command ?? []);
}

/** Does what a lens does. */
async function click(document: vscode.TextDocument, title: string): Promise<void> {
  const command = (await lenses(document)).find((lens) => lens.title === title);
  check(command, `there is no lens “${title}”`);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

describe('the command line of a descriptor', () => {
  const disposables: vscode.Disposable[] = [];
  after(() => {
    for (const one of disposables) one.dispose();
  });

  it('is shown as a document, in another form on request', async () => {
    await openSample('12-ovmf.json');
    const document = await shown();
    same(document.languageId, 'shellscript');
    check(/^test -e .*\nqemu-system-x86_64 \\\n(?: {2}-.*\n)+$/.test(document.getText()), document.getText());
    check(document.getText().includes('-blockdev '), 'no -blockdev');

    await click(document, 'With -drive');
    check(activeOf('qemu-firmware').getText().includes('-drive if=none,'), 'no -drive');
    await click(document, 'For libvirt');
    const element = activeOf('qemu-firmware');
    same(element.languageId, 'xml');
    check(element.getText().startsWith('<os>\n'), element.getText());
  });

  it('can be copied, without what is said about it', async () => {
    await openSample('11-ovmf-secure-boot.json');
    const document = await shown();
    await click(document, 'For libvirt');
    const element = activeOf('qemu-firmware');
    check(element.getText().startsWith('<!-- '), 'nothing is said about SMM');
    const copy = (await lenses(element)).find(({ title }) => title === 'Copy');
    check(String(copy?.arguments?.[0]).startsWith('<os>\n'), 'more than the element is copied');

    await click(document, 'Copy');
    same(await vscode.env.clipboard.readText(), document.getText());
  });

  it('follows the descriptor, and says why there is none', async () => {
    const descriptor = await openSample('21-ovmf-stateless.json');
    const document = await shown();
    check(document.getText().includes('OVMF.stateless.fd'), document.getText());
    const edit = new vscode.WorkspaceEdit();
    const start = descriptor.getText().indexOf('stateless"');
    const range = new vscode.Range(
      descriptor.positionAt(start),
      descriptor.positionAt(start + 'stateless'.length),
    );
    edit.replace(descriptor.uri, range, 'stateful');
    await vscode.workspace.applyEdit(edit);
    await eventually('the reason', vscode.workspace.onDidChangeTextDocument, () =>
      document.getText() === '# “stateful” is no mode of flash: write split, combined or stateless.\n'
        ? true
        : undefined,
    );
    const titles = (await lenses(document)).map(({ title }) => title);
    same(titles, ['With -drive', 'For libvirt']);
    await vscode.window.showTextDocument(descriptor);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('runs in a terminal and as a task, where there is a shell', async () => {
    await openSample('20-ovmf-combined.json');
    const document = await shown();
    if (!startsPrograms()) {
      const titles = (await lenses(document)).map(({ title }) => title);
      check(titles.includes('Nothing can be run here: there is no POSIX shell'), titles.join());
      check(!titles.some((title) => title.startsWith('Run')), titles.join());
      return;
    }
    const opened = new Promise<vscode.Terminal>((resolve) => {
      disposables.push(vscode.window.onDidOpenTerminal(resolve));
    });
    await click(document, 'Run in Terminal');
    const terminal = await opened;
    same(terminal.creationOptions, { name: 'QEMU', shellPath: '/bin/sh' });
    terminal.dispose();

    const started = new Promise<vscode.TaskExecution>((resolve) => {
      disposables.push(
        vscode.tasks.onDidStartTask(({ execution }) => {
          resolve(execution);
        }),
      );
    });
    await click(document, 'Run as Task');
    const execution = await started;
    const run = execution.task.execution;
    check(run instanceof vscode.ProcessExecution, 'the task starts no process');
    same([run.process, run.args], ['/bin/sh', ['-c', document.getText()]]);
    execution.terminate();
  });
});
