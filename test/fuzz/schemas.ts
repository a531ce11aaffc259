import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema } from '../../server/src/qapi/buildSchema';
import { dumpSchema } from '../../server/src/qapi/dump';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import { chooseOffsets, DESCRIPTORS } from './descriptors';
import { askEverything } from './editor';
import { mutate } from './mutate';
import { makeTarget } from './target';

const FOLDER = 'server/schema';
const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')]),
);
const ROOT = 'firmware.qapi';

const SNIPPETS = [
  ...['{', '}', '[', ']', ':', ',', "'", '#', '##', '\n##\n', '# @a:', '# @Firmware:\n', '# Since: 7.0\n'],
  ...[
    "'struct'",
    "'enum'",
    "'union'",
    "'base'",
    "'data'",
    "'discriminator'",
    "'if'",
    "'alternate'",
    "'*a': 'str'",
  ],
  ...["'Firmware'", "'FirmwareMapping'", "['str']", "'__proto__': 'str'", "'features': ['deprecated']"],
  ...["{ 'include': 'firmware.qapi' }\n", "{ 'include': '../../../etc/passwd' }\n", "{ 'pragma': {} }\n"],
  ...[
    "{ 'struct': 'Firmware', 'base': 'Firmware', 'data': {} }\n",
    '# .. note::\n',
    '# | example\n',
    '# ::\n\n',
  ],
  ...[
    '# `link <https://example.invalid>`_\n',
    '# +---+\n',
    '# ===  ===\n',
    '# - item\n',
    '# 1. item\n',
    '# (since 7.0)',
  ],
];

export const schemas = makeTarget({
  name: 'schemas',
  cases: 150,
  make(random) {
    const changed = random.oneOf(Object.keys(TEXTS));
    const descriptor = random.oneOf(DESCRIPTORS);
    return {
      files: { ...TEXTS, [changed]: mutate(random, [TEXTS[changed] ?? ''], SNIPPETS) },
      descriptor,
      offsets: chooseOffsets(random, descriptor),
      version: random.oneOf(['latest', '7.2', '9.0']),
    };
  },
  async check({ files, descriptor, offsets, version }) {
    const texts = new Map<string, string>(Object.entries(files));
    const schema = buildSchema(ROOT, (path) => texts.get(path));
    assert.ok(JSON.stringify(dumpSchema(schema, { rootDir: '' })).length > 0);
    const tree = Object.entries(files).map(([name, text]) => [`/tree/${name}`, text] as const);
    await askEverything({
      text: descriptor,
      path: '/project/qemu/firmware/50-fuzz.json',
      offsets,
      workspace: makeMemoryWorkspace(Object.fromEntries(tree)),
      settings: { schemaPath: `/tree/${ROOT}`, qemuVersion: version },
    });
    return undefined;
  },
});
