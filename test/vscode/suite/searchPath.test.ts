import * as vscode from 'vscode';
import { check, diagnostics, eventually, same } from '../editor';
import {
  at,
  copySample,
  ETC,
  hasLinks,
  link,
  machine,
  nodeOf,
  prepareMachine,
  runAndAccept,
  searchPath,
  SHARE,
  verdictsIn,
} from '../firmwareMachine';

const OPEN = 'qemuFirmware.openDescriptor';

describe('the view of the search path', () => {
  beforeEach(prepareMachine);

  it('lists the search path', async () => {
    await vscode.commands.executeCommand('qemuFirmware.searchPath.focus');
    const list = await searchPath();
    same([list.root, list.consumer.id], [machine().fsPath, 'libvirt@11.3']);
    same(verdictsIn(list), [`loads ${SHARE}/10-secure.json`, `loads ${SHARE}/20-plain.json`]);
  });

  it('unmasks by removing only an empty file, or a link to /dev/null', async function () {
    if (!hasLinks()) this.skip();
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['vmspawn@257'], vscode.ConfigurationTarget.Workspace);
    const mask = at(`${ETC}/20-plain.json`);
    link('/dev/null', mask);
    await runAndAccept('unmaskDescriptor', await nodeOf(`${ETC}/20-plain.json`));
    same(verdictsIn(await searchPath()).slice(1), [`loads ${SHARE}/20-plain.json`]);
    await vscode.workspace.fs.writeFile(mask, new Uint8Array());
    const node = await nodeOf(`${ETC}/20-plain.json`);
    await vscode.workspace.fs.writeFile(mask, new Uint8Array([123]));
    same(await runAndAccept('unmaskDescriptor', node), {
      problem: `${mask.path} was not removed: it is not empty.`,
    });
    same((await vscode.workspace.fs.stat(mask)).size, 1);
  });

  it('removes an override', async () => {
    await copySample('11-ovmf-secure-boot.json', `${ETC}/10-secure.json`);
    await runAndAccept('removeOverride', await nodeOf(`${SHARE}/10-secure.json`));
    same(verdictsIn(await searchPath())[0], `loads ${SHARE}/10-secure.json`);
  });

  it('shows the findings of the text in an editor, and those of the file once it is reverted', async () => {
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
    // Findings on its images come before.
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

  it('opens a descriptor at the place of a finding, to the side, and shows its command line', async () => {
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

  it('switches the consumer in the settings', async () => {
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('consumers', ['libvirt@9.0', 'mkosi@27'], vscode.ConfigurationTarget.Workspace);
    same((await searchPath()).consumer.id, 'libvirt@9.0');
    // The first entry is the installed consumer.
    await runAndAccept('chooseConsumer');
    same(vscode.workspace.getConfiguration('qemuFirmware').get('consumers'), ['auto', 'mkosi@27']);
    same((await searchPath()).consumer.id, 'libvirt@11.3');
  });

  it('overrides a descriptor and compares the two', async () => {
    const path = `${SHARE}/10-secure.json`;
    await runAndAccept('overrideDescriptor', await nodeOf(path));
    const copy = at(`${ETC}/10-secure.json`);
    same(vscode.window.activeTextEditor?.document.uri.path, copy.path);
    const [first, second] = verdictsIn(await searchPath());
    same([first, second], [`loads ${ETC}/10-secure.json`, `masked ${path}`]);
    await vscode.commands.executeCommand('qemuFirmware.compareDescriptors', await nodeOf(path));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    check(input instanceof vscode.TabInputTextDiff, 'no comparison is open');
    same([input.original.path, input.modified.path], [at(path).path, copy.path]);
  });

  it('resolves links of the machine below its root when it opens and writes files', async function () {
    if (!hasLinks()) this.skip();
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

  it('has commands that only open and write files that it has shown', async () => {
    const list = await searchPath();
    const [file] = list.files;
    check(file, 'nothing is listed');
    const invalidArguments = [
      undefined,
      'x',
      [],
      { list },
      { file, list: { ...list } },
      { file: { ...file }, list },
    ];
    for (const command of COMMANDS)
      for (const node of invalidArguments)
        same(await vscode.commands.executeCommand(`qemuFirmware.${command}`, node), undefined);
    const path = `${file.folder}/${file.name}`;
    for (const args of [[], [path], [path, '/'], [`/${path}`, list.root], [{ path }, list.root]])
      await vscode.commands.executeCommand(OPEN, ...args);
    same(
      vscode.window.tabGroups.activeTabGroup.tabs.map(({ label }) => label),
      [],
    );
  });

  it('explains in one sentence why it cannot write', async () => {
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    await vscode.workspace.fs.delete(at('/etc'), { recursive: true });
    await vscode.workspace.fs.writeFile(at('/etc'), new Uint8Array());
    const written = (await runAndAccept('maskDescriptor', node)) as { readonly problem: string };
    const start = `Cannot write ${at(`${ETC}/20-plain.json`).path}`;
    check(written.problem.startsWith(start) && !/E[A-Z]{4}/.test(written.problem), written.problem);
    await vscode.workspace.fs.delete(at(`${SHARE}/20-plain.json`));
    const failure = await runAndAccept('overrideDescriptor', node);
    same(failure, { problem: `Cannot read ${at(`${SHARE}/20-plain.json`).path}.` });
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
