import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Frames, MAX_BODY } from '../../../server/src/lsp/protocol/frames';

const frame = (body: string, fields = ''): string =>
  `Content-Length: ${Buffer.byteLength(body)}\r\n${fields}\r\n${body}`;
const readAll = (...chunks: readonly (string | Buffer)[]): string[] => {
  const frames = new Frames();
  return chunks.flatMap((chunk) => [...frames.add(Buffer.from(chunk as string))].map(String));
};

describe('the messages in a stream', () => {
  it('are found for any division of the stream', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.array(fc.nat(200), { maxLength: 20 }),
        (bodies, cuts) => {
          const bytes = Buffer.from(bodies.map((body) => frame(body)).join(''));
          const places = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
          const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          assert.deepEqual(readAll(...chunks), bodies);
        },
      ),
    );
  });

  it('may have other fields, and the length in any case', () => {
    const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n';
    assert.deepEqual(readAll(frame('{}', type) + frame('[]')), ['{}', '[]']);
    assert.deepEqual(readAll('content-length:2 \r\n\r\n{}'), ['{}']);
  });

  for (const [what, bytes, reason] of [
    ['a header without a length', 'A: 1\r\n\r\n', /no Content-Length/],
    ['a line without a colon', 'hello\r\n\r\n', /no colon/],
    ['a line that ends without a carriage return', 'Content-Length: 2\n\n{}', /without a carriage return/],
    ['a header that never ends', 'A'.repeat(5000), /longer than 4096 bytes/],
    ['a header that ends too late', `A: ${'a'.repeat(4096)}\r\n\r\n`, /longer than 4096 bytes/],
    ['a length that is too large', `Content-Length: ${MAX_BODY + 1}\r\n\r\n`, /longer than \d+ bytes/],
    ['a length beyond all numbers', `Content-Length: ${'9'.repeat(400)}\r\n\r\n`, /longer than \d+ bytes/],
    ...['-5', 'abc', '', '1e3', '0x10', '12abc', '1.5', ' '].map(
      (length) => [`the length “${length}”`, `Content-Length: ${length}\r\n\r\n`, /invalid/] as const,
    ),
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}', /invalid/],
  ] as const)
    it(`cannot be found after ${what}`, () => {
      assert.throws(() => readAll(frame('{}') + bytes), reason);
      // Sending byte by byte does not get further.
      assert.throws(() => readAll(...bytes.split(/(?=[^])/)), reason);
    });

  it('are limited in length, and no memory is reserved before the bytes arrive', () => {
    const frames = new Frames();
    const before = process.memoryUsage().arrayBuffers;
    assert.deepEqual([...frames.add(Buffer.from(`Content-Length: ${MAX_BODY}\r\n\r\nx`))], []);
    assert.ok(process.memoryUsage().arrayBuffers - before < MAX_BODY / 2);
  });
});
