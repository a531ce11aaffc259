import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

/** The schema of a setting in package.json, in any group. */
export function readSetting(name: string): unknown {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const found = contributes.configuration.flatMap(({ properties }) => properties[name] ?? []);
  assert.equal(found.length, 1, name);
  return found[0];
}
