import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentLink,
  Hover,
  LocationLink,
} from 'vscode-languageserver';
import type {
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport as DocumentReport,
} from 'vscode-languageserver';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const PLAIN = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const SECURE = readFileSync('samples/qemu/firmware/11-ovmf-secure-boot.json', 'utf8');
const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const SHARE = '/usr/share/qemu/firmware';

/** A guest that gets firmware; `MISTAKE` is one whose machine keeps it away. */
const GUEST = `<domain type='kvm'>
  <name>guest</name>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
    </firmware>
  </os>
  <features>
    <acpi/>
  </features>
</domain>
`;
const MISTAKE = GUEST.replace("machine='q35'", "machine='pc'");
const WITHOUT_MACHINE = GUEST.replace(" machine='q35'", '').replace(/ *<firmware>[^]*<\/firmware>\n/, '');
const LOADER = `<loader readonly='yes' type='pflash'>/usr/share/OVMF/CODE.fd</loader>`;
/** A guest with an attribute that libvirt 9.0 does not know and that changes nothing. */
const NEWER = GUEST.replace(" firmware='efi'", '').replace(
  / *<firmware>[^]*<\/firmware>/,
  `    ${LOADER.replace('>', " format='raw'>")}`,
);

describe('the server, on libvirt domains,', () => {
  let root: string;
  let uri: string;
  let client: Client;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-domains-'));
    uri = pathToFileURL(path.join(root, 'guest.xml')).href;
    write(`${SHARE}/10-secure.json`, SECURE);
    write(`${SHARE}/20-plain.json`, PLAIN);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(root, { recursive: true });
  });

  function write(name: string, content: string): void {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  async function start(
    kind: Kind = VSCODE,
    more: object = {},
    commands = ['qemuFirmware.explainSelection'],
  ): Promise<void> {
    const settings = { root, consumers: ['libvirt@12.8'], images: 'off', ...more };
    const initializationOptions = { ...kind.initializationOptions, commands, settings };
    client = await Client.start({ ...kind, settings: { qemuFirmware: settings }, initializationOptions });
  }

  function open(text: string): void {
    client.open(uri, text, 'xml');
  }

  async function pull() {
    const report = await client.pull(uri);
    assert.ok(report.kind === 'full');
    return report.items;
  }

  it('names the attribute that keeps firmware away, and the closest match, to clients that pull', async () => {
    await start();
    open(MISTAKE);
    const [item, ...others] = await pull();
    assert.deepEqual(others, []);
    assert.ok(item);
    assert.deepEqual([item.code, item.severity, item.source], ['guest-no-firmware', 1, 'qemu-firmware']);
    assert.deepEqual(item.range, { start: { line: 3, character: 24 }, end: { line: 3, character: 36 } });
    assert.ok(typeof item.message === 'string');
    assert.match(
      item.message,
      /^No firmware matches this guest\. .*\/10-secure\.json\. .*Unable to find 'efi' firmware/,
    );
    assert.equal(item.codeDescription?.href, 'https://example.org/rules.md#guest-no-firmware');
    const [place] = item.relatedInformation ?? [];
    assert.equal(place?.location.uri, pathToFileURL(path.join(root, SHARE, '10-secure.json')).href);
  });

  it('publishes the same to clients that do not pull, and nothing once it is fixed', async () => {
    await start(NEOVIM);
    open(MISTAKE);
    const { diagnostics } = await client.publish(uri, 1);
    assert.deepEqual(client.codes(diagnostics), ['guest-no-firmware']);
    const version = client.edit(uri, "machine='pc'", "machine='q35'");
    assert.deepEqual((await client.publish(uri, version)).diagnostics, []);
  });

  it('recognises a domain by its name if the client says that it is a descriptor', async () => {
    await start(NEOVIM);
    client.open(uri, MISTAKE, 'qemu-firmware');
    const { diagnostics } = await client.publish(uri, 1);
    assert.deepEqual(client.codes(diagnostics), ['guest-no-firmware']);
  });

  it('removes the problems of a document whose domain is gone', async () => {
    await start(NEOVIM);
    open(MISTAKE);
    await client.publish(uri, 1);
    client.edit(uri, '<domain ', '<network ');
    await client.until(() => client.published.slice(1).find(({ diagnostics }) => diagnostics.length === 0));
  });

  it('offers a fix that it has tried, with the finding that it removes', async () => {
    await start();
    open(MISTAKE);
    const [action, ...others] = await client.codeActions(uri, ['quickfix']);
    assert.deepEqual(others, []);
    assert.deepEqual(client.codes(action?.diagnostics ?? []), ['guest-no-firmware']);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.version, 1);
    const edits = change.edits.filter((edit) => 'newText' in edit);
    assert.equal(client.applied(uri, edits), GUEST);
  });

  it('applies all safe fixes at once, on request', async () => {
    await start(VSCODE, { consumers: ['libvirt@9.0'] });
    open(NEWER);
    const [action, ...others] = await client.codeActions(uri, ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.equal(action?.kind, 'source.fixAll.qemuFirmware');
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    const edits = change.edits.filter((edit) => 'newText' in edit);
    assert.ok(client.applied(uri, edits).includes(`    ${LOADER}\n`));
    client.edit(uri, " format='raw'", '');
    assert.deepEqual(await client.codeActions(uri, ['source.fixAll']), []);
  });

  it('offers to change the severity of a rule, but not of an error', async () => {
    const commands = ['qemuFirmware.setSeverity', 'qemuFirmware.ignoreInFile'];
    await start(VSCODE, {}, commands);
    open(MISTAKE);
    const fixes = await client.codeActions(uri, ['quickfix']);
    assert.ok(fixes.every(({ command }: CodeAction) => !command));
    client.edit(uri, MISTAKE, WITHOUT_MACHINE);
    const actions = await client.codeActions(uri, ['quickfix']);
    const found = actions.flatMap(({ command }: CodeAction) => command ?? []);
    assert.deepEqual(
      found.map(({ command }) => command),
      commands,
    );
    for (const { arguments: given } of found) assert.deepEqual(given, [uri, 'guest-default-machine']);
  });

  it('offers to open the descriptor that could change, and to check for another release', async () => {
    const commands = ['qemuFirmware.openDescriptor', 'qemuFirmware.chooseConsumer'];
    await start(VSCODE, { consumers: ['libvirt@9.0'] }, commands);
    const list = async (): Promise<unknown[]> => {
      const actions = await client.codeActions(uri, ['quickfix']);
      return actions.flatMap(({ title, command, diagnostics = [] }: CodeAction) =>
        command ? [[title, command.command, command.arguments, client.codes(diagnostics)]] : [],
      );
    };
    const keys = GUEST.replace("name='secure-boot'", "name='enrolled-keys'");
    open(keys);
    const path = `${SHARE}/10-secure.json`;
    const openIt = (code: string) =>
      ['Open the descriptor 10-secure.json', commands[0], [path, root], [code]] as const;
    assert.deepEqual(await list(), [openIt('guest-no-firmware')]);
    client.edit(uri, keys, GUEST.replace('</domain>', "<launchSecurity type='tdx'/></domain>"));
    const another = ['Check for another release…', commands[1], [], ['guest-value']];
    assert.deepEqual(await list(), [another]);
    write(path, '{');
    client.edit(uri, "<launchSecurity type='tdx'/>", '');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(root + path).href, type: 2 }],
    });
    assert.deepEqual(await list(), [openIt('guest-descriptor')]);
  });

  it('offers other ways to write a guest, as refactorings', async () => {
    await start();
    open(GUEST);
    const actions = await client.codeActions(uri, ['refactor']);
    const titles = actions.map(({ title }: CodeAction) => title);
    assert.ok(titles.includes('Write out the loader and nvram that libvirt selects'), titles.join('; '));
    assert.ok(titles.includes('Disable Secure Boot'), titles.join('; '));
    assert.ok(actions.every(({ kind }: CodeAction) => kind === 'refactor.rewrite'));
    assert.deepEqual(await client.codeActions(uri, ['source']), []);
  });

  it('says above <os> which firmware the guest gets, as soon as it is opened', async () => {
    await start();
    open(GUEST);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, command?.arguments, range.start.line]),
      [['Firmware: 10-secure.json', [uri], 2]],
    );
  });

  it('completes values and paths, also while a tag is open', async () => {
    await start();
    open(GUEST.replace('  </os>', `    <loader type='\n  </os>`));
    const items = await client.at<CompletionItem[]>('completion', uri, `<loader type='`);
    assert.deepEqual(items.map(({ label }) => label).sort(), ['pflash', 'rom']);
    client.edit(uri, `<loader type='`, '<loader>/</loader>');
    const paths = await client.at<CompletionItem[]>('completion', uri, '<loader>/');
    assert.ok(
      paths.some(({ label }) => label === CODE),
      paths.map(({ label }) => label).join(),
    );
  });

  it('explains attributes, and leads from <os> to the descriptor that is selected', async () => {
    await start();
    open(GUEST);
    const hover = await client.at<Hover>('hover', uri, '<os firm');
    assert.match(JSON.stringify(hover.contents), /firmware/);
    const [link] = await client.at<LocationLink[]>('definition', uri, '<os firm');
    assert.equal(link?.targetUri, pathToFileURL(path.join(root, SHARE, '10-secure.json')).href);
  });

  it('makes links on the paths of existing files, below the root', async () => {
    write(CODE, 'code');
    await start();
    open(GUEST.replace('  </os>', `    <loader>${CODE}</loader>\n    <nvram template='${VARS}'/>\n  </os>`));
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      [pathToFileURL(path.join(root, CODE)).href],
    );
  });

  it('follows settings: severities, excluded files, releases', async () => {
    await start(VSCODE, { rules: { 'guest-no-firmware': 'hint' } });
    open(MISTAKE);
    assert.deepEqual(
      (await pull()).map(({ severity }) => severity),
      [4],
    );
    client.settings = {
      qemuFirmware: { root, consumers: ['libvirt@9.0'], images: 'off', exclude: ['**/*.xml'] },
    };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await pull(), []);
    client.settings = { qemuFirmware: { root, consumers: ['libvirt@9.0'], images: 'off' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    const [item] = await pull();
    assert.ok(typeof item?.message === 'string');
    assert.match(item.message, / libvirt 9\.0 rejects this guest/);
  });

  it('follows changes of descriptors', async () => {
    await start();
    open(GUEST);
    assert.deepEqual(await pull(), []);
    rmSync(path.join(root, SHARE, '10-secure.json'));
    assert.deepEqual(client.codes(await pull()), ['guest-no-firmware']);
  });

  it('has nothing to say about other XML, and about empty and enormous documents', async () => {
    await start();
    for (const text of [
      '',
      '<network/>',
      '<domainCapabilities><os/></domainCapabilities>',
      '<'.repeat(100_000),
    ]) {
      client.open(uri, text, 'xml');
      assert.deepEqual(await pull(), []);
      assert.deepEqual(await client.codeActions(uri), []);
      client.close(uri);
    }
  });

  it('gives sensible answers about every prefix of a domain', async () => {
    await start();
    // The thread stays as long as a domain is open.
    client.open(`${uri}.xml`, GUEST, 'xml');
    for (let length = 8; length < GUEST.length; length += 7) {
      client.open(uri, GUEST.slice(0, length), 'xml', length);
      for (const { range } of await pull()) assert.ok(range.start.line <= range.end.line);
      const position = { line: 50, character: 0 };
      await client.request('textDocument/completion', { textDocument: { uri }, position });
      await client.request('textDocument/hover', {
        textDocument: { uri },
        position: { line: 2, character: 8 },
      });
      client.close(uri);
    }
  });

  it('reports the domains in the files of a workspace, again only after changes', async () => {
    write('guests/a.xml', MISTAKE);
    write('guests/b.xml', GUEST);
    write('guests/c.xml', '<network/>');
    const folder = { uri: pathToFileURL(path.join(root, 'guests')).href, name: 'guests' };
    await start({ ...VSCODE, workspaceFolders: [folder] });
    const report = async (previousResultIds: readonly object[] = []): Promise<readonly DocumentReport[]> => {
      const params = { previousResultIds };
      return (await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', params)).items;
    };
    const name = (item: DocumentReport): string => path.basename(item.uri);
    const first = await report();
    assert.deepEqual(
      first.map((item) => [name(item), item.kind === 'full' ? client.codes(item.items) : item.kind]),
      [
        ['a.xml', ['guest-no-firmware']],
        ['b.xml', []],
      ],
    );
    const known = first.map(({ uri, resultId: value }) => ({ uri, value }));
    assert.deepEqual(
      (await report(known)).map((item) => [name(item), item.kind]),
      [
        ['a.xml', 'unchanged'],
        ['b.xml', 'unchanged'],
      ],
    );
    write('guests/b.xml', `${MISTAKE}\n`);
    const [, changed] = await report(known);
    assert.ok(changed?.kind === 'full');
    assert.deepEqual(client.codes(changed.items), ['guest-no-firmware']);
  });

  it('answers a client that announces nothing', async () => {
    await start(BARE);
    open(MISTAKE);
    const { diagnostics } = await client.publish(uri, 1);
    assert.deepEqual(client.codes(diagnostics), ['guest-no-firmware']);
  });
});
