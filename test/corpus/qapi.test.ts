import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from '../../server/src/qapi/buildSchema';
import { dumpSchema } from '../../server/src/qapi/dump';
import { docToMarkdown } from '../../server/src/qapi/markdown';
import type { Schema } from '../../server/src/qapi/schema';

const corpus = path.resolve(process.env.QEMU_FIRMWARE_CORPUS ?? '../shared/corpus', 'qapi');

interface Dump {
  readonly definitions: readonly { readonly name: string }[];
}

/** Compares how QEMU's schemas are read with how QEMU's own frontend reads them (recorded in the corpus). */
describe("QEMU's own schemas", () => {
  const references: readonly (readonly [reference: string, root: string, only?: string])[] = [
    ['ref-firmware.json', 'docs/interop/firmware.json'],
    ['ref-vhost-user.json', 'docs/interop/vhost-user.json'],
    ['ref-block-core.json', 'qapi/qapi-schema.json', 'block-core.json'],
  ];
  for (const [reference, root, only] of references) {
    it(`include ${only ?? root} of 10.2, which is read as QEMU reads it`, function () {
      skipWithoutCorpus(this);
      const rootDir = path.join(corpus, 'schemas/qemu-10.2.2');
      const schema = readSchema(path.join(rootDir, root));
      const dump = JSON.parse(
        JSON.stringify(dumpSchema(schema, { rootDir, ...(only !== undefined && { only }) })),
      ) as Dump;
      const expected = JSON.parse(readFileSync(path.join(corpus, reference), 'utf8')) as Dump;
      for (const [at, definition] of expected.definitions.entries())
        assert.deepEqual(dump.definitions[at], definition, definition.name);
      assert.deepEqual(dump, expected);
    });
  }

  const trees: readonly (readonly [tree: string, root: string, definitions: number])[] = [
    ['qemu-10.2.2', 'qapi/qapi-schema.json', 1_000],
    ['qemu-7.2', 'qapi/qapi-schema.json', 800],
    ['qemu-7.2', 'docs/interop/firmware.json', 300],
  ];
  for (const [tree, root, least] of trees) {
    it(`include ${tree}/${root}, which is read without a problem`, function () {
      skipWithoutCorpus(this);
      const schema = readSchema(path.join(corpus, 'schemas', tree, root));
      assert.deepEqual(schema.problems, []);
      assert.deepEqual(schema.missing, []);
      assert.ok(schema.definitions.size >= least, `${schema.definitions.size} definitions`);
      for (const { name, doc } of schema.definitions.values()) assert.ok(doc, `${name} has no documentation`);
    });
  }

  it('document only existing members, also in 7.2', function () {
    skipWithoutCorpus(this);
    const schema = readSchema(path.join(corpus, 'schemas/qemu-7.2/qapi/qapi-schema.json'));
    for (const definition of schema.definitions.values()) {
      const code = JSON.stringify(definition, (key, value: unknown) =>
        key === 'doc' || key === 'texts' ? undefined : value,
      );
      const names = new Set([...code.matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name));
      for (const { kind, name, text } of definition.doc?.sections ?? []) {
        if (kind === 'member') assert.ok(names.has(name), `${definition.name}: ${name ?? ''}`);
        assert.notEqual(text, '', definition.name);
      }
    }
  });

  it('have documentation that is legible as Markdown', function () {
    skipWithoutCorpus(this);
    const schema = readSchema(path.join(corpus, 'schemas/qemu-10.2.2/qapi/qapi-schema.json'));
    for (const { name, doc } of schema.definitions.values()) {
      for (const section of doc?.sections ?? []) {
        const markdown = docToMarkdown(section.text, { link: () => undefined }).join('\n\n');
        const prose = markdown.replace(/^( *> ?| *)(`{3,})[^]*?^\1\2$/gm, '').replace(/`[^`]*`/g, '');
        assert.doesNotMatch(prose, /^\.\. |(?<!\\)`|::$|:\w+:`/m, `${name}: ${markdown}`);
      }
    }
  });
});

function readSchema(root: string): Schema {
  return buildSchema(root, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined));
}

function skipWithoutCorpus(test: Mocha.Context): void {
  if (existsSync(path.join(corpus, 'schemas'))) return;
  console.log(`      skipped: ${corpus} does not exist; set QEMU_FIRMWARE_CORPUS`);
  test.skip();
}
