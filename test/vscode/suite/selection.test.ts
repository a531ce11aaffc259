import * as vscode from 'vscode';
import type { GuestExplanation, SearchPath } from '../../../server/src/lsp/protocol/customRequests';
import { check, codeOf, diagnostics, eventually, same, workspaceFolder } from '../editor';
import { codeBytes } from '../images';
import { variableVolume } from '../../unit/support/firmwareBytes';

const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
const EXPLAIN = 'qemuFirmware.explainSelection';
const OPEN = 'qemuFirmware.openDescriptor';

/** Whether the extension has files: it has none in a web worker. */
const hasFiles = (): boolean => workspaceFolder().scheme === 'file';

let machines = 0;

/** The root of the case's own machine, outside the workspace, as descriptor directories are. */
const machine = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), `../machine-${machines}`);

const at = (path: string): vscode.Uri => vscode.Uri.joinPath(machine(), path);

async function copySample(sample: string, path: string): Promise<void> {
  const source = vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware', sample);
  await vscode.workspace.fs.copy(source, at(path), { overwrite: true });
}

/** Makes a link, which VS Code's file system cannot. Bundled for web workers, too, which have no Node to import from. */
function link(target: string, place: vscode.Uri): void {
  process.getBuiltinModule('node:fs').symlinkSync(target, place.fsPath);
}

async function searchPath(): Promise<SearchPath> {
  const list = await vscode.commands.executeCommand<SearchPath | null>('qemuFirmware.refreshSearchPath');
  check(list, 'the server does not list the search path');
  return list;
}

/** A file of the view, as its menu hands it to commands. */
async function nodeOf(path: string): Promise<unknown> {
  const list = await searchPath();
  const file = list.files.find(({ folder, name }) => `${folder}/${name}` === path);
  check(file, `${path} is not listed`);
  return { file, list };
}

/** Runs a command that asks, and takes the first answer of each list: nobody tells when one is shown, and accepting does nothing before. */
async function runAndAccept(command: string, node?: unknown): Promise<unknown> {
  const state = { isDone: false };
  const running = Promise.resolve(vscode.commands.executeCommand(`qemuFirmware.${command}`, node)).finally(
    () => {
      state.isDone = true;
    },
  );
  while (!state.isDone) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  return running;
}

const verdictsIn = ({ files }: SearchPath): string[] =>
  files.map(({ folder, name, verdict }) => `${verdict} ${folder}/${name}`);

const DOMAIN = `<domain type='kvm'>
  <name>guest</name>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware>
      <feature enabled='no' name='secure-boot'/>
    </firmware>
  </os>
  <features>
    <acpi/>
  </features>
</domain>
`;

async function openDomain(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'xml', content: DOMAIN });
  await vscode.window.showTextDocument(document);
  return document;
}

async function lensesOf({ uri }: vscode.TextDocument): Promise<string[]> {
  const command = 'vscode.executeCodeLensProvider';
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, uri);
  return found.map((lens) => `${lens.range.start.line}: ${lens.command?.title ?? ''}`);
}

const problemsOf = (document: vscode.TextDocument, wanted: number): Promise<vscode.Diagnostic[]> =>
  diagnostics(document, `${wanted} problems`, (codes) => codes.length === wanted);

describe('the selection of firmware', () => {
  beforeEach(async () => {
    if (!hasFiles()) return;
    machines += 1;
    await copySample('11-ovmf-secure-boot.json', `${SHARE}/10-secure.json`);
    await copySample('12-ovmf.json', `${SHARE}/20-plain.json`);
    await vscode.workspace.fs.createDirectory(at(ETC));
    await vscode.workspace.fs.writeFile(at('/usr/lib64/libvirt.so.0.11003.0'), new Uint8Array());
    const images = { 'CODE_4M.secboot': codeBytes(), CODE_4M: codeBytes(), VARS_4M: variableVolume([]) };
    for (const [name, bytes] of Object.entries(images))
      await vscode.workspace.fs.writeFile(at(`/usr/share/OVMF/OVMF_${name}.fd`), bytes);
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['auto'], vscode.ConfigurationTarget.Workspace);
    await settings.update('root', machine().fsPath, vscode.ConfigurationTarget.Workspace);
  });

  it('is not offered where there are no files', async function () {
    const all = await vscode.commands.getCommands(true);
    same(all.includes(EXPLAIN), hasFiles());
    if (!hasFiles()) this.skip();
  });

  it('lists the search path', async function () {
    if (!hasFiles()) this.skip();
    await vscode.commands.executeCommand('qemuFirmware.searchPath.focus');
    const list = await searchPath();
    same([list.root, list.consumer.id], [machine().fsPath, 'libvirt@11.3']);
    same(verdictsIn(list), [`loads ${SHARE}/10-secure.json`, `loads ${SHARE}/20-plain.json`]);
  });

  it('goes by the libvirt that is installed, after a refresh by another one', async function () {
    if (!hasFiles()) this.skip();
    const document = await openDomain();
    const ask = async (): Promise<unknown[]> => {
      const explained = await vscode.commands.executeCommand<GuestExplanation>(EXPLAIN, document.uri);
      return [explained.consumer.id, explained.consumer.why];
    };
    same(await ask(), ['libvirt@11.3', 'libvirt 11.3 is installed']);
    await vscode.workspace.fs.delete(at('/usr/lib64/libvirt.so.0.11003.0'));
    await vscode.workspace.fs.writeFile(at('/usr/lib64/libvirt.so.0.12008.0'), new Uint8Array());
    const { consumer } = await searchPath();
    same([consumer.id, consumer.why], ['libvirt@12.8', 'libvirt 12.8 is installed']);
    same(await ask(), ['libvirt@12.8', 'libvirt 12.8 is installed']);
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['libvirt@9.0'], vscode.ConfigurationTarget.Workspace);
    same((await searchPath()).consumer.id, 'libvirt@9.0');
    same(await ask(), ['libvirt@9.0', undefined]);
  });

  it('shows a guest that is refused as that, with what is wrong', async function () {
    if (!hasFiles()) this.skip();
    await vscode.workspace.fs.delete(at('/usr/share/OVMF/OVMF_CODE_4M.fd'));
    await vscode.workspace.fs.writeFile(at('/usr/share/OVMF/OVMF_CODE_4M.fd'), new Uint8Array(0x1000));
    const document = await openDomain();
    const [problem] = await problemsOf(document, 1);
    same([problem?.severity, problem && codeOf(problem)], [vscode.DiagnosticSeverity.Error, 'image-kind']);
    same(await lensesOf(document), ['2: Firmware: refused, with 20-plain.json']);
  });

  it('shows in a domain which firmware it gets, and explains it on a page', async function () {
    if (!hasFiles()) this.skip();
    const document = await openDomain();
    const found = await vscode.commands.executeCommand<GuestExplanation>(EXPLAIN, document.uri);
    same(found.picked, `${SHARE}/20-plain.json`);
    same(await lensesOf(document), ['2: Firmware: 20-plain.json']);
    same(vscode.languages.getDiagnostics(document.uri), []);
    const shown = (): true | undefined => (pages().length === 1 ? true : undefined);
    await eventually('the page', vscode.window.tabGroups.onDidChangeTabs, shown);

    const text = await vscode.commands.executeCommand<string>('qemuFirmware.explanation.copy');
    const lines = text.split('\n');
    const expected = [
      `Selected firmware: ${SHARE}/20-plain.json`,
      'Guest requirements',
      `- rejected: ${SHARE}/10-secure.json: The guest excludes “secure-boot”, but this firmware has it. [secure-boot]`,
      `- selected: ${SHARE}/20-plain.json: First match.`,
      'Consumer: libvirt 11.3 (libvirt 11.3 is installed)',
    ];
    same(
      lines.filter((line) => expected.includes(line)),
      expected,
    );

    const wishes = { architecture: 'x86_64', machine: 'q35', secureBoot: true, smm: true };
    const other = await vscode.commands.executeCommand<GuestExplanation>(EXPLAIN, wishes);
    same([other.picked, pages().length], [`${SHARE}/10-secure.json`, 1]);
  });

  it('masks a descriptor, which a domain that is open takes note of', async function () {
    if (!hasFiles()) this.skip();
    const document = await openDomain();
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    const written = (await runAndAccept('maskDescriptor', node)) as { readonly uri: vscode.Uri };
    same(written.uri.path, at(`${ETC}/20-plain.json`).path);
    same((await vscode.workspace.fs.stat(at(`${ETC}/20-plain.json`))).size, 0);
    const [problem] = await problemsOf(document, 1);
    check(problem, 'there is no problem');
    check(problem.message.includes(`Closest match: ${SHARE}/10-secure.json.`), problem.message);
    same(document.getText(problem.range), "<os firmware='efi'>");
    same(await lensesOf(document), ['2: Firmware: none']);
    same(verdictsIn(await searchPath()).slice(1), [
      `masks ${ETC}/20-plain.json`,
      `masked ${SHARE}/20-plain.json`,
    ]);
    const again = await runAndAccept('overrideDescriptor', node);
    same(again, { problem: `${at(`${ETC}/20-plain.json`).path} exists already.` });
    same((await vscode.workspace.fs.stat(at(`${ETC}/20-plain.json`))).size, 0);
    await runAndAccept('unmaskDescriptor', await nodeOf(`${SHARE}/20-plain.json`));
    await problemsOf(document, 0);
    same(verdictsIn(await searchPath()).slice(1), [`loads ${SHARE}/20-plain.json`]);
  });

  it('unmasks by removing nothing but an empty file, or a link to none', async function () {
    if (!hasFiles()) this.skip();
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['vmspawn@257'], vscode.ConfigurationTarget.Workspace);
    const mask = at(`${ETC}/20-plain.json`);
    link('/dev/null', mask);
    await runAndAccept('unmaskDescriptor', await nodeOf(`${ETC}/20-plain.json`));
    same(verdictsIn(await searchPath()).slice(1), [`loads ${SHARE}/20-plain.json`]);
    await vscode.workspace.fs.writeFile(mask, new Uint8Array());
    const node = await nodeOf(`${ETC}/20-plain.json`);
    await vscode.workspace.fs.writeFile(mask, new Uint8Array([123]));
    same(await runAndAccept('unmaskDescriptor', node), { problem: `${mask.path} is not empty and is kept.` });
    same((await vscode.workspace.fs.stat(mask)).size, 1);
  });

  it('removes an override', async function () {
    if (!hasFiles()) this.skip();
    await copySample('11-ovmf-secure-boot.json', `${ETC}/10-secure.json`);
    await runAndAccept('removeOverride', await nodeOf(`${SHARE}/10-secure.json`));
    same(verdictsIn(await searchPath())[0], `loads ${SHARE}/10-secure.json`);
  });

  it('shows the findings of the text in an editor, and of the file once it is reverted', async function () {
    if (!hasFiles()) this.skip();
    const path = `${SHARE}/20-plain.json`;
    const errors = async (): Promise<number | undefined> => {
      const { files } = await searchPath();
      const file = files.find(({ folder, name }) => `${folder}/${name}` === path);
      return file?.findings?.filter(({ severity }) => severity === 1).length;
    };
    same(await errors(), 0);
    const document = await vscode.workspace.openTextDocument(at(path));
    const editor = await vscode.window.showTextDocument(document);
    const start = document.positionAt(document.getText().indexOf('targets'));
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(start, start.translate(0, 'targets'.length)), 'target');
    });
    // Of what its images are, there are findings before.
    const found = await diagnostics(document, 'an error', (codes) => codes.includes('unknown-member'));
    const isError = ({ severity }: vscode.Diagnostic): boolean =>
      severity === vscode.DiagnosticSeverity.Error;
    same(await errors(), found.filter(isError).length);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the text of the file', vscode.workspace.onDidChangeTextDocument, () =>
      document.isDirty ? undefined : true,
    );
    same(await errors(), 0);
  });

  it('opens a descriptor at the place of a finding, to the side, and shows its command line', async function () {
    if (!hasFiles()) this.skip();
    const path = `${SHARE}/20-plain.json`;
    const node = await nodeOf(path);
    const [line, character] = [2, 4];
    const range = { start: { line, character }, end: { line, character } };
    await vscode.commands.executeCommand(OPEN, path, machine().fsPath, range);
    const { active } = vscode.window.activeTextEditor?.selection ?? {};
    same([active?.line, active?.character], [line, character]);
    await vscode.commands.executeCommand('qemuFirmware.openToSide', node);
    same(vscode.window.tabGroups.all.length, 2);
    await vscode.commands.executeCommand('qemuFirmware.showDescriptorCommandLine', node);
    same(vscode.window.activeTextEditor?.document.uri.scheme, 'qemu-firmware');
    await vscode.commands.executeCommand('qemuFirmware.copyDescriptorPath', node);
    same(await vscode.env.clipboard.readText(), at(path).fsPath);
  });

  it('explains the selection with one of the descriptors', async function () {
    if (!hasFiles()) this.skip();
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    await vscode.commands.executeCommand('qemuFirmware.explainWithDescriptor', node);
    const shown = (): true | undefined => (pages().length === 1 ? true : undefined);
    await eventually('the page', vscode.window.tabGroups.onDidChangeTabs, shown);
  });

  it('switches the consumer in the settings', async function () {
    if (!hasFiles()) this.skip();
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['libvirt@9.0', 'mkosi@27'], vscode.ConfigurationTarget.Workspace);
    same((await searchPath()).consumer.id, 'libvirt@9.0');
    // The first entry is what is installed.
    await runAndAccept('chooseConsumer');
    same(vscode.workspace.getConfiguration('qemuFirmware').get('consumers'), ['auto', 'mkosi@27']);
    same((await searchPath()).consumer.id, 'libvirt@11.3');
  });

  it('follows the text of a domain', async function () {
    if (!hasFiles()) this.skip();
    const document = await openDomain();
    const replace = async (text: string, replacement: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      const start = document.getText().indexOf(text);
      check(start >= 0, `there is no ${text}`);
      const [from, to] = [start, start + text.length].map((offset) => document.positionAt(offset));
      check(from && to, text);
      edit.replace(document.uri, new vscode.Range(from, to), replacement);
      await vscode.workspace.applyEdit(edit);
    };
    await replace("machine='q35'", "machine='microvm'");
    await problemsOf(document, 1);
    await replace("machine='microvm'", "machine='q35'");
    await problemsOf(document, 0);
    await replace("<os firmware='efi'>", '<os>');
    await replace('<domain', '<network');
    same(await lensesOf(document), []);
  });

  it('overrides a descriptor and compares the two', async function () {
    if (!hasFiles()) this.skip();
    const path = `${SHARE}/10-secure.json`;
    await runAndAccept('overrideDescriptor', await nodeOf(path));
    const copy = at(`${ETC}/10-secure.json`);
    same(vscode.window.activeTextEditor?.document.uri.path, copy.path);
    const [first, second] = verdictsIn(await searchPath());
    same([first, second], [`loads ${ETC}/10-secure.json`, `masked ${path}`]);
    await vscode.commands.executeCommand('qemuFirmware.compareDescriptors', await nodeOf(path));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    check(input instanceof vscode.TabInputTextDiff, 'nothing is compared');
    same([input.original.path, input.modified.path], [at(path).path, copy.path]);
  });

  it('opens and writes what links of the machine lead to, below its root', async function () {
    if (!hasFiles()) this.skip();
    const linked = at('/usr/share/qemu/other');
    await vscode.workspace.fs.createDirectory(linked);
    await vscode.workspace.fs.delete(at(ETC), { recursive: true });
    link('/usr/share/qemu/other', at(ETC));
    const path = `${SHARE}/20-plain.json`;
    await runAndAccept('overrideDescriptor', await nodeOf(path));
    const copy = vscode.Uri.joinPath(linked, '20-plain.json');
    same(vscode.window.activeTextEditor?.document.uri.path, copy.path);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(OPEN, `${ETC}/20-plain.json`, machine().fsPath);
    same(vscode.window.activeTextEditor?.document.uri.path, copy.path);
  });

  it('has commands that open and write nothing that it did not show', async function () {
    if (!hasFiles()) this.skip();
    const list = await searchPath();
    const [file] = list.files;
    check(file, 'nothing is listed');
    const made = [undefined, 'x', [], { list }, { file, list: { ...list } }, { file: { ...file }, list }];
    for (const command of COMMANDS)
      for (const node of made)
        same(await vscode.commands.executeCommand(`qemuFirmware.${command}`, node), undefined);
    const path = `${file.folder}/${file.name}`;
    for (const args of [[], [path], [path, '/'], [`/${path}`, list.root], [{ path }, list.root]])
      await vscode.commands.executeCommand(OPEN, ...args);
    same(
      vscode.window.tabGroups.activeTabGroup.tabs.map(({ label }) => label),
      [],
    );
  });

  it('says in a sentence why it cannot write', async function () {
    if (!hasFiles()) this.skip();
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    await vscode.workspace.fs.delete(at('/etc'), { recursive: true });
    await vscode.workspace.fs.writeFile(at('/etc'), new Uint8Array());
    const written = (await runAndAccept('maskDescriptor', node)) as { readonly problem: string };
    const start = `Cannot write ${at(`${ETC}/20-plain.json`).path}`;
    check(written.problem.startsWith(start) && !/E[A-Z]{4}/.test(written.problem), written.problem);
    await vscode.workspace.fs.delete(at(`${SHARE}/20-plain.json`));
    const gone = await runAndAccept('overrideDescriptor', node);
    same(gone, { problem: `Cannot read ${at(`${SHARE}/20-plain.json`).path}.` });
  });
});

const COMMANDS = [
  'maskDescriptor',
  'unmaskDescriptor',
  'overrideDescriptor',
  'removeOverride',
  'compareDescriptors',
  'revealDescriptor',
  'openToSide',
  'copyDescriptorPath',
  'explainWithDescriptor',
  'showDescriptorCommandLine',
];

function pages(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('qemuFirmware.explanation'),
    );
}
