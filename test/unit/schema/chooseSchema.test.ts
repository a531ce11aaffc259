import assert from 'node:assert/strict';
import { listEntries } from '../../../server/src/qapi/lookup';
import { compareVersions } from '../../../server/src/qapi/version';
import { machineUnknownDocs } from '../../../server/src/rules/firmware/machineUnknown';
import {
  NEWEST_RELEASE,
  getSchema,
  findVersionProblem,
  loadBundledSchema,
} from '../../../server/src/schema/bundled';
import { chooseSchema, type ChosenSchema, type SchemaWish } from '../../../server/src/schema/chooseSchema';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { readSetting } from '../support/settings';

const TREE = {
  '/qemu/VERSION': '10.2.50\n',
  '/qemu/docs/interop/firmware.json': "{ 'include': 'common.json' }\n",
  '/qemu/qapi/common.json':
    "##\n# @Firmware:\n#\n# @new: (since 9.0)\n##\n{ 'struct': 'Firmware', 'data': { 'old': 'str', '*new': 'str' } }\n",
  '/other/docs/interop/firmware.json': "{ 'struct': 'Other', 'data': {} }\n",
};

function choose(wish: Partial<SchemaWish>): Promise<ChosenSchema> {
  return chooseSchema({ version: 'latest', path: '', folders: [], ...wish }, makeMemoryWorkspace(TREE));
}

function members({ context }: ChosenSchema): string[] {
  const type = context.schema.definitions.get('Firmware');
  return type?.kind === 'struct' ? type.members.map(({ name }) => name) : [];
}

describe('the bundled schema for a release', () => {
  it('is that of the edition, made once', () => {
    assert.equal(getSchema('9.0').full.root, 'firmware-9.0.qapi');
    assert.equal(getSchema('9.1').full.root, 'firmware.qapi');
    assert.equal(getSchema('latest').full.root, 'firmware.qapi');
    assert.equal(getSchema('9.0'), getSchema('9.0'));
  });

  it('has what the release had', () => {
    const hasMode = (version: string): boolean => {
      const flash = getSchema(version).schema.definitions.get('FirmwareMappingFlash');
      return flash?.kind === 'struct' && flash.members.some(({ name }) => name === 'mode');
    };
    assert.deepEqual(['6.2', '7.0', 'latest'].map(hasMode), [false, true, true]);
  });

  it('is the newest one for an invalid release', () => {
    for (const version of ['', 'new', '7', '2.12', '7.2.x', '1e3.0']) {
      assert.notEqual(findVersionProblem(version), undefined, version);
      assert.equal(getSchema(version), getSchema('latest'));
    }
    for (const version of ['latest', '3.0', '7.2', '8.2.3', '99.0'])
      assert.equal(findVersionProblem(version), undefined);
  });

  it('knows its newest release, which the setting and the words on machine types name, too', () => {
    const { anyOf } = readSetting('qemuFirmware.qemuVersion') as { anyOf: { enum?: string[] }[] };
    const [latest, newest] = anyOf[0]?.enum ?? [];
    assert.deepEqual([latest, newest], ['latest', NEWEST_RELEASE]);
    assert.ok(machineUnknownDocs.documentation.includes(`QEMU 5.0 to ${NEWEST_RELEASE} `));
    for (const definition of loadBundledSchema('firmware.qapi').definitions.values())
      for (const { since = '3.0' } of [definition, ...listEntries(definition)])
        assert.ok(compareVersions(since, NEWEST_RELEASE) <= 0, `${definition.name}: ${since}`);
  });
});

describe('the releases of the setting', () => {
  const { anyOf } = readSetting('qemuFirmware.qemuVersion') as {
    anyOf: [{ enum: string[]; enumDescriptions: string[] }, { pattern: string }];
  };

  it('each say what came with them, where something did', () => {
    const [{ enum: releases, enumDescriptions }] = anyOf;
    const told = releases.filter((_, index) => enumDescriptions[index]?.endsWith('.same%') === false);
    assert.equal(enumDescriptions.length, releases.length);
    for (const { name, since, ...definition } of loadBundledSchema('firmware-9.0.qapi').definitions.values())
      if (name !== 'BlockdevDriver')
        for (const added of [since ?? '3.0', ...listEntries({ name, ...definition }).map((one) => one.since)])
          assert.ok(added === undefined || told.includes(added), `${name}: ${added ?? ''}`);
  });

  it('need not be known, but have to be releases', () => {
    const pattern = new RegExp(anyOf[1].pattern);
    for (const [version, isFine] of [
      ['latest', true],
      ['12.0', true],
      ['8.2.4', true],
      ['8', false],
      ['newest', false],
    ] as const)
      assert.deepEqual([pattern.test(version), findVersionProblem(version) === undefined], [isFine, isFine]);
  });
});

describe('choosing a schema', () => {
  it('takes the bundled one if no other is requested or found', async () => {
    const { context, release, path, messages } = await choose({
      folders: ['/other', '/nowhere'],
      version: '7.2',
    });
    assert.deepEqual(
      [context.origin, context.version, release, path, messages],
      ['bundled', '7.2', '7.2', undefined, []],
    );
  });

  it('finds a QEMU checkout among the folders', async () => {
    const chosen = await choose({ folders: ['/nowhere', '/qemu/'] });
    assert.deepEqual([chosen.path, chosen.release], ['/qemu/docs/interop/firmware.json', '10.2.50']);
    assert.deepEqual(members(chosen), ['old', 'new']);
  });

  it('keeps the bundled one if a release is requested without a tree', async () => {
    assert.equal((await choose({ folders: ['/qemu'], version: '8.2' })).context.origin, 'bundled');
  });

  for (const path of ['/qemu', '/qemu/', '/qemu/docs/interop/firmware.json', 'docs/interop/firmware.json'])
    it(`reads the tree named ${path}, as of the requested release`, async () => {
      const chosen = await choose({ path, folders: ['/qemu'], version: '8.2' });
      assert.deepEqual([chosen.context.origin, chosen.release, chosen.messages], ['user', '8.2', []]);
      assert.deepEqual(members(chosen), ['old']);
    });

  it('falls back with a message, and never fails', async () => {
    const wishes: readonly (readonly [Partial<SchemaWish>, RegExp])[] = [
      [{ path: '/nowhere' }, /^Cannot read the schema \/nowhere; the bundled schema is used\.$/],
      [{ path: '/other' }, /does not define “Firmware”.*; the bundled schema is used\.$/],
      [{ path: 'C:\\qemu' }, /^Cannot read the schema C:\/qemu/],
      [{ version: 'new' }, /^“new” is not a QEMU version such as 7\.2; the newest known version is used\.$/],
    ];
    for (const [wish, message] of wishes) {
      const { context, messages } = await choose(wish);
      assert.equal(context, getSchema('latest'));
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', message);
    }
  });

  it('reports it without a file system', async () => {
    const { context, messages } = await chooseSchema({ version: '9.2', path: '/qemu', folders: [] });
    assert.equal(context, getSchema('9.2'));
    assert.deepEqual(messages, ['No file system to read the schema /qemu from; the bundled schema is used.']);
  });
});

describe('a schema in an untrusted workspace', () => {
  const untrusted = { isUntrusted: true } as const;

  it('is not looked for', async () => {
    const folders = ['/qemu'];
    assert.equal((await choose({ folders })).path, '/qemu/docs/interop/firmware.json');
    assert.equal((await choose({ folders, ...untrusted })).path, undefined);
  });

  it('has only files of its own folder where the user names it', async () => {
    const asked: string[] = [];
    const memory = makeMemoryWorkspace({
      ...TREE,
      '/secret.json': "{ 'struct': 'Secret', 'data': {} }\n",
      '/w/docs/interop/firmware.json': [
        "{ 'include': '/secret.json' }",
        "{ 'include': '../../../secret.json' }",
        "{ 'include': '../../../w-beside/secret.json' }",
        "{ 'include': '../../link/secret.json' }",
        "{ 'struct': 'Firmware', 'data': { 'own': 'str' } }\n",
      ].join('\n'),
      '/w-beside/secret.json': "{ 'struct': 'Secret', 'data': {} }\n",
    });
    const workspace: Workspace = {
      ...memory,
      linkTarget: (path) => Promise.resolve(path === '/w/link' ? '/' : undefined),
      read: (path, limit) => {
        asked.push(path);
        return memory.read(path.replace(/^\/w\/link\//, '/'), limit);
      },
    };
    const wish = { version: 'latest', path: '/w', folders: ['/w'] };
    const trusting = await chooseSchema(wish, workspace);
    assert.ok(trusting.context.schema.definitions.has('Secret'));
    asked.length = 0;
    const chosen = await chooseSchema({ ...wish, ...untrusted }, workspace);
    assert.equal(chosen.path, '/w/docs/interop/firmware.json');
    assert.ok(!chosen.context.schema.definitions.has('Secret'));
    assert.deepEqual(
      asked.filter((path) => !path.startsWith('/w/')),
      [],
    );
    assert.ok(!asked.some((path) => path.startsWith('/w/link/')));
    const elsewhere = await chooseSchema({ ...wish, path: '/qemu', ...untrusted }, workspace);
    assert.deepEqual(members(elsewhere), ['old', 'new']);
  });
});
