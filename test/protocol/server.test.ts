import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompletionItem, Hover, Location, LocationLink, MarkupContent } from 'vscode-languageserver';
import type { DocumentStatus } from '../../server/src/lsp/protocol/customRequests';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const MISTAKE = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"');
const SLIP = SOUND.replace('"verbose-dynamic"', '"verbose_dynamic"');
const URI = 'file:///somewhere/qemu/firmware/50-test.json';
const ELSEWHERE = 'file:///somewhere/else.json';

describe('the server', () => {
  let client: Client;
  const start = async (kind: Kind): Promise<void> => {
    client = await Client.start(kind);
  };
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  const kinds: readonly (readonly [string, Kind])[] = [
    ['announces nothing', BARE],
    ['resembles Neovim', NEOVIM],
    ['resembles VS Code', VSCODE],
  ];
  for (const [what, kind] of kinds) {
    describe(`for a client that ${what}`, () => {
      beforeEach(() => start(kind));

      const found = async (version: number): Promise<readonly unknown[]> => {
        if (kind !== VSCODE) return client.codes((await client.publish(URI, version)).diagnostics);
        const report = await client.pull(URI);
        return report.kind === 'full' ? client.codes(report.items) : ['unchanged'];
      };

      it('reports nothing on a valid descriptor, then one finding, then nothing again', async () => {
        client.open(URI, SOUND);
        assert.deepEqual(await found(1), []);
        assert.deepEqual(await found(client.edit(URI, '"verbose-dynamic"', '"verbose-dynamik"')), [
          'unknown-value',
        ]);
        assert.deepEqual(await found(client.edit(URI, '"verbose-dynamik"', '"verbose-dynamic"')), []);
      });

      it('inserts the intended text on completion', async () => {
        client.open(URI, SOUND.replace('"acpi-s3"', '"acp"'));
        const items = await client.at<CompletionItem[]>('completion', URI, '"acp');
        const item = items.find(({ label }) => label === 'acpi-s3');
        assert.ok(item);
        assert.equal(client.accepted(URI, item), SOUND);
      });

      it('inserts snippets only if the client supports them', async () => {
        client.open(URI, '{\n    \n}');
        const items = await client.at<CompletionItem[]>('completion', URI, '{\n    ');
        const mapping = items.find(({ label }) => label === 'mapping');
        assert.ok(mapping?.textEdit);
        assert.equal(mapping.insertTextFormat === 2, kind !== BARE);
        if (kind === BARE)
          assert.deepEqual(Object.keys(JSON.parse(client.accepted(URI, mapping)) as object), ['mapping']);
      });

      it('shows how a template loads firmware in the label or its details', async () => {
        client.open(URI, '');
        const [first] = await client.at<CompletionItem[]>('completion', URI, '');
        const [name, loading] = ['UEFI, x86_64', 'flash: code + variables'];
        assert.deepEqual(
          [first?.label, first?.labelDetails],
          kind === VSCODE ? [name, { description: loading }] : [`${name} (${loading})`, undefined],
        );
      });

      it('explains a member in a hover, in a format that the client supports', async () => {
        client.open(URI, SOUND);
        const hover = await client.at<Hover>('hover', URI, '"interface-ty');
        const { kind: form, value } = hover.contents as MarkupContent;
        assert.equal(form, kind === BARE ? 'plaintext' : 'markdown');
        assert.match(value, kind === BARE ? /^interface-types · / : /^\*\*interface-types\*\* · /);
      });

      it('finds the declaration in a file of the bundled schema', async () => {
        client.open(URI, SOUND);
        const answer = await client.at<Location | LocationLink[]>('definition', URI, '"nvram-temp');
        assert.equal(Array.isArray(answer), kind !== BARE);
        const [uri, range] = Array.isArray(answer)
          ? [answer[0]?.targetUri ?? '', answer[0]?.targetSelectionRange]
          : [answer.uri, answer.range];
        const schema = readFileSync(new URL(uri), 'utf8');
        assert.equal(path.basename(uri), 'firmware-common.qapi');
        const line = schema.split('\n')[range?.start.line ?? -1];
        assert.equal(line?.slice(range?.start.character, range?.end.character), "'*nvram-template'");
      });

      it('accepts a JSON document by its path or its content while it is open', async () => {
        client.open(ELSEWHERE, '{"name": "other"}', 'json');
        client.open('file:///etc/qemu/firmware/50-x.json', '{', 'json');
        client.open('untitled:Untitled-1', SOUND, 'json');
        client.open('file:///etc/qemu/firmware/firmware.json', "{ 'enum': 'A', 'data': [] }", 'qapi');
        const counts = async (uri: string): Promise<boolean> =>
          (await client.request('qemuFirmware/status', { uri })) !== null;
        assert.equal(await counts(ELSEWHERE), false);
        assert.equal(await counts('file:///etc/qemu/firmware/50-x.json'), true);
        assert.equal(await counts('untitled:Untitled-1'), true);
        // A schema has a status of its own.
        assert.equal(await counts('file:///etc/qemu/firmware/firmware.json'), true);
        client.edit('untitled:Untitled-1', '"interface-types"', '"x"');
        assert.equal(await counts('untitled:Untitled-1'), true);
      });

      it('keeps up with 500 fast edits', async () => {
        client.open(URI, SOUND);
        for (let count = 0; count < 250; count++) {
          client.edit(URI, '"verbose-dynamic"', '"verbose-dynamik"');
          client.edit(URI, '"verbose-dynamik"', '"verbose-dynamic"');
        }
        assert.deepEqual(await found(501), []);
      });

      it('answers invalid parameters and continues', async () => {
        client.open(URI, SOUND);
        const senseless: readonly unknown[] = [
          {},
          { textDocument: null },
          { textDocument: { uri: 5 }, position: { line: 0, character: 0 } },
          { textDocument: { uri: 'no uri' }, position: { line: 0, character: 0 } },
          { textDocument: { uri: URI } },
          { textDocument: { uri: URI }, position: { line: 'x', character: null } },
          { textDocument: { uri: URI }, position: { line: -1, character: -1 } },
          { textDocument: { uri: URI }, position: { line: 1e9, character: 0.5 } },
        ];
        for (const method of ['hover', 'completion', 'definition', 'typeDefinition'])
          for (const params of senseless) await client.request(`textDocument/${method}`, params);
        client.notify('textDocument/didOpen', {});
        client.notify('textDocument/didChange', {
          textDocument: { uri: URI, version: null },
          contentChanges: 5,
        });
        client.notify('textDocument/didClose', { textDocument: { uri: 'never opened' } });
        client.notify('workspace/didChangeConfiguration', { settings: 5 });
        client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [null, { uri: 1 }] } });
        assert.deepEqual(await found(client.edit(URI, '"verbose-dynamic"', '"verbose-dynamik"')), [
          'unknown-value',
        ]);
      });
    });
  }

  it('pushes diagnostics with the version, and clears them when the document is closed', async () => {
    await start(NEOVIM);
    client.open(URI, MISTAKE, 'qemu-firmware', 7);
    assert.equal((await client.publish(URI, 7)).diagnostics.length, 1);
    client.close(URI);
    await client.until(() => client.published.find(({ diagnostics }) => diagnostics.length === 0));
    assert.ok(client.published.every(({ version }) => version === 7));
  });

  it('never pushes to a client that pulls', async () => {
    await start(VSCODE);
    client.open(URI, MISTAKE);
    await client.pull(URI);
    client.edit(URI, '"verbose-dynamik"', '"verbose-dynamic"');
    client.close(URI);
    await client.pull(URI);
    assert.deepEqual(client.published, []);
  });

  it('reports “unchanged” if nothing has changed', async () => {
    await start(VSCODE);
    client.open(URI, MISTAKE);
    const first = await client.pull(URI);
    assert.equal((await client.pull(URI, first.resultId)).kind, 'unchanged');
    client.edit(URI, '"verbose-dynamik"', '"verbose-dynamic"');
    assert.equal((await client.pull(URI, first.resultId)).kind, 'full');
  });

  it('links a finding to its documentation if the client supports it', async () => {
    await start(VSCODE);
    client.open(URI, MISTAKE);
    const report = await client.pull(URI);
    assert.ok(report.kind === 'full');
    assert.equal(report.items[0]?.codeDescription?.href, 'https://example.org/rules.md#unknown-value');
    assert.equal(report.items[0].source, 'qemu-firmware');
  });

  it('offers fixes that make the finding go away', async () => {
    await start(VSCODE);
    client.open(URI, SLIP);
    const actions = await client.codeActions(URI);
    const [first] = actions;
    assert.ok(first?.edit?.documentChanges);
    assert.equal(first.isPreferred, true);
    assert.deepEqual(client.codes(first.diagnostics ?? []), ['unknown-value']);
    assert.ok(actions.every(({ kind }) => kind === 'quickfix' || kind === 'refactor.rewrite'));
    const [change] = first.edit.documentChanges;
    assert.ok(change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri: URI, version: 1 });
    assert.equal(client.applied(URI, change.edits as Parameters<Client['applied']>[1]), SOUND);
  });

  it('marks no fix as preferred if a value may mean something else', async () => {
    await start(VSCODE);
    client.open(URI, MISTAKE);
    const [first] = await client.codeActions(URI);
    assert.deepEqual([first?.title, first?.isPreferred], ['Replace with “verbose-dynamic”', undefined]);
  });

  it('applies all safe fixes at once on request', async () => {
    await start(NEOVIM);
    client.open(URI, SLIP.replace('"acpi-s3",', '"acpi-s3",,'));
    for (const only of ['source.fixAll', 'source.fixAll.qemuFirmware']) {
      const actions = await client.codeActions(URI, [only]);
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        ['source.fixAll.qemuFirmware'],
      );
      assert.equal(client.applied(URI, actions[0]?.edit?.changes?.[URI] ?? []), SOUND);
    }
    assert.deepEqual(await client.codeActions(URI, ['refactor']), []);
  });

  it('requests settings from the client and follows them', async () => {
    await start({ ...VSCODE, settings: { qemuVersion: '6.2' } });
    client.open(URI, SOUND);
    const status = (): Promise<DocumentStatus | null> => client.request('qemuFirmware/status', { uri: URI });
    assert.equal((await status())?.schema, 'QEMU 6.2');
    const before = await client.pull(URI);
    assert.ok(before.kind === 'full');
    assert.deepEqual(client.codes(before.items), ['needs-newer-qemu']);
    await client.until(() => client.asked.find((method) => method === 'client/registerCapability'));

    client.settings = { qemuVersion: 'latest' };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.asked.find((method) => method === 'workspace/diagnostic/refresh'));
    const after = await client.pull(URI, before.resultId);
    assert.deepEqual(after.kind === 'full' && after.items, []);
  });

  it('reports an unusable setting, and what it does instead', async () => {
    const problemOf = async (settings: object): Promise<string | undefined> => {
      client.settings = settings;
      client.notify('workspace/didChangeConfiguration', { settings: null });
      return (await client.request<DocumentStatus>('qemuFirmware/status', { uri: URI })).problem;
    };
    await start({ ...VSCODE, settings: {} });
    client.open(URI, SOUND);
    assert.equal(await problemOf({ root: '/mnt', inlayHints: false, qemuVersion: '12.0' }), undefined);
    assert.match(
      (await problemOf({ qemuVersion: 'next' })) ?? '',
      /“next”.*the newest known version is used/,
    );
    assert.match(
      (await problemOf({ consumers: ['no-such@1'] })) ?? '',
      /“no-such@1”.*; this value is ignored/,
    );
    assert.match(
      (await problemOf({ rules: { 'no-such': 'off' } })) ?? '',
      /no-such.*; this value is ignored/,
    );
    assert.equal(await problemOf({}), undefined);
    // The log has it, too, exactly once.
    assert.equal(client.logged.splice(0).length, 1);
  });

  it('follows pushed settings, and those from the start', async () => {
    await start({ ...BARE, initializationOptions: { settings: { qemuVersion: '6.2' } } });
    client.open(URI, SOUND);
    assert.deepEqual(client.codes((await client.publish(URI, 1)).diagnostics), ['needs-newer-qemu']);
    client.published.length = 0;
    client.notify('workspace/didChangeConfiguration', { settings: { qemuFirmware: { qemuVersion: '9.2' } } });
    assert.deepEqual((await client.publish(URI, 1)).diagnostics, []);
  });

  it('does not start a cancelled request', async () => {
    await start(VSCODE);
    client.open(URI, SOUND);
    await client.pull(URI);
    const params = { textDocument: { uri: URI }, position: { line: 2, character: 6 } };
    // Both are in one write, so the server sees the second before it handles the first.
    client.write(
      { id: 'mine', method: 'textDocument/hover', params },
      { method: '$/cancelRequest', params: { id: 'mine' } },
    );
    const reply = await client.replyTo('mine');
    assert.equal(reply.error?.code, -32800);
  });

  it('reports what the chosen consumers do with a descriptor', async () => {
    const consumers = ['vmspawn@257', 'libvirt@9.0', 'no-such@1'];
    await start({ ...VSCODE, settings: { consumers } });
    client.open(URI, SOUND.replace('"uefi"', '"efi"').replace('"description"', '"descriptoin"'));
    const { verdicts } = await client.request<DocumentStatus>('qemuFirmware/status', { uri: URI });
    assert.deepEqual(verdicts, [
      { consumer: 'vmspawn@257', name: 'systemd-vmspawn 257', verdict: 'skips', because: ['unknown-member'] },
      { consumer: 'libvirt@9.0', name: 'libvirt 9.0', verdict: 'breaks', because: ['unknown-value'] },
    ]);
  });

  it('reports what a descriptor is, and by which schema', async () => {
    await start(BARE);
    client.open(URI, SOUND);
    const status = await client.request<DocumentStatus>('qemuFirmware/status', { uri: URI });
    assert.match(status.schema, /^QEMU \d+\.\d+$/);
    assert.deepEqual(status, {
      schema: status.schema,
      summary: 'split · raw · x86_64 pc-q35-*',
      reason: 'bundled, newest known',
      verdicts: [{ consumer: 'libvirt@12.8', name: 'libvirt 12.8', verdict: 'loads', because: [] }],
    });
    const location = await client.request<{ uri: string }>('qemuFirmware/schemaLocation', {});
    assert.match(readFileSync(new URL(location.uri), 'utf8'), /FirmwareArchitecture/);
  });
});
