import assert from 'node:assert/strict';
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { DocumentStatus } from '../../server/src/lsp/protocol/customRequests';
import { Client } from './client';
import { BARE, NEOVIM } from './kinds';

const SERVER = path.resolve('dist/server.js');

describe('the server process', () => {
  it('explains an invalid command line in one line', () => {
    const wrong: readonly (readonly string[])[] = [
      [],
      ['--stdio', '--node-ipc'],
      ['--frob'],
      ['--socket=x'],
      ['--node-ipc'],
    ];
    for (const args of wrong) {
      const { status, stderr, stdout } = spawnSync(process.execPath, [SERVER, ...args], { encoding: 'utf8' });
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^qemu-firmware server: .+\n$/);
      assert.equal(stdout, '');
    }
  });

  it('exits with 0 after a shutdown request, and with 1 without', async () => {
    assert.equal(await (await Client.start(BARE)).stop(), 0);
    const client = await Client.start(BARE);
    client.notify('exit', undefined);
    assert.equal(await client.exit, 1);
  });

  it('rejects requests at the wrong time', async () => {
    const client = await Client.start(BARE);
    await assert.rejects(client.request('initialize', { capabilities: {} }), { code: -32600 });
    await client.request('shutdown', undefined);
    await assert.rejects(client.request('textDocument/hover', {}), { code: -32600 });
    client.notify('exit', undefined);
    assert.equal(await client.exit, 0);

    const early = spawn(process.execPath, [SERVER, '--stdio']);
    const connection = createMessageConnection(
      new StreamMessageReader(early.stdout),
      new StreamMessageWriter(early.stdin),
    );
    connection.listen();
    await assert.rejects(connection.sendRequest('textDocument/hover', {}), { code: -32002 });
    early.stdin.end();
    await once(early, 'exit');
  });

  it('ends when its input ends', async () => {
    assert.equal(await (await Client.start(BARE)).hangUp(), 1);
  });

  it('ends when message framing is lost', async () => {
    for (const bytes of [
      'X-Foo: 1\r\n\r\n',
      'Content-Length: abc\r\n\r\n',
      'Content-Length: -5\r\n\r\n',
      'Content-Length: 99999999999\r\n\r\n{}',
      'Content-Length: 2\n\n{}',
      'hello world\r\n\r\n',
    ]) {
      const client = await Client.start(BARE);
      client.writeBytes(bytes);
      assert.equal(await client.exit, 1, JSON.stringify(bytes));
    }
  });

  it('continues after a message with invalid JSON', async () => {
    const client = await Client.start(BARE);
    client.writeBytes('Content-Length: 5\r\n\r\n{"a":');
    await client.until(() => client.logged[0]);
    assert.equal(await client.stop(), 0);
  });

  it('ends when the process of its client has ended', async function () {
    this.timeout(20_000);
    // The input stays open, so only the process id shows that the client has ended.
    const parent = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const server = spawn(process.execPath, [SERVER, '--stdio']);
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    await connection.sendRequest('initialize', { processId: parent.pid, capabilities: {} });
    parent.kill();
    await once(server, 'exit');
    assert.equal(server.exitCode, 1);
  });

  it('communicates over a socket', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const server = spawn(process.execPath, [SERVER, `--socket=${(listener.address() as AddressInfo).port}`]);
    const [socket] = (await once(listener, 'connection')) as [Socket];
    const connection = createMessageConnection(
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    connection.listen();
    const result = await connection.sendRequest<{ serverInfo: { name: string } }>('initialize', {
      capabilities: {},
    });
    assert.equal(result.serverInfo.name, 'qemu-firmware');
    socket.destroy();
    await once(server, 'exit');
    listener.close();
  });

  it('names the port if no program listens on it', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    const { status, stderr } = spawnSync(process.execPath, [SERVER, `--socket=${port}`], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`^qemu-firmware server: port ${port}: .+\\n$`));
  });

  it('communicates over IPC and ends with the channel', async () => {
    const server = fork(SERVER, ['--node-ipc']);
    const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.listen();
    const result = await connection.sendRequest<{ capabilities: object }>('initialize', { capabilities: {} });
    assert.ok('hoverProvider' in result.capabilities);
    server.disconnect();
    await once(server, 'exit');
  });
});

describe("the user's schema", () => {
  const DESCRIPTOR = '{"colour": "blue"}';
  const URI = 'file:///somewhere/x.json';
  let tree: string;
  let schema: string;

  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    schema = path.join(tree, 'docs/interop/firmware.json');
    mkdirSync(path.dirname(schema), { recursive: true });
    writeFileSync(path.join(tree, 'VERSION'), '99.1.50\n');
    writeSchema('colour');
  });
  afterEach(() => {
    rmSync(tree, { recursive: true });
  });

  function writeSchema(member: string): void {
    writeFileSync(
      schema,
      `##\n# @Firmware:\n#\n# @${member}: what it looks like\n#\n# Since: 3.0\n##\n{ 'struct': 'Firmware', 'data': { '${member}': 'str' } }\n`,
    );
  }

  const inTree = (settings: object): Promise<Client> =>
    Client.start({
      ...NEOVIM,
      // No program reads descriptors with such a schema.
      settings: { consumers: [], ...settings },
      workspaceFolders: [{ uri: pathToFileURL(tree).href, name: 'tree' }],
    });

  for (const [what, settings] of [
    ['a checkout in the workspace', () => ({})],
    ['a schema file by its path', () => ({ schemaPath: schema })],
    ['a relative path', () => ({ schemaPath: 'docs/interop/firmware.json' })],
    ['a tree by its path', () => ({ schemaPath: tree })],
  ] as const) {
    it(`is found: ${what}`, async () => {
      const client = await inTree(settings());
      client.open(URI, DESCRIPTOR);
      assert.deepEqual((await client.publish(URI, 1)).diagnostics, []);
      const status = await client.request<DocumentStatus>('qemuFirmware/status', { uri: URI });
      assert.deepEqual([status.schema, status.reason], ['QEMU 99.1.50', schema]);
      const [link] = await client.at<readonly [{ targetUri: string }]>('definition', URI, '"col');
      assert.equal(link.targetUri, pathToFileURL(schema).href);
      assert.equal(await client.stop(), 0);
    });
  }

  it('is replaced with the bundled one if it is unusable, and the log says so', async () => {
    const client = await inTree({ schemaPath: '/nowhere/firmware.json' });
    client.open(URI, DESCRIPTOR);
    assert.notDeepEqual((await client.publish(URI, 1)).diagnostics, []);
    assert.deepEqual(client.logged, [
      'Cannot read the schema /nowhere/firmware.json; the bundled schema is used.',
    ]);
    await client.stop();
  });

  it('takes effect when it is saved', async () => {
    const client = await inTree({});
    const schemaUri = pathToFileURL(schema).href;
    client.open(URI, '{"shape": "round"}');
    client.open(schemaUri, '', 'qapi');
    assert.notDeepEqual((await client.publish(URI, 1)).diagnostics, []);
    client.published.length = 0;
    writeSchema('shape');
    client.notify('textDocument/didSave', { textDocument: { uri: schemaUri } });
    // The opened schema may have the descriptor checked once more before.
    await client.until(() =>
      client.published.find(({ uri, diagnostics }) => uri === URI && diagnostics.length === 0),
    );
    const location = await client.at<Location[]>('definition', URI, '"sha');
    assert.equal(location.length, 1);
    await client.stop();
  });
});
