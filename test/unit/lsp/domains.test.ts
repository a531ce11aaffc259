import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { Host } from '../../../server/src/lsp/protocol/host';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { VSCODE } from '../../protocol/kinds';
import { startOwnServer, type OwnServer } from '../support/server';

const URI = 'file:///guests/guest.xml';

describe('questions about domains', () => {
  let server: OwnServer;
  /** The methods that the thread was asked, and what answers the question that it has. */
  let asked: string[];
  let answers: (() => void)[];
  let rests: number;
  const getRests = (): number => rests;
  const domains: NonNullable<Host['domains']> = {
    ask({ question: { method } }) {
      asked.push(method);
      return new Promise((resolve) => {
        answers.push(() => {
          resolve(method === 'textDocument/diagnostic' ? { items: [], folders: [] } : []);
        });
      });
    },
    rest() {
      rests++;
    },
  };
  const send = (method: string, token?: CancellationTokenSource['token']): Promise<unknown> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const params = { textDocument: { uri: URI }, position: range.start, range, context: { diagnostics: [] } };
    return server.client.sendRequest(`textDocument/${method}`, params, token);
  };
  /** Waits until the thread has been asked this number of questions. */
  async function wait(count: number): Promise<void> {
    for (let turns = 0; asked.length < count; turns++) await pass(turns);
  }

  /** Lets the server read and answer. Fails if it has nothing to say after very many turns of the event loop. */
  async function pass(turns: number): Promise<void> {
    assert.ok(turns < 100_000);
    await new Promise((resolve) => setImmediate(resolve));
  }

  beforeEach(async () => {
    [asked, answers, rests] = [[], [], 0];
    server = await startOwnServer({ workspace: makeMemoryWorkspace({}), domains }, VSCODE.capabilities);
    const text = `<domain><os firmware='efi'/></domain>`;
    await server.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'xml', version: 1, text },
    });
  });
  afterEach(() => {
    server.dispose();
    assert.deepEqual(server.logged, []);
  });

  it('are not asked if they are cancelled before their turn', async () => {
    const first = send('hover');
    await wait(1);
    const source = new CancellationTokenSource();
    const cancelled = Promise.allSettled(
      ['diagnostic', 'codeAction'].map((method) => send(method, source.token)),
    );
    const last = send('documentLink');
    source.cancel();
    // The server has read the cancellation when it answers this.
    await server.client.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///other' } });
    answers[0]?.();
    await first;
    for (const result of await cancelled)
      assert.equal(result.status === 'rejected' && (result.reason as { code: number }).code, -32800);
    await wait(2);
    answers[1]?.();
    await last;
    assert.deepEqual(asked, ['textDocument/hover', 'textDocument/documentLink']);
  });

  it('are answered after one that fails', async () => {
    const ask = domains.ask.bind(domains);
    domains.ask = () => Promise.reject(new Error('no thread'));
    await assert.rejects(send('hover'), { code: -32603 });
    domains.ask = ask;
    const answered = send('hover');
    await wait(1);
    answers[0]?.();
    assert.deepEqual(await answered, []);
    assert.match((server.logged as string[]).splice(0).join(), /no thread/);
  });

  it('that wait do not start the thread again after the document is closed', async () => {
    const requests = [send('hover'), send('documentLink')];
    await wait(1);
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await server.client.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///other' } });
    assert.equal(rests, 0);
    answers[0]?.();
    await wait(2);
    assert.equal(rests, 0);
    answers[1]?.();
    await Promise.all(requests);
    for (let turns = 0; getRests() === 0; turns++) await pass(turns);
  });
});
