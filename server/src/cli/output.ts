/** What texts are written to: standard output, standard error, or what a test has in their place. */
export interface Sink {
  write(text: string | Uint8Array, done: (error?: Error | null) => void): unknown;
}

/**
 * Writes a text and returns when the stream has passed it on: whoever waits keeps no more than one text in memory, however slowly it is
 * read. A reader that has seen enough (head, a closed pager) closes the pipe; what it does not want is dropped. Rejects with any other
 * error of the stream.
 */
export function write(sink: Sink, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.write(text, (error) => {
      if (error && !isReaderGone(error)) reject(error);
      else resolve();
    });
  });
}

/** Node reports the first write after the reader left as EPIPE, and those that follow as writes to a closed stream. */
function isReaderGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}
