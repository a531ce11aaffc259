/**
 * Encodes bytes as LZMA of literals only, so that tests have compressed data without another program. With `endMark` the size is left
 * open in the header, as xz does. Source: Igor Pavlov's LZMA specification.
 */
export function lzmaOf(bytes: Uint8Array, { endMark = false } = {}): Uint8Array {
  const encoder = new RangeEncoder();
  const isMatch = new Uint16Array(16).fill(EVEN);
  const literals = new Uint16Array(8 * LITERAL_CODER).fill(EVEN);
  bytes.forEach((byte, position) => {
    encoder.bit(isMatch, position & 3, 0);
    const coder = ((bytes[position - 1] ?? 0) >> 5) * LITERAL_CODER;
    encoder.tree(literals, coder, 8, byte);
  });
  if (endMark) encodeEnd(encoder, isMatch, bytes.length & 3);
  const size = endMark ? Array<number>(8).fill(0xff) : sizeOf(bytes.length);
  return Uint8Array.from([0x5d, 0, 0, 0x80, 0, ...size, ...encoder.finish()]);
}

const EVEN = 1024;
const LITERAL_CODER = 0x300;

/** A match of the shortest length with the greatest distance. */
function encodeEnd(encoder: RangeEncoder, isMatch: Uint16Array, positionState: number): void {
  encoder.bit(isMatch, positionState, 1);
  const fresh = (): Uint16Array => new Uint16Array(64).fill(EVEN);
  encoder.bit(fresh(), 0, 0);
  encoder.bit(fresh(), 0, 0);
  encoder.tree(fresh(), 0, 3, 0);
  encoder.tree(fresh(), 0, 6, 63);
  encoder.direct(26, 0x3ffffff);
  encoder.tree(fresh(), 0, 4, 15);
}

function sizeOf(length: number): number[] {
  return Array.from({ length: 8 }, (_, index) => Math.floor(length / 256 ** index) % 256);
}

class RangeEncoder {
  private low = 0;
  private range = 0xffffffff;
  private readonly bytes: number[] = [];

  bit(probabilities: Uint16Array, index: number, bit: number): void {
    const probability = probabilities[index] ?? 0;
    const bound = (this.range >>> 11) * probability;
    if (bit === 0) {
      this.range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.add(bound);
      this.range -= bound;
      probabilities[index] = probability - (probability >> 5);
    }
    this.normalize();
  }

  tree(probabilities: Uint16Array, base: number, bits: number, value: number): void {
    let node = 1;
    for (let index = bits - 1; index >= 0; index--) {
      const bit = (value >> index) & 1;
      this.bit(probabilities, base + node, bit);
      node = (node << 1) | bit;
    }
  }

  direct(bits: number, value: number): void {
    for (let index = bits - 1; index >= 0; index--) {
      this.range = Math.floor(this.range / 2);
      if ((value >> index) & 1) this.add(this.range);
      this.normalize();
    }
  }

  finish(): number[] {
    for (let index = 0; index < 5; index++) this.shift();
    // The first byte is always zero.
    return [0, ...this.bytes];
  }

  private add(count: number): void {
    this.low += count;
    if (this.low < 2 ** 32) return;
    this.low -= 2 ** 32;
    let at = this.bytes.length - 1;
    while (this.bytes[at] === 0xff) this.bytes[at--] = 0;
    this.bytes[at] = (this.bytes[at] ?? 0) + 1;
  }

  private normalize(): void {
    while (this.range < 2 ** 24) {
      this.range *= 256;
      this.shift();
    }
  }

  private shift(): void {
    this.bytes.push(Math.floor(this.low / 2 ** 24));
    this.low = (this.low % 2 ** 24) * 256;
  }
}
