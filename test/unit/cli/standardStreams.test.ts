import assert from 'node:assert/strict';
import { findOutputProblem, makeWholeWriter } from '../../../server/src/cli/standardStreams';
import { write } from '../../../server/src/cli/output';

const makeError = (code: string, syscall = 'write'): Error =>
  Object.assign(new Error(code), { code, syscall });

describe('a file that a command prints to', () => {
  it('receives all bytes, even if the system accepts only a few at a time', async () => {
    const taken: number[] = [];
    const stream = makeWholeWriter(7, ((descriptor: number, bytes: Buffer, offset: number) => {
      assert.equal(descriptor, 7);
      taken.push(bytes[offset] ?? -1);
      return 1;
    }) as typeof import('node:fs').writeSync);
    await write(stream, 'aé');
    await write(stream, new Uint8Array([0, 255]));
    assert.deepEqual(Buffer.from(taken), Buffer.from([0x61, 0xc3, 0xa9, 0, 255]));
  });

  it('reports an error if the disk becomes full', async () => {
    let calls = 0;
    const stream = makeWholeWriter(1, () => {
      if (++calls > 1) throw makeError('ENOSPC');
      return 1;
    });
    const told: unknown[] = [];
    stream.on('error', (error) => told.push(findOutputProblem(error)?.code));
    await assert.rejects(write(stream, 'abc'), { code: 'ENOSPC' });
    assert.deepEqual(told, ['ENOSPC']);
  });

  it('is distinguished from a reader that closed early, and from other failures', () => {
    assert.equal(findOutputProblem(makeError('EPIPE')), undefined);
    assert.equal(findOutputProblem(makeError('EACCES', 'open')), undefined);
    assert.equal(findOutputProblem(new Error('no')), undefined);
    assert.equal(findOutputProblem(makeError('EIO'))?.code, 'EIO');
  });
});
