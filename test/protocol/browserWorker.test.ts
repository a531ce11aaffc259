import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly serverInfo?: { readonly name: string } };
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] };
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
    ...{ atob, console, setTimeout, clearTimeout, TextDecoder, TextEncoder, URL, performance },
  };
  worker.self = worker;
  const context = createContext(worker);
  for (const file of files) runInContext(readFileSync(file, 'utf8'), context, { filename: file });
  return (message) => worker.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
}

describe('the server in a worker of a browser', () => {
  for (const [how, files] of [
    ['from the files of the extension', ['dist/shared.js', 'dist/server.js']],
    ['from the one file for other hosts', ['dist/server.web.js']],
  ] as const)
    it(`reports the findings of a descriptor: ${how}`, async () => {
      const uri = 'file:///50-x.json';
      const found = new Promise<Message>((resolve) => {
        const post = startWorker(files, (message) => {
          if (message.id === 1) {
            assert.equal(message.result?.serverInfo?.name, 'qemu-firmware');
            post({ method: 'initialized', params: {} });
            post({
              method: 'textDocument/didOpen',
              params: { textDocument: { uri, languageId: 'qemu-firmware', version: 1, text: '{}' } },
            });
          } else if (message.method === 'textDocument/publishDiagnostics') resolve(message);
        });
        // The host is loaded late.
        setImmediate(() => {
          post({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
        });
      });
      const { params } = await found;
      assert.equal(params?.uri, uri);
      assert.ok(params.diagnostics?.some(({ code }) => code === 'missing-member'));
    });
});
