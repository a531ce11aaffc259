import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { withMembers } from '../../server/src/rules/examples';

/** Far more than caches and compiled code take, and far less than the documents that were seen. */
const MOST = 6 * 1024 * 1024;

const EDITS = Number(process.env.QEMU_FIRMWARE_MEMORY_EDITS ?? 2000);
const DOCUMENTS = EDITS / 10;
const TEXT = withMembers({ tags: Array.from({ length: 500 }, (_, index) => `-D NAME_${index}`) }).text;

describe('the memory of the server', () => {
  let server: ChildProcess;
  let connection: MessageConnection;

  before(async () => {
    server = fork('dist/server.js', ['--stdio'], {
      execArgv: ['--expose-gc', '--require', path.resolve('test/protocol/tellHeap.cjs')],
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    assert.ok(server.stdout && server.stdin);
    connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const capabilities = { textDocument: { diagnostic: {} } };
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    void connection.sendNotification('initialized', {});
  });

  after(async () => {
    await connection.sendRequest('shutdown');
    const ended = once(server, 'exit');
    void connection.sendNotification('exit');
    await ended;
  });

  it('keeps nothing of the versions that are gone', async () => {
    const uri = open(0);
    await checkThatHeapStays(EDITS, async (edit) => {
      const start = { line: 0, character: 1 };
      const changes = [
        edit % 2 === 0
          ? { range: { start, end: start }, text: ' "misspelt": {},' }
          : { range: { start, end: { line: 0, character: 17 } }, text: '' },
      ];
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: edit + 2 },
        contentChanges: changes,
      });
      await ask(uri);
    });
  });

  it('keeps nothing of the documents that are closed', () =>
    checkThatHeapStays(DOCUMENTS, async (index) => {
      const uri = open(index + 1);
      await ask(uri);
      void connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }));

  function open(index: number): string {
    const uri = `file:///tmp/${index}-memory.json`;
    const textDocument = { uri, languageId: 'qemu-firmware', version: 1, text: TEXT };
    void connection.sendNotification('textDocument/didOpen', { textDocument });
    return uri;
  }

  async function ask(uri: string): Promise<void> {
    const textDocument = { uri };
    await connection.sendRequest('textDocument/diagnostic', { textDocument });
    await connection.sendRequest('textDocument/hover', { textDocument, position: { line: 1, character: 8 } });
  }

  async function checkThatHeapStays(times: number, work: (index: number) => Promise<void>): Promise<void> {
    for (let index = 0; index < times / 4; index++) await work(index);
    const before = await readHeap();
    for (let index = times / 4; index < times; index++) await work(index);
    const grown = (await readHeap()) - before;
    assert.ok(grown < MOST, `${(grown / 1024 / 1024).toFixed(1)} MiB more`);
  }

  async function readHeap(): Promise<number> {
    const answer = once(server, 'message');
    server.send('');
    const [used] = (await answer) as [number];
    return used;
  }
});
