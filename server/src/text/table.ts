/**
 * Looks up a name from a file in a table that is an object literal; undefined if the table lacks it. `table[name]` would also find inherited
 * members such as `constructor` and `toString`.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
