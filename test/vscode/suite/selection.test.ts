import * as vscode from 'vscode';
import type { GuestExplanation } from '../../../server/src/lsp/protocol/customRequests';
import { actions, apply, check, codeOf, diagnostics, eventually, positionOf, same } from '../editor';
import {
  at,
  ETC,
  nodeOf,
  pages,
  prepareMachine,
  runAndAccept,
  searchPath,
  SHARE,
  verdictsIn,
} from '../firmwareMachine';

const EXPLAIN = 'qemuFirmware.explainSelection';

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

const findLenses = ({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);

async function lensesOf(document: vscode.TextDocument): Promise<string[]> {
  const found = await findLenses(document);
  return found.map((lens) => `${lens.range.start.line}: ${lens.command?.title ?? ''}`);
}

const problemsOf = (document: vscode.TextDocument, expected: number): Promise<vscode.Diagnostic[]> =>
  diagnostics(document, `${expected} problems`, (codes) => codes.length === expected);

/** Checks that a domain has one problem, an error with this code on the only place with this text, and its message. */
async function expectProblem(
  document: vscode.TextDocument,
  code: string,
  place: string,
  sentences: readonly string[],
): Promise<void> {
  const [problem] = await problemsOf(document, 1);
  check(problem, 'the problem is missing');
  const { severity, range, message } = problem;
  same([severity, codeOf(problem)], [vscode.DiagnosticSeverity.Error, code]);
  same([document.getText(range), range.start], [place, positionOf(document, place)]);
  same(message, sentences.join(' '));
}

/** The first and the last sentences about a guest without a matching descriptor. */
const NO_FIRMWARE = 'No firmware matches this guest.';
const NO_MATCH =
  "libvirt 11.3 rejects this guest: “operation failed: Unable to find 'efi' firmware that is compatible with the current configuration”. No descriptor matches.";

describe('the selection of firmware', () => {
  beforeEach(prepareMachine);

  it('uses the installed libvirt, and another one after a refresh', async () => {
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

  it('shows that a guest is rejected, and why', async () => {
    await vscode.workspace.fs.delete(at('/usr/share/OVMF/OVMF_CODE_4M.fd'));
    await vscode.workspace.fs.writeFile(at('/usr/share/OVMF/OVMF_CODE_4M.fd'), new Uint8Array(0x1000));
    const document = await openDomain();
    await expectProblem(document, 'guest-image', 'os', [
      '/usr/share/OVMF/OVMF_CODE_4M.fd is blank and contains no firmware code.',
      'The guest does not start.',
      'Installed for x86_64: /usr/share/OVMF/OVMF_CODE_4M.secboot.fd.',
    ]);
    same(await lensesOf(document), ['2: Firmware: 20-plain.json, guest rejected']);
  });

  it('shows in a domain which firmware it gets, and explains it on a page', async () => {
    const document = await openDomain();
    same(await lensesOf(document), ['2: Firmware: 20-plain.json']);
    const [command] = (await findLenses(document)).map((lens) => lens.command);
    check(command?.command === EXPLAIN, `the command of the lens is ${command?.command ?? 'missing'}`);
    const found = await vscode.commands.executeCommand<GuestExplanation>(
      EXPLAIN,
      ...((command.arguments ?? []) as unknown[]),
    );
    same(found.picked, `${SHARE}/20-plain.json`);
    same(vscode.languages.getDiagnostics(document.uri), []);
    const isShown = (): true | undefined => (pages().length === 1 ? true : undefined);
    await eventually('the page', vscode.window.tabGroups.onDidChangeTabs, isShown);

    const text = await vscode.commands.executeCommand<string>('qemuFirmware.explanation.copy');
    const lines = text.split('\n');
    const expected = [
      `Selected firmware: ${SHARE}/20-plain.json`,
      'Guest requirements',
      `- rejected: ${SHARE}/10-secure.json: The guest excludes “secure-boot”, but this firmware offers it. [secure-boot]`,
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

  it('masks a descriptor, which updates an open domain', async () => {
    const document = await openDomain();
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    const written = (await runAndAccept('maskDescriptor', node)) as { readonly uri: vscode.Uri };
    same(written.uri.path, at(`${ETC}/20-plain.json`).path);
    same((await vscode.workspace.fs.stat(at(`${ETC}/20-plain.json`))).size, 0);
    await expectProblem(document, 'guest-no-firmware', "enabled='no'", [
      NO_FIRMWARE,
      `Closest match: ${SHARE}/10-secure.json.`,
      'The guest excludes “secure-boot”, but this firmware offers it.',
      'Remove <feature name="secure-boot" enabled="no"/> from the guest.',
      NO_MATCH,
    ]);
    same(await lensesOf(document), ['2: Firmware: none']);
    same(verdictsIn(await searchPath()).slice(1), [
      `masks ${ETC}/20-plain.json`,
      `masked ${SHARE}/20-plain.json`,
    ]);
    const again = await runAndAccept('overrideDescriptor', node);
    same(again, { problem: `${at(`${ETC}/20-plain.json`).path} already exists.` });
    same((await vscode.workspace.fs.stat(at(`${ETC}/20-plain.json`))).size, 0);
    await runAndAccept('unmaskDescriptor', await nodeOf(`${SHARE}/20-plain.json`));
    await problemsOf(document, 0);
    same(verdictsIn(await searchPath()).slice(1), [`loads ${SHARE}/20-plain.json`]);
  });

  it('fixes a domain, which changes its firmware', async () => {
    await vscode.workspace.fs.delete(at(`${SHARE}/20-plain.json`));
    const document = await openDomain();
    const [problem] = await problemsOf(document, 1);
    check(problem, 'the problem is missing');
    const fixes = await actions(document, problem.range, vscode.CodeActionKind.QuickFix);
    same(
      fixes.map(({ title }) => title),
      [
        'Remove <feature name="secure-boot" enabled="no"/> from the guest',
        'Open the descriptor 10-secure.json',
      ],
    );
    const [change, other] = fixes;
    await apply(change);
    await problemsOf(document, 0);
    check(!document.getText().includes('secure-boot'), document.getText());
    same(await lensesOf(document), ['2: Firmware: 10-secure.json']);
    check(other?.command, 'the second fix has no command');
    await vscode.commands.executeCommand(
      other.command.command,
      ...((other.command.arguments ?? []) as unknown[]),
    );
    await eventually('the descriptor', vscode.window.onDidChangeActiveTextEditor, () =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith(`${SHARE}/10-secure.json`)
        ? true
        : undefined,
    );
  });

  it('explains the selection from one of the descriptors', async () => {
    const node = await nodeOf(`${SHARE}/20-plain.json`);
    await vscode.commands.executeCommand('qemuFirmware.explainWithDescriptor', node);
    const isShown = (): true | undefined => (pages().length === 1 ? true : undefined);
    await eventually('the page', vscode.window.tabGroups.onDidChangeTabs, isShown);
  });

  it('follows the text of a domain', async () => {
    const document = await openDomain();
    const replace = async (text: string, replacement: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      const start = document.getText().indexOf(text);
      check(start >= 0, `the document does not contain ${text}`);
      const [from, to] = [start, start + text.length].map((offset) => document.positionAt(offset));
      check(from && to, text);
      edit.replace(document.uri, new vscode.Range(from, to), replacement);
      await vscode.workspace.applyEdit(edit);
    };
    await replace("machine='q35'", "machine='microvm'");
    await expectProblem(document, 'guest-no-firmware', "machine='microvm'", [
      NO_FIRMWARE,
      `Closest match: ${SHARE}/20-plain.json.`,
      'The guest’s machine type is microvm, but this firmware is for pc-i440fx-*, pc-q35-*.',
      'Change the guest’s machine type to one that matches pc-i440fx-*.',
      NO_MATCH,
    ]);
    await replace("machine='microvm'", "machine='q35'");
    await problemsOf(document, 0);
    await replace("<os firmware='efi'>", '<os>');
    await replace('<domain', '<network');
    same(await lensesOf(document), []);
  });
});
