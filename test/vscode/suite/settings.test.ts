import * as vscode from 'vscode';
import { actions, check, codeOf, diagnostic, diagnostics, openSample, same } from '../editor';

const CODE = 'template-missing';
const NAME = '60-mistake-template-missing.json';

const settingsFor = (document: vscode.TextDocument): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('qemuFirmware', document);

/** Sets a value for the folder, as a user would. */
async function set(document: vscode.TextDocument, key: string, value: unknown): Promise<void> {
  await settingsFor(document).update(key, value, vscode.ConfigurationTarget.WorkspaceFolder);
}

describe('the severity of a rule', () => {
  it('removes its findings when it is off, and restores them afterwards', async () => {
    const document = await openSample(NAME);
    await diagnostic(document, CODE);
    await set(document, 'rules', { [CODE]: 'off' });
    await diagnostics(document, 'no such finding', (codes) => !codes.includes(CODE));
    await set(document, 'rules', { [CODE]: 'hint' });
    same((await diagnostic(document, CODE)).severity, vscode.DiagnosticSeverity.Hint);
    await set(document, 'rules', undefined);
    await diagnostics(document, 'the error again', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some((found) => codeOf(found) === CODE && found.severity === vscode.DiagnosticSeverity.Error),
    );
  });

  it('is chosen from a list', async () => {
    const document = await openSample(NAME);
    const { range } = await diagnostic(document, CODE);
    const offered = await actions(document, range, vscode.CodeActionKind.QuickFix);
    const command = offered.find(({ title }) => title.startsWith('Set the severity'))?.command;
    check(command, 'the quick fix is not offered');
    const choice = { isMade: false };
    const execution = Promise.resolve(
      vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[])),
    ).finally(() => {
      choice.isMade = true;
    });
    // No event tells when the list is shown; accepting its entry has no effect before. The entry is the current severity of the rule.
    while (!choice.isMade)
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await execution;
    const written = settingsFor(document).inspect('rules');
    same(written?.workspaceFolderValue ?? written?.workspaceValue, { [CODE]: 'error' });
    await set(document, 'rules', undefined);
  });

  it('is written for one file by a quick fix', async () => {
    const document = await openSample(NAME);
    const { range } = await diagnostic(document, CODE);
    const offered = await actions(document, range, vscode.CodeActionKind.QuickFix);
    const command = offered.find(({ title }) => title.startsWith(`Ignore ${CODE}`))?.command;
    check(command, 'the quick fix is not offered');
    check(
      offered.some(({ title }) => title.startsWith('Set the severity')),
      'no quick fix for severities',
    );
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    await diagnostics(document, 'no such finding', (codes) => !codes.includes(CODE));
    const written = settingsFor(document).inspect('overrides');
    same(written?.workspaceFolderValue ?? written?.workspaceValue, [
      { files: `./qemu/firmware/${NAME}`, rules: { [CODE]: 'off' } },
    ]);
    await set(document, 'overrides', undefined);
    await diagnostic(document, CODE);
  });

  it('replaces a setting that is not a list', async () => {
    const document = await openSample(NAME);
    await diagnostic(document, CODE);
    await set(document, 'overrides', 'everything');
    await vscode.commands.executeCommand('qemuFirmware.ignoreInFile', document.uri.toString(), CODE);
    await diagnostics(document, 'no such finding', (codes) => !codes.includes(CODE));
    await set(document, 'overrides', undefined);
    await diagnostic(document, CODE);
  });

  it('is not written for unknown codes', async () => {
    const document = await openSample(NAME);
    const uri = document.uri.toString();
    for (const odd of [
      [],
      [null, null],
      [uri],
      [uri, { toString: 1 }],
      [uri, '__proto__'],
      ['no uri', CODE],
    ] as unknown[][])
      for (const command of ['qemuFirmware.ignoreInFile', 'qemuFirmware.setSeverity'])
        await vscode.commands.executeCommand(command, ...odd);
    const { workspaceFolderValue, workspaceValue } = settingsFor(document).inspect('overrides') ?? {};
    same([workspaceFolderValue, workspaceValue], [undefined, undefined]);
  });
});

describe('the QEMU release', () => {
  it('is chosen from a list that starts with the current one', async () => {
    const document = await openSample('24-ovmf-uefi-vars.json');
    await set(document, 'qemuVersion', '7.2');
    await diagnostic(document, 'needs-newer-qemu');
    const choice = { isMade: false };
    const execution = Promise.resolve(
      vscode.commands.executeCommand('qemuFirmware.chooseQemuVersion'),
    ).finally(() => {
      choice.isMade = true;
    });
    // The entry after the current one, once the list is shown.
    while (!choice.isMade) {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    await execution;
    const { workspaceFolderValue, workspaceValue } = settingsFor(document).inspect('qemuVersion') ?? {};
    same(workspaceFolderValue ?? workspaceValue, '7.1');
  });
});
