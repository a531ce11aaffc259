export type Random = (below: number) => number;

/** Returns one of several values; duplicates make a value more likely. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('no values to choose from');
  return value;
}
