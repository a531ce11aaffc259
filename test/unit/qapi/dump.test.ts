import assert from 'node:assert/strict';
import { dumpSchema } from '../../../server/src/qapi/dump';
import { schemaOfFiles } from './samples';

/** The dump as JSON has it: without the keys that do not apply. */
function dump(files: Readonly<Record<string, string>>, only?: string): unknown {
  const options = { rootDir: '/tree', ...(only !== undefined && { only }) };
  return JSON.parse(JSON.stringify(dumpSchema(schemaOfFiles(files), options)));
}

describe('the dump of a schema', () => {
  const root = `{ 'include': 'kinds.json' }

##
# @Bed:
#
# @kind: What grows.  (since 1.4)
#
# Since: 1.3
##
{ 'struct': 'Bed', 'if': 'CONFIG_SOIL',
  'data': { 'kind': 'Kind', '*size': ['int'] } }
`;
  const kinds = `##
# Kinds
##

##
# @Kind:
#
# Of plants.
##
{ 'enum': 'Kind', 'data': [ 'tree' ] }
{ 'command': 'dig' }
{ 'event': 'BLOOM' }
`;
  const files = { '/tree/q/root.json': root, '/tree/q/kinds.json': kinds };
  const bed = {
    name: 'Bed',
    kind: 'struct',
    file: 'q/root.json',
    line: 10,
    if: 'CONFIG_SOIL',
    members: [
      { name: 'kind', type: 'Kind', optional: false, doc: 'What grows.  (since 1.4)', since: '1.4' },
      { name: 'size', type: ['int'], optional: true },
    ],
    doc: {
      file: 'q/root.json',
      line: 3,
      body: '',
      since: '1.3',
      undocumented: ['size'],
      sections: [
        { kind: 'plain', line: 3, text: '' },
        { kind: 'member', line: 6, text: 'What grows.  (since 1.4)', name: 'kind' },
        { kind: 'since', line: 8, text: '1.3' },
      ],
    },
    since: '1.3',
  };
  const kind = {
    name: 'Kind',
    kind: 'enum',
    file: 'q/kinds.json',
    line: 10,
    values: [{ name: 'tree' }],
    doc: {
      file: 'q/kinds.json',
      line: 5,
      body: 'Of plants.',
      undocumented: ['tree'],
      sections: [{ kind: 'plain', line: 8, text: 'Of plants.' }],
    },
  };
  const dig = { name: 'dig', kind: 'command', file: 'q/kinds.json', line: 11 };
  const bloom = { name: 'BLOOM', kind: 'event', file: 'q/kinds.json', line: 12, members: [] };
  const freeform = [{ file: 'q/kinds.json', line: 1, text: 'Kinds' }];
  const head = { schema: 'q/root.json', modules: ['root.json', 'kinds.json'] };

  it('contains everything, in order', () => {
    const includes = [{ file: 'q/root.json', line: 1, includes: 'kinds.json' }];
    assert.deepEqual(dump(files), { ...head, includes, freeform, definitions: [kind, dig, bloom, bed] });
  });

  it('can be of one file', () => {
    assert.deepEqual(dump(files, 'kinds.json'), {
      ...head,
      includes: [],
      freeform,
      definitions: [kind, dig, bloom],
    });
  });

  it('names files outside the folder with ..', () => {
    const outside = dump({ '/other/root.json': '' }) as { schema: string };
    assert.equal(outside.schema, '../other/root.json');
  });
});
