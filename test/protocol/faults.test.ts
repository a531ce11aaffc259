import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import type { DocumentStatus } from '../../server/src/lsp/protocol/customRequests';
import { bench, environment } from '../support/commandLine';
import { Client, type Kind } from './client';
import { NEOVIM, VSCODE } from './kinds';

const SERVER = 'out/test/protocol/faultyServer.js';
const CLI = path.resolve('out/test/protocol/faultyCli.js');
const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const MISTAKE = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"');
const URI = 'file:///somewhere/qemu/firmware/50-test.json';

describe('a bug in the server', () => {
  let client: Client;
  const start = async (kind: Kind, FAULT: string): Promise<void> => {
    client = await Client.start(kind, { FAULT }, SERVER);
    client.open(URI, MISTAKE);
  };
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  const faults: readonly (readonly [string, string, readonly string[]])[] = [
    ['rule', 'json-blank', ['internal-error', 'unknown-value']],
    ['consumer', 'libvirt 12.8', ['internal-error', 'unknown-value']],
    ['document', 'while checking this file', ['internal-error', 'internal-error']],
  ];
  for (const [fault, named, codes] of faults) {
    it(`is reported along with all other findings to clients that pull: ${fault}`, async () => {
      await start(VSCODE, fault);
      const workspace = 'workspace/diagnostic';
      // The workspace cannot be listed if no document can be read.
      const { items } =
        fault === 'document'
          ? { items: [] }
          : await client.request<WorkspaceDiagnosticReport>(workspace, { previousResultIds: [] });
      for (const report of [await client.pull(URI), ...items]) {
        assert.ok(report.kind === 'full');
        assert.deepEqual(client.codes(report.items), codes);
        assert.ok(report.items.some(({ message }) => JSON.stringify(message).includes(named)));
        assert.deepEqual(report.items[0]?.range.start, { line: 0, character: 0 });
      }
      assert.match(client.logged.join('\n'), /this part is broken\n {4}at /);
    });

    it(`is reported along with all other findings to clients that do not pull: ${fault}`, async () => {
      await start(NEOVIM, fault);
      assert.deepEqual(client.codes((await client.publish(URI, 1)).diagnostics), codes);
    });
  }

  it('does not affect the verdicts of other consumers', async () => {
    await start({ ...VSCODE, settings: { consumers: ['libvirt@11.3'] } }, 'consumer');
    assert.deepEqual(
      (await client.request<DocumentStatus>('qemuFirmware/status', { uri: URI })).verdicts,
      [],
    );
  });

  it('in a handler is reported as an error, never as an empty answer', async () => {
    await start(VSCODE, 'handlers');
    const start0 = { line: 2, character: 6 };
    const params = {
      ...{
        textDocument: { uri: URI },
        uri: URI,
        query: '',
        newName: '/x',
        guest: {},
        executable: 'file:///x.fd',
      },
      ...{ position: start0, positions: [start0], range: { start: start0, end: start0 } },
      ...{ context: { diagnostics: [] }, options: {}, ranges: [] },
    };
    const methods = [
      ...['hover', 'completion', 'definition', 'typeDefinition', 'references', 'prepareRename', 'rename'],
      ...['codeAction', 'documentSymbol', 'documentHighlight', 'foldingRange', 'selectionRange'],
      ...['formatting', 'rangeFormatting', 'rangesFormatting', 'semanticTokens/full', 'semanticTokens/range'],
      ...['inlayHint', 'documentLink', 'diagnostic'],
    ].map((name) => `textDocument/${name}`);
    const others = [
      ...['workspace/symbol', 'workspace/diagnostic'],
      ...['status', 'schemaLocation', 'commandLine', 'searchPath', 'explain', 'draft'].map(
        (name) => `qemuFirmware/${name}`,
      ),
    ];
    for (const method of [...methods, ...others])
      await assert.rejects(client.request(method, params), {
        code: -32603,
        message: `${method} failed. The log of the server says why.`,
      });
    assert.equal(client.logged.length, methods.length + others.length);
  });
});

describe('a bug in the linter', () => {
  const at = bench();
  const lint = (fault: string, ...args: readonly string[]) => {
    at.write('qemu/firmware/50-a.json', MISTAKE);
    at.write('qemu/firmware/60-b.json', SOUND);
    return spawnSync(process.execPath, [CLI, 'lint', ...args, 'qemu'], {
      cwd: at.folder,
      env: environment({ FAULT: fault }),
      encoding: 'utf8',
    });
  };

  for (const fault of ['rule', 'consumer', 'document'])
    it(`is reported for every file in every format, with exit status 2: ${fault}`, () => {
      for (const format of ['text', 'json', 'sarif', 'github']) {
        const { status, stdout, stderr } = lint(fault, '--format', format);
        assert.equal(status, 2);
        for (const file of ['50-a.json', '60-b.json']) assert.ok(stdout.includes(file));
        assert.ok((stdout.match(/Internal error: /g) ?? []).length >= 2, stdout);
        assert.equal(
          stdout.includes('unknown-value') || format === 'github',
          fault !== 'document' || format === 'sarif' || format === 'github',
        );
        assert.doesNotMatch(stdout + stderr, /\n {4}at |this part is broken/);
      }
    });

  it('causes exit status 2 even if its finding is not shown', () => {
    at.write('.qemu-firmware.json', '{"rules": {"internal-error": "off"}}');
    const { status, stdout } = lint('rule');
    assert.equal(status, 2);
    assert.ok(!stdout.includes('internal-error'));
  });

  it('is not reported without a fault', () => {
    assert.equal(lint('', '--fail-on', 'warning').status, 1);
  });
});
