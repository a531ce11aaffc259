/**
 * Returns items in a reproducible random order.
 * @template T
 * @param {readonly T[]} items
 * @param {number} seed a whole number
 * @returns {T[]} the same items in an order that depends only on their number and the seed
 */
export function shuffle(items, seed) {
  const next = numbersFrom(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/** Numbers from 0 up to 1: a counter, mixed by the last steps of MurmurHash3. */
function numbersFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
