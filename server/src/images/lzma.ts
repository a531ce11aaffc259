import { UNPACKED_COST, type Budget } from './budget';

/**
 * Decodes LZMA in its oldest container (“.lzma”: properties, dictionary size u32, size u64, data), which firmware volumes use.
 * Node has no LZMA, and packages that do either have native code, which cannot be bundled, or unpack without a limit.
 * Source: Igor Pavlov's LZMA specification (public domain).
 */
export class LzmaDecoder {
  /** The number of bytes of output so far. */
  position = 0;
  state: 'more' | 'done' | 'broken' = 'more';

  private buffer: Uint8Array;
  private readonly range: RangeDecoder;
  private readonly literalContextBits: number;
  private readonly literalPositionMask: number;
  private readonly positionMask: number;
  /** The kinds of the last symbols, 0 to 11: up to 6 the last was a literal. */
  private history = 0;
  /** The last four distances minus one, the newest first. */
  private readonly distances = new Int32Array(4);

  /** Creates a decoder for `bytes`; undefined if they have no LZMA header, or one that promises more than `budget` pays for. */
  static open(bytes: Uint8Array, budget: Budget): LzmaDecoder | undefined {
    if (bytes.length < HEADER_LENGTH + 5) return undefined;
    const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_LENGTH);
    const properties = header.getUint8(0);
    const size = header.getBigUint64(5, true);
    const known = size !== UNKNOWN_SIZE;
    if (properties >= 9 * 5 * 5) return undefined;
    const literalBits = (properties % 9) + (Math.floor(properties / 9) % 5);
    const probabilities = LITERAL + (1 << literalBits) * LITERAL_CODER;
    const promised = known ? Number(size) * UNPACKED_COST : 0;
    const isPaid = budget.take(FIRST_BUFFER + probabilities * Uint16Array.BYTES_PER_ELEMENT);
    if (!isPaid || !budget.has(promised)) return undefined;
    return new LzmaDecoder(
      bytes,
      properties,
      new Uint16Array(probabilities).fill(EVEN),
      known ? Number(size) : undefined,
      budget,
    );
  }

  private constructor(
    bytes: Uint8Array,
    properties: number,
    private readonly probabilities: Uint16Array,
    private readonly size: number | undefined,
    private readonly budget: Budget,
  ) {
    this.literalContextBits = properties % 9;
    const rest = Math.floor(properties / 9);
    this.literalPositionMask = (1 << (rest % 5)) - 1;
    this.positionMask = (1 << Math.floor(rest / 5)) - 1;
    this.buffer = new Uint8Array(Math.min(size ?? FIRST_BUFFER, FIRST_BUFFER));
    this.range = new RangeDecoder(bytes, HEADER_LENGTH);
    if (size === 0) this.state = 'done';
  }

  /** The bytes so far. */
  get output(): Uint8Array {
    return this.buffer.subarray(0, this.position);
  }

  /** Continues for about `count` bytes of output. Never throws: invalid LZMA, or more than the budget pays for, ends as `broken`. */
  run(count: number): void {
    const until = this.position + count;
    while (this.state === 'more' && this.position < until)
      this.runPaid(Math.min(until, this.position + PORTION));
  }

  private runPaid(until: number): void {
    const from = this.position;
    let symbols = 0;
    for (; this.state === 'more' && this.position < until; symbols++) {
      if (!this.symbol()) this.state = 'broken';
      else if (this.range.exhausted) this.state = 'broken';
      else if (this.position === this.size) this.state = 'done';
    }
    const cost = (this.position - from) * UNPACKED_COST + symbols * SYMBOL_COST;
    if (!this.budget.take(cost)) this.state = 'broken';
  }

  /** Decodes a literal, a match or the end mark; returns false if the bytes are invalid. */
  private symbol(): boolean {
    const { range, probabilities, history } = this;
    const positionState = this.position & this.positionMask;
    if (range.bit(probabilities, IS_MATCH + (history << 4) + positionState) === 0) return this.literal();
    if (range.bit(probabilities, IS_REPEAT + history) === 0) return this.match(positionState);
    return this.repeat(positionState);
  }

  private literal(): boolean {
    const { range, probabilities, buffer, position } = this;
    const before = position > 0 ? (buffer[position - 1] ?? 0) : 0;
    const context =
      ((position & this.literalPositionMask) << this.literalContextBits) +
      (before >> (8 - this.literalContextBits));
    const coder = LITERAL + context * LITERAL_CODER;
    let symbol = 1;
    if (this.history >= 7) {
      let expected = buffer[position - 1 - (this.distances[0] ?? 0)] ?? 0;
      while (symbol < 0x100) {
        const expectedBit = (expected >> 7) & 1;
        expected <<= 1;
        const bit = range.bit(probabilities, coder + ((1 + expectedBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expectedBit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(probabilities, coder + symbol);
    if (!this.reserve(1)) return false;
    this.buffer[this.position++] = symbol;
    this.history = this.history < 4 ? 0 : this.history < 10 ? this.history - 3 : this.history - 6;
    return true;
  }

  private match(positionState: number): boolean {
    const { distances } = this;
    const length = this.length(MATCH_LENGTH, positionState);
    const distance = this.distance(length);
    if (distance === END_MARK) {
      this.state = 'done';
      return this.size === undefined;
    }
    distances.copyWithin(1, 0, 3);
    distances[0] = distance;
    this.history = this.history < 7 ? 7 : 10;
    return this.copy(length);
  }

  private repeat(positionState: number): boolean {
    const { range, probabilities, distances, history } = this;
    if (range.bit(probabilities, IS_REPEAT_0 + history) === 0) {
      if (range.bit(probabilities, IS_REPEAT_0_LONG + (history << 4) + positionState) === 0) {
        this.history = history < 7 ? 9 : 11;
        return this.copy(1);
      }
    } else {
      let which = 1;
      if (range.bit(probabilities, IS_REPEAT_1 + history) === 1)
        which = 2 + range.bit(probabilities, IS_REPEAT_2 + history);
      const distance = distances[which] ?? 0;
      distances.copyWithin(1, 0, which);
      distances[0] = distance;
    }
    const length = this.length(REPEAT_LENGTH, positionState);
    this.history = history < 7 ? 8 : 11;
    return this.copy(length);
  }

  /** The length of a match, 2 to 273. */
  private length(coder: number, positionState: number): number {
    const { range, probabilities } = this;
    if (range.bit(probabilities, coder) === 0)
      return 2 + range.tree(probabilities, coder + 2 + (positionState << 3), 3);
    if (range.bit(probabilities, coder + 1) === 0)
      return 10 + range.tree(probabilities, coder + 130 + (positionState << 3), 3);
    return 18 + range.tree(probabilities, coder + 258, 8);
  }

  /** Returns the distance of a match minus one; `END_MARK` if there is none. */
  private distance(length: number): number {
    const { range, probabilities } = this;
    const slot = range.tree(probabilities, DISTANCE_SLOT + (Math.min(length - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const distance = (2 | (slot & 1)) << bits;
    if (slot < 14) return distance + range.reverseTree(probabilities, DISTANCE + distance - slot, bits);
    return (
      (distance + (range.direct(bits - 4) << 4) + range.reverseTree(probabilities, DISTANCE_ALIGN, 4)) | 0
    );
  }

  /** Repeats the bytes at the newest distance. */
  private copy(length: number): boolean {
    const distance = (this.distances[0] ?? 0) + 1;
    if (distance <= 0 || distance > this.position || !this.reserve(length)) return false;
    const { buffer } = this;
    let to = this.position;
    // Not copyWithin: the piece may overlap its own output, which repeats it.
    for (const end = to + length; to < end; to++) buffer[to] = buffer[to - distance] ?? 0;
    this.position = to;
    return true;
  }

  /** Makes room for `count` more bytes; returns false if they exceed a limit. Room grows with use, so a promised size costs nothing. */
  private reserve(count: number): boolean {
    const needed = this.position + count;
    if (needed <= this.buffer.length) return true;
    if (this.size !== undefined && needed > this.size) return false;
    const larger = new Uint8Array(Math.min(this.size ?? Infinity, this.buffer.length * 2 + count));
    larger.set(this.buffer);
    this.buffer = larger;
    return true;
  }
}

const HEADER_LENGTH = 13;
const UNKNOWN_SIZE = 0xffff_ffff_ffff_ffffn;
const FIRST_BUFFER = 1 << 16;
/** Bytes of output after which the budget is checked. */
const PORTION = 4096;
/** Each literal and each match takes a number of steps of the arithmetic decoder. */
const SYMBOL_COST = 8;
const END_MARK = -1;
/** Of 2048: as likely 0 as 1. */
const EVEN = 1024;

// The start of each group of probabilities. A group for each history has room for 16 position states.
const IS_MATCH = 0;
const IS_REPEAT = IS_MATCH + 12 * 16;
const IS_REPEAT_0 = IS_REPEAT + 12;
const IS_REPEAT_1 = IS_REPEAT_0 + 12;
const IS_REPEAT_2 = IS_REPEAT_1 + 12;
const IS_REPEAT_0_LONG = IS_REPEAT_2 + 12;
const DISTANCE_SLOT = IS_REPEAT_0_LONG + 12 * 16;
const DISTANCE = DISTANCE_SLOT + 4 * 64;
const DISTANCE_ALIGN = DISTANCE + 115;
const MATCH_LENGTH = DISTANCE_ALIGN + 16;
const REPEAT_LENGTH = MATCH_LENGTH + 514;
const LITERAL = REPEAT_LENGTH + 514;
const LITERAL_CODER = 0x300;

/** The arithmetic decoder. Both registers are unsigned 32 bits, kept as signed ones, which V8 need not box. */
class RangeDecoder {
  private range = -1;
  private code = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {
    this.at++;
    for (let index = 0; index < 4; index++) this.code = (this.code << 8) | (bytes[this.at++] ?? 0);
  }

  /** Whether it had to read beyond the end of the bytes. */
  get exhausted(): boolean {
    return this.at > this.bytes.length;
  }

  bit(probabilities: Uint16Array, index: number): 0 | 1 {
    const probability = probabilities[index] ?? 0;
    const bound = Math.imul(this.range >>> 11, probability);
    if (this.code >>> 0 < bound >>> 0) {
      this.range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      this.normalize();
      return 0;
    }
    this.range = (this.range - bound) | 0;
    this.code = (this.code - bound) | 0;
    probabilities[index] = probability - (probability >> 5);
    this.normalize();
    return 1;
  }

  /** A number of `bits` bits, the highest first. */
  tree(probabilities: Uint16Array, base: number, bits: number): number {
    let node = 1;
    for (let bit = 0; bit < bits; bit++) node = (node << 1) | this.bit(probabilities, base + node);
    return node - (1 << bits);
  }

  /** A number of `bits` bits, the lowest first. */
  reverseTree(probabilities: Uint16Array, base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.bit(probabilities, base + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  /** A number of `bits` bits that are 0 as often as 1. */
  direct(bits: number): number {
    let value = 0;
    for (let index = 0; index < bits; index++) {
      this.range >>>= 1;
      const bit = this.code >>> 0 >= this.range ? 1 : 0;
      if (bit === 1) this.code = (this.code - this.range) | 0;
      this.normalize();
      value = (value << 1) | bit;
    }
    return value;
  }

  private normalize(): void {
    if (this.range >>> 24 !== 0) return;
    this.range <<= 8;
    this.code = (this.code << 8) | (this.bytes[this.at++] ?? 0);
  }
}
