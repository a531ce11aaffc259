/** What one read asks for at least, in bytes. */
const STEP = 4096;

/**
 * Takes up a file in parts, and no more than one byte beyond a limit, whatever size the file is said to have: those in /proc are said to be
 * empty, and others grow while they are read.
 */
export class LimitedBytes {
  private content: Uint8Array;
  private length = 0;

  /** @param expected how many bytes are likely to come; both in bytes */
  constructor(
    private readonly limit: number,
    expected = 0,
  ) {
    // With a byte to spare, the read that fills it need not be repeated to see the end.
    this.content = new Uint8Array(Math.min(limit, Math.max(expected, STEP)) + 1);
  }

  /** Where the next bytes belong; empty when there are too many already. */
  get room(): Uint8Array {
    if (this.length === this.content.length && !this.isOver) this.grow();
    return this.content.subarray(this.length);
  }

  /** To be called when `count` bytes were written to the start of `room`. */
  wrote(count: number): void {
    this.length += count;
  }

  /** Copies as much of `bytes` as there is room for. */
  add(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length && !this.isOver;) {
      const { room } = this;
      const part = bytes.subarray(done, done + room.length);
      room.set(part);
      this.wrote(part.length);
      done += part.length;
    }
  }

  /** Whether there was more than the limit allows. */
  get isOver(): boolean {
    return this.length > this.limit;
  }

  get bytes(): Uint8Array {
    return this.content.subarray(0, this.length);
  }

  private grow(): void {
    const grown = new Uint8Array(Math.min(this.limit + 1, 2 * this.content.length));
    grown.set(this.content);
    this.content = grown;
  }
}
