/** A reader and a writer of messages for a pair of streams, which keep a bounded number of bytes regardless of the client. */
import { AbstractMessageReader, AbstractMessageWriter } from 'vscode-languageserver';
import type { DataCallback, Disposable, Message, MessageWriter } from 'vscode-languageserver';
import { Frames } from './frames';
import type { SuspendReason, PausingReader } from './host';

/** The number of bytes that may wait until the client reads them; beyond that, the server stops reading from it. */
const MAX_UNREAD = 4 * 1024 * 1024;

export class StreamReader extends AbstractMessageReader implements PausingReader {
  private readonly reasons = new Set<SuspendReason>();

  constructor(private readonly stream: NodeJS.ReadableStream) {
    super();
  }

  /** Continues reading when no reason to wait is left. */
  suspend(reason: SuspendReason, isSuspended: boolean): void {
    if (isSuspended) this.reasons.add(reason);
    else this.reasons.delete(reason);
    if (this.reasons.size > 0) this.stream.pause();
    else this.stream.resume();
  }

  listen(callback: DataCallback): Disposable {
    const frames = new Frames();
    const read = (chunk: Buffer): void => {
      try {
        for (const body of frames.add(chunk)) this.pass(body, callback);
      } catch (error) {
        this.stream.removeListener('data', read);
        this.fireError(error);
      }
    };
    this.stream.on('data', read);
    this.stream.on('error', (error) => {
      this.fireError(error);
    });
    this.stream.on('close', () => {
      this.fireClose();
    });
    return { dispose: () => this.stream.removeListener('data', read) };
  }

  /** A body that is not JSON affects only one message, like one that the connection does not accept. */
  private pass(body: Buffer, callback: DataCallback): void {
    try {
      callback(JSON.parse(body.toString()) as Message);
    } catch (error) {
      this.fireError(error);
    }
  }
}

export class StreamWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(
    private readonly stream: NodeJS.WritableStream & { readonly writableLength: number },
    private readonly reader: PausingReader,
  ) {
    super();
    stream.on('error', (error) => {
      this.fireError(error);
    });
    stream.on('close', () => {
      this.fireClose();
    });
    stream.on('drain', () => {
      reader.suspend?.('unread', false);
    });
  }

  async write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const framed = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const written = new Promise<void>((resolve, reject) => {
      this.stream.write(framed, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    if (this.stream.writableLength > MAX_UNREAD) this.reader.suspend?.('unread', true);
    return written;
  }

  end(): void {
    this.stream.end();
  }
}
