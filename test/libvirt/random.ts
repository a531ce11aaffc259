export type Random = (below: number) => number;

/** One of several, of which the first are more often meant than the others where they are given more than once. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
}
