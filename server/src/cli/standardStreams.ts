import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/**
 * The stream that a command prints to. Of a file and of a device, Node's own stream takes the part that the disk had room for as the
 * whole: a full disk would leave half a report, and nobody would be told.
 */
export function openStandardStream<
  Stream extends NodeJS.WritableStream & { readonly fd: number; isTTY?: boolean },
>(stream: Stream): Stream | Writable {
  return stream.isTTY !== true && isFile(stream.fd) ? makeWholeWriter(stream.fd) : stream;
}

function isFile(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}

/** A stream that writes all it is given, or fails with the system's reason. @param write as Node's `writeSync` */
export function makeWholeWriter(descriptor: number, write: typeof writeSync = writeSync): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        for (let written = 0; written < chunk.length;)
          written += write(descriptor, chunk, written, chunk.length - written);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** What is wrong with an output, as the system says it; undefined where a reader has seen enough (head, a closed pager). */
export function findOutputProblem(error: unknown): NodeJS.ErrnoException | undefined {
  return isSystemError(error) && error.syscall === 'write' && error.code !== 'EPIPE' ? error : undefined;
}

/** Whether the system has refused something, which is no bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
