/** The longest header that is read, in bytes: LSP has two fields of about 60 bytes. */
const MAX_HEADER = 4096;
/** The longest message that is read, in bytes: editors synchronise no texts of even half this size. */
export const MAX_BODY = 128 * 1024 * 1024;

const END_OF_HEADER = '\r\n\r\n';

/**
 * Finds the messages in the bytes of a stream. The memory for an incomplete message is bounded, regardless of its header. [LSP, Base Protocol]
 */
export class Frames {
  private header: Buffer = Buffer.alloc(0);
  private body: Buffer[] = [];
  /** Missing bytes of the body; undefined in a header. */
  private missing: number | undefined;

  /** Returns the bodies that `chunk` completes. Throws an Error with a reason if no further messages can be found. */
  *add(chunk: Buffer): Generator<Buffer> {
    for (let rest = chunk; rest.length > 0;) {
      if (this.missing === undefined) {
        rest = this.readHeader(rest);
      } else {
        const part = rest.subarray(0, this.missing);
        this.body.push(part);
        this.missing -= part.length;
        rest = rest.subarray(part.length);
      }
      if (this.missing === 0) yield this.takeBody();
    }
  }

  private takeBody(): Buffer {
    const [first] = this.body;
    const body = first && this.body.length === 1 ? first : Buffer.concat(this.body);
    this.body = [];
    this.missing = undefined;
    return body;
  }

  /** Returns what follows the header. */
  private readHeader(chunk: Buffer): Buffer {
    const known = this.header.length;
    const part = chunk.subarray(0, MAX_HEADER + END_OF_HEADER.length - known);
    const header = known === 0 ? part : Buffer.concat([this.header, part]);
    const end = header.indexOf(END_OF_HEADER);
    const text = header.toString('latin1', 0, end < 0 ? header.length : end);
    if (/(?:^|[^\r])\n/.test(text)) throw new Error('A header line ends without a carriage return.');
    if (end > MAX_HEADER || (end < 0 && header.length > MAX_HEADER))
      throw new Error(`A header is longer than ${MAX_HEADER} bytes.`);
    this.header = end < 0 ? header : Buffer.alloc(0);
    if (end < 0) return Buffer.alloc(0);
    this.missing = readLength(text);
    return chunk.subarray(end + END_OF_HEADER.length - known);
  }
}

function readLength(header: string): number {
  const usual = /^Content-Length: (\d{1,7})$/.exec(header)?.[1];
  if (usual !== undefined) return Number(usual);
  const lengths = header.split('\r\n').flatMap((line) => {
    const [, name, value = ''] = /^([^:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined) throw new Error('A header line has no colon.');
    return name.toLowerCase() === 'content-length' ? [value] : [];
  });
  const [length, ...others] = new Set(lengths);
  if (length === undefined) throw new Error('A header has no Content-Length.');
  if (!/^\d+$/.test(length) || others.length > 0) throw new Error('A Content-Length is invalid.');
  if (Number(length) > MAX_BODY) throw new Error(`A message is longer than ${MAX_BODY} bytes.`);
  return Number(length);
}
