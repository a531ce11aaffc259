import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Layer } from '../../../server/src/config/configuration';
import { parseConfigurationFile } from '../../../server/src/config/configurationFile';
import { ConfigurationFiles } from '../../../server/src/config/configurationFiles';
import { readConfiguration } from '../../../server/src/config/readConfiguration';
import type { Code } from '../../../server/src/descriptor/codes';
import { resolveFileSettings, type FileSettings } from '../../../server/src/config/fileSettings';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';

const FILE = '/ws/fw/50-x.json';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is wrong with a configuration file of this text, without its name. */
function problems(text: string): string[] {
  return parseConfigurationFile('/c/.qemu-firmware.json', bytes(text)).problems.map((line) => {
    assert.ok(line.startsWith('/c/.qemu-firmware.json:'), line);
    return line.slice('/c/.qemu-firmware.json:'.length);
  });
}

function layer(value: unknown, folder = '/ws'): Layer {
  const { configuration, problems: wrong } = readConfiguration(value);
  assert.deepEqual(wrong, []);
  return { configuration, folder };
}

function settings(path: string, ...values: readonly unknown[]): FileSettings {
  return resolveFileSettings(
    path,
    values.map((value) => layer(value)),
  );
}

describe('a configuration file', () => {
  it('may say everything, and nothing', () => {
    const all = {
      $schema: 'https://example.org/schema.json',
      root: true,
      qemuVersion: '7.2',
      schemaPath: '../qemu',
      rules: { 'template-missing': 'off' },
      overrides: [
        { files: '*.json', rules: {} },
        { files: ['a', 'b'], qemuVersion: 'latest' },
      ],
      exclude: ['build'],
      consumers: ['libvirt@11.3'],
      images: 'headers',
    };
    assert.deepEqual(problems(JSON.stringify(all)), []);
    assert.deepEqual(problems('{}'), []);
  });

  const wrong: readonly [text: string, ...problems: string[]][] = [
    ['[]', '1:1: The configuration must be an object, not a list'],
    ['', ' contains no JSON'],
    ['{\n  "rules": {},\n}', '2:14: invalid JSON'],
    ['{ "rulse": {} }', '1:3: Unknown setting “rulse”; did you mean “rules”?'],
    ['{ "zzzzzzzz": 1 }', '1:3: Unknown setting “zzzzzzzz”'],
    ['{ "__proto__": 1 }', '1:3: Unknown setting “__proto__”'],
    ['{ "root": 1 }', '1:11: “root” must be true or false, not 1'],
    ['{ "qemuVersion": 7.2 }', '1:18: “qemuVersion” must be a non-empty string, not 7.2'],
    [
      '{ "qemuVersion": "2.12" }',
      '1:18: “qemuVersion”: QEMU 2.12 has no firmware descriptors, which were introduced in 3.0',
    ],
    ['{ "schemaPath": "" }', '1:17: “schemaPath” must be a non-empty string, not “”'],
    ['{ "rules": [] }', '1:12: “rules” must be an object, not a list'],
    [
      '{ "rules": {\n "template-mising": "off" } }',
      '2:2: Unknown rule “template-mising”; did you mean “template-missing”?',
    ],
    [
      '{ "rules": { "template-missing": "warn" } }',
      '1:34: “rules.template-missing” must be one of “off”, “hint”, “information”, “warning”, “error”, but is “warn”',
    ],
    ['{ "rules": { "constructor": "off" } }', '1:14: Unknown rule “constructor”'],
    ['{ "overrides": {} }', '1:16: “overrides” must be a list of overrides, not an object'],
    [
      '{ "overrides": [{}] }',
      '1:17: “overrides[0]” requires “files”: the patterns of the files that it applies to',
    ],
    ['{ "overrides": [{ "files": "a", "exclude": "b" }] }', '1:33: Unknown setting “exclude”'],
    [
      '{ "overrides": [{ "files": 5 }] }',
      '1:28: “overrides[0].files” must be a pattern or a list of patterns, not 5',
    ],
    ['{ "exclude": ["a", null] }', '1:20: “exclude[1]” must be a non-empty string, not null'],
    ['{ "images": true }', '1:13: “images” must be one of “off”, “headers”, “all”, but is true'],
    ['{ "consumers": "libvirt@11.3" }', '1:16: “consumers” must be a list of consumers, not “libvirt@11.3”'],
    [
      '{ "consumers": ["libvirt@11."] }',
      '1:17: “consumers[0]”: unknown consumer “libvirt@11.”; did you mean “libvirt@11.3”?',
    ],
    [
      '{ "root": 0, "exclude": 1 }',
      '1:11: “root” must be true or false, not 0',
      '1:25: “exclude” must be a pattern or a list of patterns, not 1',
    ],
  ];
  for (const [text, ...expected] of wrong)
    it(`is told what is wrong with it: ${text || 'nothing in it'}`, () => {
      assert.deepEqual(problems(text), expected);
    });

  it('may be the one that the documentation shows', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/configuration.md', 'utf8')) ?? [];
    assert.ok(example.includes('"overrides"'));
    assert.deepEqual(problems(example), []);
  });

  it('is reported if it is not text', () => {
    assert.deepEqual(parseConfigurationFile('/c/x.json', new Uint8Array([0xff])).problems, [
      '/c/x.json: not valid UTF-8',
    ]);
  });

  it('keeps what is right beside what is wrong', () => {
    const { configuration } = readConfiguration({
      frob: 1,
      rules: { 'template-missing': 'off', 'wrong-type': 'frob' },
      overrides: [5, { files: ['a'] }, {}],
      exclude: ['a', 5],
    });
    assert.deepEqual(configuration, {
      rules: new Map([['template-missing', 'off']]),
      overrides: [{ files: ['a'] }],
      exclude: ['a'],
    });
  });

  it('names a schema that lies beside it', () => {
    const schemaPath = (path: string): string | undefined =>
      parseConfigurationFile('/c/f.json', bytes(JSON.stringify({ schemaPath: path }))).configuration
        .schemaPath;
    assert.equal(schemaPath('qemu'), '/c/qemu');
    assert.equal(schemaPath('/opt/qemu'), '/opt/qemu');
    assert.equal(schemaPath('C:\\qemu'), 'C:\\qemu');
  });
});

describe('the settings of a file', () => {
  const severity = (code: Code, ...values: readonly unknown[]): string | undefined =>
    settings(FILE, ...values).severities.get(code);

  it('is the default where nothing is said', () => {
    const nothing = {
      ...{ qemuVersion: 'latest', schemaPath: '', severities: new Map() },
      ...{ excluded: false, images: 'all' },
    };
    assert.deepEqual(resolveFileSettings(FILE, []), nothing);
    assert.deepEqual(resolveFileSettings(undefined, [layer({ exclude: '**' })]), nothing);
  });

  it('is what the later configuration says, key by key', () => {
    const [outer, inner] = [
      {
        ...{ qemuVersion: '7.2', schemaPath: '/a', images: 'headers' },
        rules: { 'wrong-type': 'hint', 'json-word': 'hint' },
      },
      { schemaPath: '/b', rules: { 'wrong-type': 'off' }, consumers: ['libvirt@9.0'] },
    ];
    assert.deepEqual(settings(FILE, outer, inner), {
      qemuVersion: '7.2',
      schemaPath: '/b',
      severities: new Map([
        ['wrong-type', 'off'],
        ['json-word', 'hint'],
      ]),
      excluded: false,
      images: 'headers',
      consumers: ['libvirt@9.0'],
    });
  });

  it('is what the last fitting override says, over the rest of its configuration', () => {
    const value = {
      qemuVersion: '7.2',
      rules: { 'wrong-type': 'error' },
      overrides: [
        { files: 'fw/**', rules: { 'wrong-type': 'warning' }, qemuVersion: '8.0' },
        { files: ['x', 'fw/50-*'], rules: { 'wrong-type': 'hint' } },
        { files: 'other/**', rules: { 'wrong-type': 'off' }, qemuVersion: '9.0' },
      ],
    };
    assert.equal(severity('wrong-type', value), 'hint');
    assert.equal(settings(FILE, value).qemuVersion, '8.0');
    assert.equal(settings('/ws/x.json', value).qemuVersion, '7.2');
    assert.equal(severity('wrong-type', value, { rules: { 'wrong-type': 'off' } }), 'off');
  });

  it('is that it is excluded, by whichever configuration', () => {
    assert.equal(settings(FILE, { exclude: 'fw' }, { exclude: [] }).excluded, true);
    assert.equal(settings(FILE, { exclude: '/ws/fw/*.json' }).excluded, true);
    assert.equal(settings(FILE, { exclude: ['build', 'x/fw'] }).excluded, false);
  });
});

describe('a hostile configuration', () => {
  it('has its first problems told, and how many more there are', () => {
    const keys = Array.from({ length: 70_000 }, (_, at) => `"key${at}": 0`).join(',');
    const told = problems(`{ "rules": { ${keys} } }`);
    assert.equal(told.length, 11);
    assert.match(told[10] ?? '', /69990/);
  });

  it('has its problems put into words only as far as they are told', () => {
    let described = 0;
    const value = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`a${at}`, 0]));
    const rules = new Proxy(value, {
      get: (target, key) => {
        described++;
        return Reflect.get(target, key) as unknown;
      },
    });
    const { problems: told, more } = readConfiguration({ rules });
    assert.deepEqual([told.length, more, described], [10, 990, 1000]);
  });

  it('has long names and values shortened', () => {
    for (const line of problems(
      JSON.stringify({ [`x${'y'.repeat(50_000)}`]: 1, qemuVersion: 'z'.repeat(50_000) }),
    ))
      assert.ok(line.length < 500, line.slice(0, 100));
  });

  it('is told of braces that are not read as such', () => {
    const exclude = '{a,b}'.repeat(9);
    const { configuration, problems: told } = readConfiguration({
      exclude,
      overrides: [{ files: 'a{b,c}' }],
    });
    assert.deepEqual(configuration.exclude, [exclude]);
    assert.deepEqual(told, [
      {
        path: ['exclude'],
        message: '“exclude”: braces that expand to too many patterns are read as plain characters',
      },
    ]);
  });

  it('has no more patterns than a file can be compared with', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `folder/with/a/name/${at}`);
    const { configuration, problems: told } = readConfiguration({
      exclude: many,
      overrides: [{ files: ['a'] }],
    });
    assert.ok((configuration.exclude ?? []).length < 15_000);
    assert.deepEqual(
      told.map(({ path }) => path),
      [['exclude'], ['overrides']],
    );
    const braces = Array.from({ length: 1000 }, () => '{a,b}'.repeat(8));
    assert.ok((readConfiguration({ exclude: braces }).configuration.exclude ?? []).length < 100);
  });

  it('has names that objects inherit like any other', () => {
    const told = problems(
      '{ "__proto__": {}, "constructor": 1, "rules": { "toString": "off", "__proto__": "off" } }',
    );
    assert.equal(told.length, 4);
    for (const line of told) assert.match(line, /Unknown (?:setting|rule)/);
  });
});

describe('the configuration files of a file', () => {
  const folders = async (
    files: Readonly<Record<string, string>>,
    path = '/a/b/c/x.json',
  ): Promise<readonly string[]> =>
    (await new ConfigurationFiles(makeMemoryWorkspace(files)).for(path)).map(({ folder }) => folder);

  it('are those in its folder and above, the nearest one last', async () => {
    const files = {
      '/.qemu-firmware.json': '{}',
      '/a/.qemu-firmware.json': '{}',
      '/a/b/c/.qemu-firmware.json': '{}',
      '/a/b/c/d/.qemu-firmware.json': '{}',
      '/b/.qemu-firmware.json': '{}',
    };
    assert.deepEqual(await folders(files), ['', '/a', '/a/b/c']);
    assert.deepEqual(await folders(files, '/x.json'), ['']);
    assert.deepEqual(await folders(files, 'Untitled-1'), []);
    assert.deepEqual(await folders({}), []);
  });

  it('end at one that says that it is the root', async () => {
    const files = {
      '/.qemu-firmware.json': '{}',
      '/a/b/.qemu-firmware.json': '{ "root": true }',
      '/a/b/c/.qemu-firmware.json': '{ "root": false }',
    };
    assert.deepEqual(await folders(files), ['/a/b', '/a/b/c']);
  });

  it('are read once, until they may have changed', async () => {
    const workspace = makeMemoryWorkspace({ '/a/.qemu-firmware.json': '{}' });
    const read: string[] = [];
    const files = new ConfigurationFiles({
      ...workspace,
      read: (path, limit) => {
        read.push(path);
        return workspace.read(path, limit);
      },
    });
    await Promise.all([files.for('/a/x.json'), files.for('/a/b/y.json'), files.for('/a/z.json')]);
    assert.deepEqual(read.sort(), [
      '/.qemu-firmware.json',
      '/a/.qemu-firmware.json',
      '/a/b/.qemu-firmware.json',
    ]);
    files.forget();
    await files.for('/a/x.json');
    assert.equal(read.length, 5);
  });

  it('that are too large to be one are not read', async () => {
    const files = new ConfigurationFiles(
      makeMemoryWorkspace({ '/.qemu-firmware.json': ' '.repeat(2 ** 21) }),
    );
    const [file] = await files.for('/x.json');
    assert.deepEqual(file?.problems, ['/.qemu-firmware.json: is too large (over 1 MiB)']);
  });
});
