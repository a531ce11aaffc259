import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { Client } from './client';
import { BARE, VSCODE } from './kinds';
import { METHODS } from './methods';

const URI = 'file:///somewhere/qemu/firmware/50-test.json';

/** Parameters of every JSON type, and members that violate LSP. */
const PARAMS: readonly unknown[] = [
  ...[
    undefined,
    null,
    5,
    'text',
    true,
    [],
    [null],
    [[]],
    [{}, {}],
    Array.from({ length: 10_000 }, () => 0),
    {},
  ],
  ...[null, 5, [], {}, 'x'].flatMap((value) => [
    { textDocument: value, capabilities: value, token: value, id: value, value, processId: value },
    { workDoneToken: value, partialResultToken: value, textDocument: { uri: URI }, position: value },
    { capabilities: { workspace: value, window: value, textDocument: value, general: value } },
    { event: value, changes: value, settings: value, items: value, contentChanges: value, files: value },
  ]),
];

/** Messages that end the session with any parameters. */
const LAST = ['shutdown', 'exit'];

describe('messages that violate LSP', () => {
  const methods = [...METHODS, '$/unknown', 'unknown', '', 'toString', '__proto__'].filter(
    (method) => !LAST.includes(method),
  );

  for (const [what, kind] of [
    ['announces nothing', BARE],
    ['resembles VS Code', VSCODE],
  ] as const)
    it(`do not affect the server, for a client that ${what}`, async () => {
      const client = await Client.start(kind);
      client.open(URI, '{"tags": 1}');
      let requests = 0;
      for (const method of methods) {
        for (const params of PARAMS) {
          client.write({ id: `r${requests++}`, method, params }, { method, params });
          client.write({ id: null, method, params }, { id: {}, method, params }, { id: [1], method, params });
        }
        // Each request gets some reply.
        for (let index = requests - PARAMS.length; index < requests; index++)
          await client.replyTo(`r${index}`);
        client.received.length = 0;
      }
      client.open('file:///other/qemu/firmware/60.json', '{"tags": 1}');
      const uri = 'file:///other/qemu/firmware/60.json';
      assert.ok(await client.request('textDocument/documentSymbol', { textDocument: { uri } }));
      assert.equal(await client.stop(), 0);
    });

  it('do not affect the server even if they are not messages at all', async () => {
    const client = await Client.start(BARE);
    const bodies = [
      ...['null', '5', '"x"', '[]', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', '{}', '{"method":5}'],
      ...[
        '{"id":1}',
        '{"id":{},"result":1}',
        '{"id":99,"result":1}',
        '{"id":0,"error":5}',
        '{"id":0,"error":null}',
      ],
      ...[
        '{"id":null,"error":{"code":1,"message":"x"}}',
        `{"id":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      ],
    ];
    for (const body of bodies) client.writeBytes(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    assert.equal(await client.request('qemuFirmware/status', { uri: URI }), null);
    assert.equal(await client.stop(), 0);
  });

  it('do not prevent a client from starting', async () => {
    for (const processId of [-1, 0, 1.5, 1e12, 2 ** 31, '1', {}, null]) {
      const client = await Client.start({ ...BARE, capabilities: [] });
      assert.equal(await client.stop(), 0);
      const server = fork('dist/server.js', ['--node-ipc']);
      const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
      connection.listen();
      // Over IPC, messages reach the reader's listeners directly.
      for (const message of [
        null,
        5,
        [],
        { method: '$/cancelRequest' },
        { method: '$/cancelRequest', params: { id: null } },
      ])
        server.send(message as object);
      assert.ok(await connection.sendRequest('initialize', { processId, capabilities: null }));
      await connection.sendRequest('shutdown');
      void connection.sendNotification('exit');
      await once(server, 'exit');
      assert.equal(server.exitCode, 0);
    }
  });
});
