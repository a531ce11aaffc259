/** The size of the first read if the size of the file is unknown, in bytes. */
const STEP = 4096;

/**
 * Collects a file in parts, at most one byte beyond a limit. The size that a file reports is not trusted: files in /proc report 0, and
 * others grow while they are read.
 */
export class LimitedBytes {
  private content: Uint8Array;
  private length = 0;

  /**
   * @param expected the likely size, or 0; both in bytes
   * @param scratch used for the content if that is likely to fit
   */
  constructor(
    private readonly limit: number,
    expected = 0,
    scratch?: Uint8Array,
  ) {
    // The spare byte shows the end of the file without another read.
    const size = Math.min(limit, expected === 0 ? STEP : expected) + 1;
    this.content = scratch && scratch.length >= size ? scratch.subarray(0, size) : new Uint8Array(size);
  }

  /** The place for the next bytes; empty if the limit is already exceeded. */
  get room(): Uint8Array {
    if (this.length === this.content.length && !this.isOver) this.grow();
    return this.content.subarray(this.length);
  }

  /** Records that `count` bytes were written to the start of `room`. */
  advance(count: number): void {
    this.length += count;
  }

  /** Copies as much of `bytes` as fits. */
  add(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length && !this.isOver;) {
      const { room } = this;
      const part = bytes.subarray(done, done + room.length);
      room.set(part);
      this.advance(part.length);
      done += part.length;
    }
  }

  /** Whether the content exceeds the limit. */
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
