import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import type { Message } from 'vscode-languageserver';
import { StreamReader, StreamWriter } from '../../../server/src/lsp/protocol/streams';

const MEBIBYTE = 1024 * 1024;
const make = (members: object): Message => ({ jsonrpc: '2.0', ...members });
const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** A client that reads nothing until it is told to. */
class LazyClient extends Writable {
  readonly taken: Buffer[] = [];
  private waiting: (() => void)[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken.push(chunk);
    this.waiting.push(done);
  }
  read(): void {
    const [done] = this.waiting.splice(0, 1);
    done?.();
  }
}

describe('the streams of a client', () => {
  it('are not read while the client leaves megabytes unread, and are read again afterwards', async () => {
    const input = new PassThrough();
    const output = new LazyClient();
    const reader = new StreamReader(input);
    const writer = new StreamWriter(output, reader);
    const received: Message[] = [];
    reader.listen((message) => received.push(message));
    const answer = make({ id: 1, result: 'x'.repeat(MEBIBYTE) });
    const written = [1, 2, 3].map(() => writer.write(answer));
    assert.ok(!input.isPaused());
    written.push(writer.write(answer));
    assert.ok(input.isPaused());
    reader.suspend('waiting', true);
    while (output.writableLength > 0) {
      output.read();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(written);
    assert.ok(input.isPaused());
    reader.suspend('waiting', false);
    assert.ok(!input.isPaused());
    input.end(frame('{"method":"m"}'));
    while (received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const body = JSON.stringify(answer);
    assert.equal(Buffer.concat(output.taken).toString(), frame(body).repeat(4));
  });

  it('continue after a body that is not JSON or that is not accepted, but not after a broken header', () => {
    const input = new PassThrough();
    const reader = new StreamReader(input);
    const errors: string[] = [];
    const received: Message[] = [];
    reader.onError(({ name }) => errors.push(name));
    reader.listen((message) => {
      if ((message as unknown) === null) throw new TypeError('no');
      received.push(message);
    });
    input.emit('data', Buffer.from(frame('{') + frame('null') + frame('{"a":1}')));
    assert.deepEqual([errors, received], [['SyntaxError', 'TypeError'], [{ a: 1 }]]);
    input.emit('data', Buffer.from(`no header\r\n${frame('{}')}`));
    input.emit('data', Buffer.from(frame('{}')));
    assert.deepEqual([errors, received.length], [['SyntaxError', 'TypeError', 'Error'], 1]);
  });

  it('reject a message that cannot be written, and report a broken stream', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('gone'));
      },
    });
    const writer = new StreamWriter(output, new StreamReader(new PassThrough()));
    const errors: string[] = [];
    writer.onError(([error]) => errors.push(error.message));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    await assert.rejects(writer.write(make({ result: circle })), TypeError);
    await assert.rejects(writer.write(make({ result: 1 })), /gone/);
    while (errors.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(errors, ['gone']);
  });
});
