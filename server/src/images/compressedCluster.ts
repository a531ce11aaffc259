import type { ByteRange } from '../text/byteRange';
import type { ImageReader } from './imageReader';
import type { Inflate } from './inflate';

/** A cluster of a qcow2 file that is compressed with raw deflate. It is read and unpacked from its start, as far as required. */
export class CompressedCluster {
  private readonly bytes: Uint8Array;
  private unpacked = 0;
  /** Compressed bytes that were read. */
  private taken = 0;
  private isDamaged = false;
  private stream?: Inflate;

  /** @param range where the compressed bytes lie @param size of the cluster, unpacked */
  constructor(
    private readonly file: ImageReader,
    private readonly range: ByteRange,
    size: number,
  ) {
    this.bytes = new Uint8Array(size);
  }

  /** Returns the bytes from `start` to `end`; fewer if the data is damaged or cannot be read. Must not be called again before it has returned. */
  async read(start: number, end: number): Promise<Uint8Array> {
    while (this.unpacked < end && !this.isDamaged && this.taken < this.range.length) {
      const count = Math.min(STEP, this.range.length - this.taken);
      const data = await this.file.read(this.range.offset + this.taken, count);
      if (data.length === 0) break;
      this.taken += data.length;
      this.stream ??= await this.open();
      try {
        this.stream.push(data);
      } catch {
        this.isDamaged = true;
      }
    }
    return this.bytes.subarray(start, Math.max(start, Math.min(end, this.unpacked)));
  }

  private async open(): Promise<Inflate> {
    const { Inflate } = await import('./inflate');
    return new Inflate((chunk) => {
      this.bytes.set(chunk.subarray(0, this.bytes.length - this.unpacked), this.unpacked);
      this.unpacked = Math.min(this.bytes.length, this.unpacked + chunk.length);
    });
  }
}

/** Bytes that the decompressor gets at once: they can grow a thousandfold, and work beyond the requested ones is wasted. */
const STEP = 2048;
