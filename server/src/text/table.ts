/**
 * What a table that is written as an object says of a name that comes from a file; undefined where it says nothing. `table[name]` would
 * find what every object inherits: `constructor`, `toString`.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
