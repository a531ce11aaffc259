import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/**
 * Returns the stream that a command prints to. For files and devices, Node's own stream treats a partial write to a full disk as
 * complete: the report would be cut off without an error.
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

/** Makes a stream that writes everything, or fails with the system's reason. @param write as Node's `writeSync` */
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

/** Describes the error of an output; undefined if the reader closed it early (head, a closed pager). */
export function findOutputProblem(error: unknown): NodeJS.ErrnoException | undefined {
  return isSystemError(error) && error.syscall === 'write' && error.code !== 'EPIPE' ? error : undefined;
}

/** Returns whether this is an error of the system and not a bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
