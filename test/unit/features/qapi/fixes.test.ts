import assert from 'node:assert/strict';
import { fixAll } from '../../../../server/src/features/qapi/fixes/fixAll';
import { listFixes } from '../../../../server/src/features/qapi/fixes/listFixes';
import { FixTrials } from '../../../../server/src/features/qapi/fixes/soundFixes';
import { listAllProblems } from '../../../../server/src/features/qapi/problems';
import { QapiFile } from '../../../../server/src/features/qapi/qapiFile';
import { View } from '../../../../server/src/features/qapi/view';
import { applyEdits } from '../../../../server/src/text/textEdit';

interface Opened {
  readonly file: QapiFile;
  readonly view: View;
}

function open(text: string): Opened {
  const file = new QapiFile('/tree/a.json', text);
  return { file, view: new View(file.path, (path) => (path === file.path ? file : undefined)) };
}

function codesIn({ file, view }: Opened): string[] {
  return listAllProblems(file, view, '10.2').map(({ code }) => code);
}

/** Applies each fix of the first problem that was tried: the results by title. */
function fix(text: string): Record<string, string> {
  const { file, view } = open(text);
  const [first] = listAllProblems(file, view, '10.2');
  assert.ok(first);
  const fixes = new FixTrials(file, [view], '10.2').listSoundFixes(first);
  return Object.fromEntries(fixes.map(({ title, edits }) => [title, applyEdits(text, edits)]));
}

/** Applies the only fix of the first problem. */
function fixed(lines: readonly string[]): string[] {
  const results = Object.values(fix(lines.join('\n')));
  assert.equal(results.length, 1);
  return results[0]?.split('\n') ?? [];
}

const EEL = "{ 'struct': 'Eel', 'data': { 'a': 'int', 'b': 'int', 'c': 'int' } }";

describe('the fixes of schemas', () => {
  it('describe a member after the one before it', () => {
    assert.deepEqual(fixed(['##', '# @Eel:', '#', '# @a: x', '#     y', '#', '# @c: z', '##', EEL]), [
      ...['##', '# @Eel:', '#', '# @a: x', '#     y', '#', '# @b: TODO', '#', '# @c: z', '##', EEL],
    ]);
  });

  it('describe the first member before the others', () => {
    assert.deepEqual(fixed(['##', '# @Eel:', '#', '# @b: x', '# @c: z', '##', EEL]), [
      ...['##', '# @Eel:', '#', '# @a: TODO', '#', '# @b: x', '# @c: z', '##', EEL],
    ]);
  });

  it('describe members before the sections', () => {
    const text = ['##', '# @Eel:', '#', '# Long.', '#', '# Since: 9.0', '##', EEL].join('\n');
    assert.deepEqual(fix(text), {
      'Add a description of “a”': text.replace('# Since', '# @a: TODO\n#\n# Since'),
      'Add all 3 missing descriptions': text.replace(
        '# Since',
        '# @a: TODO\n#\n# @b: TODO\n#\n# @c: TODO\n#\n# Since',
      ),
    });
  });

  it('describe features in a list of their own', () => {
    const command = "{ 'command': 'swim', 'features': [ 'unstable', 'deprecated' ] }";
    const text = ['##', '# @swim:', '#', '# Returns: 1', '##', command].join('\n');
    const results = Object.values(fix(text.replace('# Returns: 1\n', '# Since: 9.0\n')));
    assert.deepEqual(results[1]?.split('\n'), [
      ...['##', '# @swim:', '#', '# Features:', '#', '# @unstable: TODO', '#', '# @deprecated: TODO', '#'],
      ...['# Since: 9.0', '##', command],
    ]);
  });

  it('describe a feature after the one before it', () => {
    const command = "{ 'command': 'swim', 'features': [ 'unstable', 'deprecated' ] }";
    assert.deepEqual(
      fixed(['##', '# @swim:', '#', '# Features:', '#', '# @unstable: x', '##', command]).slice(3, 8),
      ['# Features:', '#', '# @unstable: x', '#', '# @deprecated: TODO'],
    );
  });

  it('add a comment where a definition has none', () => {
    const text =
      "{ 'pragma': { 'doc-required': true } }\r\n\r\n{ 'command': 'swim', 'data': { '*to': 'str' },\r\n  'returns': 'Eel', 'features': [ 'unstable' ] }\r\n";
    const whole = `${text}##\r\n# @Eel:\r\n##\r\n{ 'struct': 'Eel', 'data': { } }\r\n`;
    const results = Object.values(fix(whole));
    assert.equal(results.length, 1);
    assert.ok(
      results[0]?.includes(
        "\r\n\r\n##\r\n# @swim:\r\n#\r\n# TODO\r\n#\r\n# @to: TODO\r\n#\r\n# Features:\r\n#\r\n# @unstable: TODO\r\n#\r\n# Returns: TODO\r\n##\r\n{ 'command': 'swim'",
      ),
    );
    assert.deepEqual(codesIn(open(results[0] ?? '')), []);
  });

  it('reflow a paragraph with a line that is too long', () => {
    const words = 'eels swim far ';
    assert.deepEqual(fixed(['##', `# ${words.repeat(6)}`.trimEnd(), '# more', '##']), [
      ...['##', `# ${words.repeat(4)}eels swim`],
      ...['# far eels swim far more', '##'],
    ]);
  });

  it('add a space where it makes the line too long, and reflow the paragraph', () => {
    const line = `# ${'eels '.repeat(12)}far. So`;
    assert.equal(line.length, 69);
    const long = `${line}x`;
    assert.deepEqual(fixed(['##', long, '##']), ['##', `# ${'eels '.repeat(12)}far.`, '# Sox', '##']);
  });

  it('turn a note into a directive', () => {
    const rest = ['#', '# Since: 9.0', '##', "{ 'command': 'swim' }"];
    assert.deepEqual(
      fixed([
        '##',
        '# @swim:',
        '#',
        '# Note: Eels swim far and wide, so do not wait for them, or for',
        '#       the others.',
        ...rest,
      ]),
      [
        ...['##', '# @swim:', '#', '# .. note:: Eels swim far and wide, so do not wait for them, or for'],
        ...['#    the others.', ...rest],
      ],
    );
    assert.deepEqual(
      fixed(['##', '# @swim:', '#', '# Notes:', '#', '# 1. Far', '#    off', '#', '# 2. Wide', ...rest]),
      [
        ...['##', '# @swim:', '#', '# .. note::', '#', '#    1. Far', '#       off', '#', '#    2. Wide'],
        ...rest,
      ],
    );
  });

  it('turn an example into a directive', () => {
    const lines = ['-> { "execute": "swim",', '     "arguments": { } }', '<- { "return": {} }'];
    const command = "{ 'command': 'swim' }";
    assert.deepEqual(
      fixed(['##', '# @swim:', '#', '# Example:', '#', ...lines.map((line) => `# ${line}`), '##', command]),
      [
        ...['##', '# @swim:', '#', '# .. qmp-example::', '#'],
        ...lines.map((line) => `#     ${line}`),
        ...['##', command],
      ],
    );
  });

  for (const body of [
    ['# Example: swim', '#', '# -> { }'],
    ['# Examples:', '#', '# 1. Read', '#', '# -> { }'],
    ['# Example:'],
    ['# Note:'],
    ['# Note:', '#', '# @a: x'],
  ])
    it(`leave ${body.join(' ')} to a person`, () => {
      const text = ['##', '# @swim:', '#', ...body, '##', "{ 'command': 'swim' }"].join('\n');
      const { file, view } = open(text);
      const found = listAllProblems(file, view, '10.2').find(({ code }) => code.startsWith('doc/old-'));
      assert.ok(found);
      assert.deepEqual(listFixes(found, file), []);
    });

  it('correct the name of a description, a type in a list, a missing space and an empty first line', () => {
    const eel = (...lines: string[]): string =>
      ['##', ...lines, '##', "{ 'struct': 'Eel', 'data': { 'length': 'int' } }"].join('\n');
    assert.deepEqual(Object.values(fix(eel('# @Eel:', '#', '# @lenght: x'))), [
      eel('# @Eel:', '#', '# @length: x'),
    ]);
    assert.deepEqual(Object.values(fix("{ 'command': 'swim', 'data': { 'a': [ # eels\n 'itn' ] } }")), [
      "{ 'command': 'swim', 'data': { 'a': [ # eels\n 'int' ] } }",
    ]);
    assert.deepEqual(Object.values(fix('##\n#Eels\n##\n')), ['##\n# Eels\n##\n']);
    const text = eel('#', '#', '# @Eel:', '#', '# @length: x');
    assert.deepEqual(Object.values(fix(text)), [eel('# @Eel:', '#', '# @length: x')]);
  });

  it('do not write names that a comment cannot have', () => {
    const text = "##\n# @Eel:\n##\n{ 'struct': 'Eel', 'data': { 'a: b': 'int', '*##': 'int', '': 'int' } }";
    const { file, view } = open(text);
    for (const finding of listAllProblems(file, view, '10.2').filter(({ code }) => code.startsWith('doc/')))
      assert.deepEqual(listFixes(finding, file), []);
  });

  it('do not describe a member twice that is described like a feature', () => {
    const text = [
      ...['##', '# @Eel:', '#', '# @a: x', '#', '# @b: x', '#', '# Features:', '#', '# @c: x', '##', EEL],
    ].join('\n');
    const { file, view } = open(text);
    const found = listAllProblems(file, view, '10.2').filter(
      ({ code }) => code === 'doc/member-undocumented',
    );
    assert.equal(found.length, 1);
    assert.deepEqual(
      found.flatMap((each) => listFixes(each, file)),
      [],
    );
  });

  it('describe 5,000 members at once, and one of them', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `m${at}`);
    const text = `##\n# @Eel:\n##\n{ 'struct': 'Eel', 'data': { ${names.map((name) => `'${name}': 'int'`).join(', ')} } }\n`;
    const results = fix(text);
    assert.deepEqual(Object.keys(results), [
      'Add a description of “m0”',
      'Add all 5000 missing descriptions',
    ]);
    assert.deepEqual(codesIn(open(results['Add all 5000 missing descriptions'] ?? '')), []);
  });

  it('fix a file with 20,000 problems as far as it is checked', () => {
    const text = `##\n${'# One. Two.\n'.repeat(20000)}##\n`;
    const { file, view } = open(text);
    const edit = fixAll(file, [view], '10.2');
    assert.ok(edit);
    assert.equal(applyEdits(text, [edit]).match(/\. {2}Two/g)?.length, 5000);
  });
});

describe('fixing a whole schema', () => {
  const all = (text: string): string => {
    const { file, view } = open(text);
    const edit = fixAll(file, [view], '10.2');
    return edit ? applyEdits(text, [edit]) : text;
  };

  it('makes every safe change, and no other one', () => {
    const long = `${'eels swim far '.repeat(6)}home. They do.`;
    const text = [
      ...['##', '# @Eel:', '#', `# ${long}`, '#', '# Note: It rains. It pours.', '##', EEL, ''],
      ...["{ 'command': 'swim', 'gen': true, 'returns': [ 'Eeel' ] }", ''],
    ].join('\n');
    const result = all(text);
    assert.deepEqual(result.split('\n'), [
      ...['##', '# @Eel:', '#', `# ${'eels swim far '.repeat(4)}eels swim`],
      ...['# far eels swim far home.  They do.', '#', '# .. note:: It rains.  It pours.', '##', EEL, ''],
      ...["{ 'command': 'swim', 'returns': [ 'Eeel' ] }", ''],
    ]);
    assert.equal(all(result), result);
  });

  it('changes nothing in a schema without such problems', () => {
    assert.equal(all(EEL), EEL);
  });
});
