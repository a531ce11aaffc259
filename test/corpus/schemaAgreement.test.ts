import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from '../../server/src/qapi/buildSchema';
import type { Schema } from '../../server/src/qapi/schema';
import { limitToVersion, compareVersions } from '../../server/src/qapi/version';
import { reachableFrom, shapeOf } from '../unit/schema/shapes';

/**
 * Compares the bundled schema with QEMU's own docs/interop/firmware.json: the one that the environment variable QEMU_FIRMWARE_SCHEMA names
 * (with the release from the VERSION file of its tree), else those of the corpus.
 */
describe("the bundled schema, compared with QEMU's own,", () => {
  const chosen = process.env.QEMU_FIRMWARE_SCHEMA;
  const cases = chosen
    ? [{ file: path.resolve(chosen), version: releaseOf(chosen) }]
    : ['7.2', '10.2.2', '11.0'].map((version) => ({ file: inCorpus(`qemu-${version}`), version }));

  for (const { file, version } of cases) {
    it(`has the same names, types, optional members, values and order as ${version}`, function () {
      if (!existsSync(file)) {
        console.log(
          `      skipped: ${file} does not exist; set QEMU_FIRMWARE_CORPUS or QEMU_FIRMWARE_SCHEMA`,
        );
        this.skip();
      }
      const theirs = buildSchema(file, readIfThere);
      const ours = limitToVersion(bundled(version), version);
      assert.deepEqual(shapes(ours), shapes(theirs));
    });
  }
});

function shapes(schema: Schema): Record<string, string[]> {
  const reachable = reachableFrom(schema, 'Firmware');
  const used = [...schema.definitions.values()].filter(({ name }) => reachable.has(name));
  return Object.fromEntries(used.map((definition) => [definition.name, shapeOf(definition)]));
}

function bundled(version: string): Schema {
  const edition = compareVersions(version, '9.1') < 0 ? 'firmware-9.0.qapi' : 'firmware.qapi';
  return buildSchema(edition, (name) => readFileSync(path.resolve('server/schema', name), 'utf8'));
}

function inCorpus(tree: string): string {
  const corpus = process.env.QEMU_FIRMWARE_CORPUS ?? '../shared/corpus';
  return path.resolve(corpus, 'qapi/schemas', tree, 'docs/interop/firmware.json');
}

/** Returns the release of the QEMU tree that contains a schema. */
function releaseOf(file: string): string {
  const version = readIfThere(path.resolve(path.dirname(file), '../../VERSION'))?.trim();
  assert.ok(version, `${file} is not part of a QEMU tree: VERSION is missing two folders up.`);
  return version;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
