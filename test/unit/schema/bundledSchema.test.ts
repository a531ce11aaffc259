import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from '../../../server/src/qapi/buildSchema';
import type { Definition, Schema } from '../../../server/src/qapi/schema';
import { limitToVersion, compareVersions } from '../../../server/src/qapi/version';
import { branchSince, newEdition, oldEdition, since } from './facts';
import type { Facts } from './facts';
import { listEntries } from '../../../server/src/qapi/lookup';
import { shapeOf } from './shapes';

const editions: readonly (readonly [file: string, facts: Facts, versions: readonly string[]])[] = [
  ['firmware-9.0.qapi', oldEdition, ['3.0', '5.0', '6.2', '7.0', '7.2', '9.0']],
  ['firmware.qapi', newEdition, ['9.1', '10.0', '10.1', '11.0']],
];

function read(file: string): Schema {
  return buildSchema(file, (name) => readFileSync(path.resolve('server/schema', name), 'utf8'));
}

for (const [file, facts, versions] of editions) {
  describe(`the bundled schema ${file}`, () => {
    const schema = read(file);
    const definitions = [...schema.definitions.values()];

    it('is read without a problem', () => {
      assert.deepEqual(schema.problems, []);
      assert.deepEqual(schema.missing, []);
    });

    it('has the definitions, parts and order of QEMU', () => {
      const shapes = Object.fromEntries(
        definitions.map((definition) => [definition.name, shapeOf(definition)]),
      );
      assert.deepEqual(shapes, facts);
    });

    it('says of each definition and part with which release it came', () => {
      for (const definition of definitions) {
        const first = definition.name === 'BlockdevDriver' ? '2.9' : '3.0';
        assert.equal(definition.since, since[definition.name] ?? first, definition.name);
        for (const entry of listEntries(definition)) {
          const place = `${definition.name}.${entry.name}`;
          assert.equal(entry.since, since[place], place);
        }
      }
    });

    for (const version of versions) {
      it(`has at ${version} what QEMU had then`, () => {
        const filtered = [...limitToVersion(schema, version).definitions.values()];
        const late = new Set(laterThan(version));
        const expected = definitions.flatMap(placesIn).filter((place) => !isOrBelongsTo(late, place));
        assert.deepEqual(filtered.flatMap(placesIn), expected);
      });
    }

    documented(schema, definitions);
  });
}

/** Checks that the documentation in hovers is complete, has the style of QEMU 10.2 and refers only to existing names. */
function documented(schema: Schema, definitions: readonly Definition[]): void {
  it('documents every definition', () => {
    for (const { name, doc } of definitions) {
      const summary = doc?.sections.find(({ kind }) => kind === 'plain');
      assert.match(summary?.text ?? '', /^[A-Z][^.]*\.(\s|$)/, name);
    }
  });

  it('documents every member and value, and nothing else', () => {
    for (const definition of definitions) {
      // A branch of a union is documented by its type.
      const entries = definition.kind === 'union' ? definition.baseMembers : listEntries(definition);
      for (const { name, doc } of entries)
        assert.match(doc ?? '', /^\w[^]*\.( {2}|\n +)?(\(since [\d.]+\))?$/, `${definition.name}.${name}`);
      const described = definition.doc?.sections.filter(({ kind }) => kind === 'member') ?? [];
      assert.deepEqual(
        described.map(({ name }) => name),
        entries.map(({ name }) => name),
      );
    }
  });

  it('refers by `Name` and @name only to what there is', () => {
    const types = new Set(definitions.map(({ name }) => name));
    const parts = new Set(definitions.flatMap(listEntries).map(({ name }) => name));
    for (const { name, doc } of definitions) {
      for (const { text } of doc?.sections ?? []) {
        for (const [, type = ''] of text.matchAll(/(?<!`)`(\w+)`(?!`)/g))
          assert.ok(types.has(type), `${name}: ${type}`);
        for (const [, part = ''] of text.matchAll(/@([\w-]+)/g))
          assert.ok(parts.has(part), `${name}: ${part}`);
      }
    }
  });

  it('keeps to 70 columns, with two spaces between sentences', () => {
    for (const [file, { text }] of schema.modules) {
      for (const [index, line] of text.split('\n').entries()) {
        assert.ok(line.length <= 70, `${file}:${index + 1} has ${line.length} columns`);
        assert.doesNotMatch(line, /^#.*[.!?] [A-Z\d(]/, `${file}:${index + 1}`);
      }
    }
  });
}

function placesIn(definition: Definition): string[] {
  return [definition.name, ...listEntries(definition).map(({ name }) => `${definition.name}.${name}`)];
}

function laterThan(version: string): string[] {
  return Object.entries({ ...since, ...branchSince })
    .filter(([, first]) => compareVersions(first, version) > 0)
    .map(([place]) => place);
}

function isOrBelongsTo(places: ReadonlySet<string>, place: string): boolean {
  return places.has(place) || places.has(place.split('.')[0] ?? '');
}
