import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileGlob, measureGlob } from '../../../server/src/text/glob';

const FOLDER = '/home/me/edk2';

describe('a pattern for files', () => {
  const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
    [
      '*.json',
      [`${FOLDER}/a.json`, `${FOLDER}/x/.json`, '/a.json'],
      [`${FOLDER}/a.jso`, `${FOLDER}/a.json5`],
    ],
    ['50-?.json', ['/x/50-a.json', '/x/50-é.json', '/x/50-😀.json'], ['/x/50-.json', '/x/50-ab.json']],
    ['a/*.json', [`${FOLDER}/a/b.json`], [`${FOLDER}/b/a/b.json`, '/a/b.json', `${FOLDER}/a/b/c.json`]],
    ['./b.json', [`${FOLDER}/b.json`], [`${FOLDER}/a/b.json`]],
    ['../x.json', ['/home/me/x.json'], [`${FOLDER}/x.json`]],
    ['a/**', [`${FOLDER}/a/b`, `${FOLDER}/a/b/c`], [`${FOLDER}/ab/c`]],
    ['a/**/b.json', [`${FOLDER}/a/b.json`, `${FOLDER}/a/x/y/b.json`], [`${FOLDER}/a/xb.json`]],
    [
      '**/qemu/firmware/*.json',
      ['/usr/share/qemu/firmware/1.json', '/qemu/firmware/1.json'],
      ['/qemu/1.json'],
    ],
    ['/usr/**/*.json', ['/usr/a.json', '/usr/x/a.json'], [`${FOLDER}/usr/a.json`]],
    ['/usr/{share,lib}/a', ['/usr/share/a', '/usr/lib/a'], ['/usr/a', '/usr/share,lib/a']],
    ['/{a,b{c,d}}/{x,}', ['/a/x', '/a', '/bc/x', '/bd'], ['/b/x']],
    ['/{a}', ['/a'], ['/{a}']],
    ['/{a,b', ['/{a,b'], ['/a']],
    ['/a,b}', ['/a,b}'], ['/a']],
    ['/a\\*b', ['/a*b'], ['/axb']],
    ['/\\{a,b}', ['/{a,b}'], ['/a']],
    ['/[ab].json', ['/[ab].json'], ['/a.json']],
    ['/**/**/*x*x*', ['/axbxc', '/a/b/xx'], ['/x/ax']],
    ['build', [`${FOLDER}/build/x/a.json`, '/x/build'], ['/x/builds/a.json', '/x/rebuild']],
    ['build/', [`${FOLDER}/build/a.json`], []],
    ['C:/fw/*', ['c:/fw/a.json', 'C:/fw/a.json'], ['c:/a.json']],
    ['**', ['/', '/a', '/a/b'], []],
    ['(a|b)+.json', ['/(a|b)+.json'], ['/a.json', '/aa.json']],
  ];
  for (const [pattern, matching, other] of cases)
    it(`matches what it says: ${pattern}`, () => {
      const matches = compileGlob(pattern, FOLDER);
      assert.deepEqual([...matching, ...other].filter(matches), matching);
    });

  it('that is relative matches nothing without a folder to start at', () => {
    assert.equal(compileGlob('a/b.json')('/a/b.json'), false);
    assert.equal(compileGlob('b.json')('/a/b.json'), true);
    assert.equal(compileGlob('**/b.json')('/a/b.json'), true);
  });

  it('takes special characters in the name of its folder for themselves', () => {
    assert.equal(compileGlob('x/a.json', '/w*/{b}')('/w*/{b}/x/a.json'), true);
    assert.equal(compileGlob('x/a.json', '/w*/{b}')('/ws/{b}/x/a.json'), false);
  });

  it('matches any path when each special character has its backslash', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[/]|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const path = `/${names.join('/')}`;
        assert.equal(compileGlob(path.replace(/[*?{}\\]/g, '\\$&'))(path), true);
      }),
    );
  });

  it('costs what its braces take to write out, which is bounded', () => {
    assert.deepEqual(measureGlob('a/b'), { characters: 3, isLiteral: false });
    assert.deepEqual(measureGlob('{a,b}'), { characters: 15, isLiteral: false });
    assert.deepEqual(
      ['{a,b}'.repeat(8), '{a,b}'.repeat(9), '{a,', '\\{a,b}'].map(
        (pattern) => measureGlob(pattern).isLiteral,
      ),
      [false, true, false, false],
    );
    for (const pattern of [
      '{'.repeat(60_000) + '}'.repeat(60_000),
      '{a}'.repeat(40_000),
      '{a,'.repeat(40_000),
      '{a,b}'.repeat(40),
    ]) {
      const { characters } = measureGlob(pattern);
      assert.ok(characters < 2 * pattern.length + 256 * 1024, String(characters));
      assert.equal(compileGlob(`/${pattern}`)('/a'), false);
    }
  });

  it('above all folders means the root', () => {
    assert.equal(compileGlob('../../../..', '/a/b')('/x'), true);
    assert.equal(compileGlob('../../x', '/a/b')('/x/y'), true);
  });

  it('never throws, and is bounded for any input', () => {
    const unit = fc.constantFrom('*', '?', '{', '}', ',', '\\', '/', '.', 'a', '**/');
    fc.assert(
      fc.property(fc.array(unit), fc.string(), (units, path) => {
        assert.equal(typeof compileGlob(units.join(''), FOLDER)(path), 'boolean');
      }),
    );
    const stars = compileGlob(`/${'*a'.repeat(2000)}b`);
    assert.equal(stars(`/${'a'.repeat(20_000)}`), false);
    const folders = compileGlob(`/${'**/a/'.repeat(1000)}b`);
    assert.equal(folders('/a'.repeat(5000)), false);
    const braces = '{a,b}'.repeat(40);
    assert.equal(compileGlob(`/${braces}`)(`/${'a'.repeat(40)}`), false);
    assert.equal(compileGlob(`/${braces}`)(`/${braces}`), true);
  });
});
