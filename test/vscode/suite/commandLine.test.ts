import * as vscode from 'vscode';
import { check, eventually, open, openSample, same, workspaceFolder, writeFile } from '../editor';

const SHOW = 'qemuFirmware.showCommandLine';

/** Whether the extension can start programs, which it cannot in a web worker. */
const startsPrograms = (): boolean => workspaceFolder().scheme === 'file';

/** Shows the command line of the active descriptor. */
async function readShown(): Promise<vscode.TextDocument> {
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

/** Opens a sample with a part replaced, as a descriptor in a folder of this case alone. */
async function openChanged(sample: string, part: RegExp, replacement: string): Promise<vscode.TextDocument> {
  const source = vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware', sample);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
  check(part.test(text), `${sample} has no ${String(part)}`);
  descriptors += 1;
  const name = `qemu/firmware/50-changed-${descriptors}.json`;
  return open(
    await writeFile(
      name,
      text.replace(part, () => replacement),
    ),
  );
}

let descriptors = 0;

/** Executes the command of a lens. */
async function click(document: vscode.TextDocument, title: string): Promise<void> {
  const command = (await lenses(document)).find((lens) => lens.title === title);
  check(command, `the lens “${title}” is missing`);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

describe('the command line of a descriptor', () => {
  const disposables: vscode.Disposable[] = [];
  after(() => {
    for (const one of disposables) one.dispose();
  });

  it('is shown as a document, and in another form on request', async () => {
    await openSample('12-ovmf.json');
    const document = await readShown();
    same(document.languageId, 'shellscript');
    check(/^test -e .*\nqemu-system-x86_64 \\\n(?: {2}-.*\n)+$/.test(document.getText()), document.getText());
    check(document.getText().includes('-blockdev '), 'no -blockdev');

    await click(document, 'With -drive');
    check(activeOf('qemu-firmware').getText().includes('-drive if=none,'), 'no -drive');
    await click(document, 'For libvirt');
    const element = activeOf('qemu-firmware');
    same(element.languageId, 'xml');
    check(/^<!-- .*acpi.* -->\n<os>\n/.test(element.getText()), element.getText());
  });

  it('can be copied without the comments', async () => {
    await openSample('11-ovmf-secure-boot.json');
    const document = await readShown();
    await click(document, 'For libvirt');
    const element = activeOf('qemu-firmware');
    check(element.getText().startsWith('<!-- '), 'the comment about SMM is missing');
    await click(element, 'Copy');
    check((await vscode.env.clipboard.readText()).startsWith('<os>\n'), 'more than the element is copied');

    await click(document, 'Copy');
    same(await vscode.env.clipboard.readText(), document.getText());
  });

  it('follows the descriptor, and explains why there is none', async () => {
    const descriptor = await openSample('21-ovmf-stateless.json');
    const document = await readShown();
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
      document.getText() === '# Unknown mode “stateful”. Use split, combined or stateless.\n'
        ? true
        : undefined,
    );
    const titles = (await lenses(document)).map(({ title }) => title);
    same(titles, ['With -drive', 'For libvirt']);
    await vscode.window.showTextDocument(descriptor);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('cannot run without a shell, and says so', async function () {
    if (startsPrograms()) this.skip();
    await openSample('20-ovmf-combined.json');
    const titles = (await lenses(await readShown())).map(({ title }) => title);
    check(titles.includes('Cannot run commands here: no POSIX shell found'), titles.join());
    check(!titles.some((title) => title.startsWith('Run')), titles.join());
  });

  it('runs in a terminal if a shell exists', async function () {
    if (!startsPrograms()) this.skip();
    await openSample('20-ovmf-combined.json');
    const document = await readShown();
    const { creationOptions } = await openedBy(document);
    const { name, shellPath, shellArgs = [] } = creationOptions as vscode.TerminalOptions;
    same([name, shellPath, shellArgs.length], ['QEMU', '/bin/sh', 2]);
    same([shellArgs[0], shellArgs[1]?.includes(`\n${document.getText()}`)], ['-c', true]);
  });

  it('runs as a task if a shell exists', async function () {
    if (!startsPrograms()) this.skip();
    await openSample('20-ovmf-combined.json');
    const document = await readShown();
    const execution = await startedBy(document);
    const run = execution.task.execution;
    check(run instanceof vscode.ProcessExecution, 'the task starts no process');
    same([run.process, run.args], ['/bin/sh', ['-c', document.getText()]]);
    execution.terminate();
  });

  it('neither runs nor copies comments about a descriptor', async () => {
    const machines = '"machines": ["pc-q35-*\\ntouch PWNED #"]';
    await openChanged('12-ovmf.json', /"machines": \[[^\]]*\]/, machines);
    const document = await readShown();
    const comment = document
      .getText()
      .split('\n')
      .filter((line) => line.includes('PWNED'));
    check(comment.length === 1 && comment[0]?.startsWith('# '), document.getText());
    await vscode.env.clipboard.writeText('');
    await click(document, 'Copy');
    const copied = await vscode.env.clipboard.readText();
    check(/^test -e .*\nqemu-system-x86_64 \\\n(?: {2}-.*\n)+$/.test(copied), copied);
    check(!copied.includes('PWNED'), copied);
    if (!startsPrograms()) return;
    const { creationOptions } = await openedBy(document);
    check(!JSON.stringify(creationOptions).includes('PWNED'), JSON.stringify(creationOptions));
    const execution = await startedBy(document);
    const run = execution.task.execution;
    check(run instanceof vscode.ProcessExecution, 'the task starts no process');
    same(run.args, ['-c', copied]);
    execution.terminate();
  });

  const hostile: readonly (readonly [what: string, part: RegExp, replacement: string])[] = [
    ['a device', /"flash"/, '"flash\\ntouch PWNED #"'],
    ['a format', /"raw"/, '"raw\\u001b[2J"'],
    ['an architecture', /"x86_64"/, '"x86_64\\rtouch PWNED #"'],
    ['a machine', /"machines": \[[^\]]*\]/, '"machines": ["q35\\ntouch PWNED #"]'],
    ['an image', /OVMF_CODE/, '\\ntouch PWNED\\n'],
    ['a template', /OVMF_VARS/, '\\b\\u2028touch PWNED'],
  ];
  for (const [what, part, replacement] of hostile)
    it(`cannot be run or copied if ${what} has control characters`, async () => {
      await vscode.env.clipboard.writeText('before');
      await openChanged('12-ovmf.json', part, replacement);
      const document = await readShown();
      check(/^# [^\n]*\n$/.test(document.getText()), document.getText());
      same(
        (await lenses(document)).map(({ title }) => title),
        ['With -drive', 'For libvirt'],
      );
      for (const argument of [document.uri.toString(), 'touch PWNED\n'])
        for (const command of ['copyCommandLine', 'runInTerminal', 'runAsTask'])
          await vscode.commands.executeCommand(`qemuFirmware.${command}`, argument);
      same(await vscode.env.clipboard.readText(), 'before');
      same([vscode.window.terminals.length, vscode.tasks.taskExecutions.length], [0, 0]);
    });

  it('keeps VS Code’s variables literal in the commands of a task', async function () {
    if (!startsPrograms()) this.skip();
    let questions = 0;
    disposables.push(
      vscode.commands.registerCommand('qemuFirmwareTest.ask', () => {
        questions += 1;
        return "'; touch PWNED; '";
      }),
    );
    await openChanged('21-ovmf-stateless.json', /"\/[^"]*\.fd"/, '"/a${command:qemuFirmwareTest.ask}b.fd"');
    const document = await readShown();
    const ended = new Promise((resolve) => {
      disposables.push(vscode.tasks.onDidEndTask(resolve));
    });
    const execution = await startedBy(document);
    execution.terminate();
    await ended;
    same(questions, 0);
  });

  /** The terminal that the lens opens. */
  async function openedBy(document: vscode.TextDocument): Promise<vscode.Terminal> {
    const opened = new Promise<vscode.Terminal>((resolve) => {
      disposables.push(vscode.window.onDidOpenTerminal(resolve));
    });
    await click(document, 'Run in Terminal');
    const terminal = await opened;
    terminal.dispose();
    return terminal;
  }

  /** The task that the lens starts. */
  async function startedBy(document: vscode.TextDocument): Promise<vscode.TaskExecution> {
    const started = new Promise<vscode.TaskExecution>((resolve) => {
      disposables.push(
        vscode.tasks.onDidStartTask(({ execution }) => {
          resolve(execution);
        }),
      );
    });
    await click(document, 'Run as Task');
    return started;
  }
});
