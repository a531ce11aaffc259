/** Reduces the colours of pictures, so screenshots are small enough to ship. */
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** The number of colours in a picture. */
const COLORS = 20;

/**
 * Returns a screenshot with a palette of its most frequent colours.
 * @param {Buffer} png as browsers write it: 8 bits each for red, green, blue and perhaps alpha, not interlaced
 * @returns {Buffer}
 */
export function reduceColors(png) {
  const { width, height, pixels, step } = readPng(png);
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += step) {
    const color = pixels.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const palette = choosePalette(counts);
  const places = new Map([...counts.keys()].map((color) => [color, findNearest(palette, color).place]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0, y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += step)
      rows[y * (width + 1) + x + 1] = places.get(pixels.readUIntBE(at, 3));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const parts = (color) => [color >> 16, (color >> 8) & 255, color & 255];

/**
 * Chooses the colours whose absence would be most visible, one after the other: those far from the colours chosen before, weighted by
 * their frequency. So a thin line in a colour of its own keeps it.
 */
function choosePalette(counts) {
  const colors = [...counts].map(([color, count]) => ({ color, weight: Math.sqrt(count), distance: 1e5 }));
  const palette = [];
  while (palette.length < Math.min(COLORS, colors.length)) {
    const missed = colors.reduce((a, b) => (b.weight * b.distance > a.weight * a.distance ? b : a));
    palette.push(missed.color);
    for (const each of colors)
      each.distance = Math.min(each.distance, findNearest([missed.color], each.color).distance);
  }
  return palette;
}

function findNearest(palette, color) {
  const [red, green, blue] = parts(color);
  let found = { place: 0, distance: Infinity };
  palette.forEach((other, place) => {
    const [r, g, b] = parts(other);
    const distance = (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
    if (distance < found.distance) found = { place, distance };
  });
  return found;
}

/** Returns the pixels of a picture, row by row. [PNG, 9 "Filtering"] */
function readPng(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, kind, , , interlaced] = png.subarray(24, 29);
  const step = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || step === undefined || interlaced !== 0) throw new Error('not the PNG of a browser');
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const lines = inflateSync(Buffer.concat(data));
  const stride = width * step;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < step ? 0 : pixels[at - step];
      const above = y === 0 ? 0 : pixels[at - stride];
      const corner = x < step || y === 0 ? 0 : pixels[at - stride - step];
      pixels[at] = lines[at + y + 1] + predict(filter, left, above, corner);
    }
  }
  return { width, height, pixels, step };
}

function predict(filter, left, above, corner) {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(
    Math.abs,
  );
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Returns a part of the file, with its checksum. [PNG, 5.3 "Chunk layout"] */
function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, sum]);
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
