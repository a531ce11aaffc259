import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import { codeBytes } from '../vscode/images';
import { variableVolume } from '../unit/support/firmwareBytes';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
}

interface Diagnostics {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

/** The parts of a browser's worker that the server uses. */
interface Scope {
  self?: Scope;
  onmessage?: (event: { readonly data: object }) => void;
}

/** Evaluates classic scripts as a browser's worker does. @returns a function that sends a message to it */
function startWorker(
  files: readonly string[],
  receive: (message: Message) => void,
): (message: object) => void {
  const worker: Scope & Record<string, unknown> = {
    importScripts: () => assert.fail('a worker may not know where its files are'),
    addEventListener: () => undefined,
    // Objects of another realm are not equal to those here.
    postMessage: (message: unknown) => {
      receive(JSON.parse(JSON.stringify(message)) as Message);
    },
    ...{ atob, console, setTimeout, clearTimeout, TextDecoder, TextEncoder, URL, performance, Uint8Array },
  };
  worker.self = worker;
  const context = createContext(worker);
  for (const file of files) runInContext(readFileSync(file, 'utf8'), context, { filename: file });
  return (message) => worker.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
}

/** A client of a worker, with files by their paths in a virtual workspace. */
class Client {
  readonly diagnostics = new Map<string, readonly string[]>();
  /** The URIs of the files that the server has asked for. */
  readonly asked: string[] = [];
  private readonly post: (message: object) => void;
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private told: () => void = () => undefined;
  private lastId = 0;

  constructor(
    scripts: readonly string[],
    private readonly files: Readonly<Record<string, string | Uint8Array>> | undefined,
    private readonly settings: object = {},
  ) {
    this.post = startWorker(scripts, (message) => {
      if (message.method !== undefined && message.id !== undefined) void this.answer(message);
      else if (message.id !== undefined) this.waiting.get(message.id)?.(message.result);
      else if (message.method === 'textDocument/publishDiagnostics') this.receive(message.params);
    });
  }

  async start(): Promise<void> {
    await this.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
      workspaceFolders: [{ uri: `${HOST}/repository`, name: 'repository' }],
      initializationOptions: { readsFiles: this.files !== undefined, commands: [EXPLAIN] },
    });
    this.post({ method: 'initialized', params: {} });
  }

  request(method: string, params: object): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.post({ id, method, params });
    });
  }

  /** Opens a document; resolves with the codes of its findings. */
  async open(uri: string, languageId: string, text: string): Promise<readonly string[]> {
    this.post({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId, version: 1, text } },
    });
    for (;;) {
      const found = this.diagnostics.get(uri);
      if (found) return found;
      await new Promise<void>((resolve) => (this.told = resolve));
    }
  }

  private receive(params: unknown): void {
    const { uri, diagnostics } = params as Diagnostics;
    this.diagnostics.set(
      uri,
      diagnostics.map(({ code }) => code),
    );
    this.told();
  }

  private async answer({ id, method, params = {} }: Message): Promise<void> {
    if (method === 'workspace/configuration') {
      this.post({ id, result: (params.items as unknown[]).map(() => this.settings) });
      return;
    }
    const { uri, limit } = params as { readonly uri: string; readonly limit: number };
    this.asked.push(uri);
    const path = decodeURIComponent(uri.slice(HOST.length));
    const workspace = makeMemoryWorkspace(this.files ?? {});
    const found = await workspace.stat(path);
    const answers: Readonly<Record<string, () => unknown>> = {
      'qemuFirmware/statFile': () => found && { ...found, time: 1 },
      'qemuFirmware/listFolder': () => workspace.entries(path),
      'qemuFirmware/readFile': () => workspace.read(path, limit),
    };
    this.post({ id, result: (await answers[method ?? '']?.()) ?? null });
  }
}

const HOST = 'vscode-vfs://github';
const EXPLAIN = 'qemuFirmware.explainSelection';
/** As in scripts/bundles.mjs. */
const SCRIPTS = [
  'shared.js',
  ...readdirSync('dist').filter((name) => /^shared-.*browser\.js$/.test(name)),
  'browserWorker.js',
].map((name) => `dist/${name}`);
const DOMAIN = `<domain type='kvm'>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <features>
    <acpi/>
  </features>
</domain>`;
const ROOT = '/repository/machine';
const DESCRIPTOR = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const MACHINE = {
  [`${ROOT}/usr/share/qemu/firmware/50-a.json`]: DESCRIPTOR,
  [`${ROOT}/usr/share/OVMF/OVMF_CODE_4M.fd`]: codeBytes(),
  [`${ROOT}/usr/share/OVMF/OVMF_VARS_4M.fd`]: variableVolume([]),
};

describe('the server in a worker of a browser', () => {
  for (const [how, scripts] of [
    ['from the files of the extension', SCRIPTS],
    ['from the one file for other hosts', ['dist/server.web.js']],
  ] as const)
    it(`reports the findings of a descriptor, a domain and a schema without files: ${how}`, async () => {
      const client = new Client(scripts, undefined);
      await client.start();
      const codes = await client.open('file:///50-x.json', 'qemu-firmware', '{}');
      assert.ok(codes.includes('missing-member'));
      assert.deepEqual(await client.open('untitled:a', 'xml', DOMAIN), []);
      const wrong = DOMAIN.replace('q35', 'microvm').replace('efi', 'efj');
      assert.deepEqual(await client.open('untitled:b', 'xml', wrong), ['guest-value']);
      const schema = "##\n# @Tea:\n# Tea.\n##\n{ 'struct': 'Tea', 'data': { '*milk': 'Milk' } }\n";
      assert.ok((await client.open(`${HOST}/a.json`, 'qapi', schema)).includes('type/unknown'));
      assert.deepEqual(client.asked, []);
    });

  it('selects firmware in a folder that is the root of a machine, and reads its images', async () => {
    const client = new Client(SCRIPTS, MACHINE, { root: ROOT, consumers: ['libvirt@12.8'] });
    await client.start();
    const uri = `${HOST}/repository/a.xml`;
    assert.deepEqual(await client.open(uri, 'xml', DOMAIN), []);
    const lenses = await client.request('textDocument/codeLens', { textDocument: { uri } });
    assert.match(JSON.stringify(lenses), /Firmware: 50-a\.json/);
    const place = { textDocument: { uri }, position: { line: 1, character: 4 } };
    const [target] = (await client.request('textDocument/definition', place)) as { readonly uri: string }[];
    assert.equal(target?.uri, `${HOST}${ROOT}/usr/share/qemu/firmware/50-a.json`);
    const guest = { architecture: 'x86_64', machine: 'q35', secureBoot: true };
    const found = (await client.request('qemuFirmware/explain', { guest })) as GuestExplanation;
    assert.deepEqual([found.outcome, found.picked], ['none', null]);
    assert.ok(client.asked.every((asked) => asked.startsWith(`${HOST}/`)));
    const blank = new Client(
      SCRIPTS,
      { ...MACHINE, [`${ROOT}/usr/share/OVMF/OVMF_CODE_4M.fd`]: new Uint8Array(4096) },
      { root: ROOT, consumers: ['libvirt@12.8'] },
    );
    await blank.start();
    assert.deepEqual(await blank.open(uri, 'xml', DOMAIN), ['guest-image']);
  });

  it('claims nothing about a machine that it does not have', async () => {
    const client = new Client(SCRIPTS, { '/repository/a.json': DESCRIPTOR });
    await client.start();
    const uri = `${HOST}/repository/a.xml`;
    const named = DOMAIN.replace('</os>', "<loader readonly='yes' type='pflash'>/usr/a.fd</loader></os>");
    assert.deepEqual(await client.open(uri, 'xml', named.replace(" firmware='efi'", '')), []);
    assert.deepEqual(await client.request('textDocument/codeLens', { textDocument: { uri } }), []);
    assert.deepEqual(await client.open(`${HOST}/repository/a.json`, 'qemu-firmware', DESCRIPTOR), []);
  });
});
