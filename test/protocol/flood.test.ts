import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from './client';
import { BARE } from './kinds';

const URI = 'file:///somewhere/qemu/firmware/50-test.json';
const TEXT = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');

function frame(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('a client that sends without reading', () => {
  it('gets all answers when it finally reads', async function () {
    this.timeout(120_000);
    const server = spawn(process.execPath, [path.resolve('dist/server.js'), '--stdio']);
    const { stdin, stdout } = server;
    const textDocument = { uri: URI, languageId: 'qemu-firmware', version: 1, text: TEXT };
    stdin.write(frame({ id: 'first', method: 'initialize', params: { capabilities: {} } }));
    stdin.write(frame({ method: 'initialized', params: {} }));
    stdin.write(frame({ method: 'textDocument/didOpen', params: { textDocument } }));
    // More documents than may be open at once; their answers exceed what the server keeps.
    const COUNT = 12_000;
    const params = { textDocument: { uri: URI }, position: { line: 1, character: 8 } };
    for (let id = 0; id < COUNT; id++) stdin.write(frame({ id, method: 'textDocument/hover', params }));
    const answered = new Set<unknown>();
    let text = '';
    stdout.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (const [, id] of text.matchAll(/\{"jsonrpc":"2\.0","id":(\d+),/g)) answered.add(id);
      text = text.slice(text.lastIndexOf('Content-Length'));
    });
    while (answered.size < COUNT) await once(stdout, 'data');
    stdin.end(frame({ id: 'last', method: 'shutdown' }) + frame({ method: 'exit' }));
    const [code] = (await once(server, 'exit')) as [number | null];
    assert.equal(code, 0);
  });

  it('gets an answer to each request after sending thousands at once', async () => {
    const client = await Client.start(BARE);
    client.open(URI, TEXT);
    const params = { textDocument: { uri: URI }, position: { line: 1, character: 8 } };
    const answers = Array.from({ length: 5000 }, () => client.request('textDocument/hover', params));
    assert.equal(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal(await client.stop(), 0);
  });
});
