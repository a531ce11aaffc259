/** A target for texts: standard output, standard error, or a replacement in a test. */
export interface Sink {
  write(text: string | Uint8Array, done: (error?: Error | null) => void): unknown;
}

/**
 * Writes a text and returns when the stream has passed it on: a caller that waits keeps at most one text in memory, even if the reader is
 * slow. If the reader closes the pipe early (head, a closed pager), the rest is dropped. Rejects with any other
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
