import assert from 'node:assert/strict';
import { check } from './checking';

/** Makes a text of many numbered parts. */
function repeat(count: number, write: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => write(at)).join('');
}

/** With a step for each pair of parts, these would take minutes. */
describe('a large schema', () => {
  it('with thousands of unknown types has findings, not all with a suggestion', () => {
    const found = check(repeat(20_000, (at) => `{ 'struct': 'Bed${at}', 'data': { 'a': 'Bad${at}' } }\n`));
    assert.ok(found.length >= 1000);
    assert.ok(found.every(({ code }) => code === 'type/unknown'));
    assert.match(found[0]?.message ?? '', /Did you mean/);
    assert.doesNotMatch(found.at(-1)?.message ?? '', /Did you mean/);
  });

  it('with one misspelt type among a thousand has a suggestion for it', () => {
    const beds = repeat(1000, (at) => `{ 'struct': 'Bed${at}', 'data': {} }\n`);
    const [found] = check(`${beds}{ 'struct': 'Path', 'data': { 'a': 'strr' } }`);
    assert.match(found?.message ?? '', /Did you mean “str”/);
  });

  it('with a long chain of bases is checked', () => {
    const chain = repeat(
      20_000,
      (at) => `{ 'struct': 'Bed${at}', 'base': 'Bed${at + 1}', 'data': { 'm${at}': 'str' } }\n`,
    );
    assert.deepEqual(
      check(`${chain}{ 'struct': 'Bed20000', 'data': {} }`).map(({ code }) => code),
      [],
    );
  });

  it('with thousands of members in one comment is checked', () => {
    const comment = repeat(50_000, (at) => `# @m${at}: Text.\n#\n`);
    const members = Array.from({ length: 50_000 }, (_, at) => `'m${at}': 'str'`).join(', ');
    const definition = `{ 'struct': 'Bed', 'data': { ${members} } }`;
    assert.deepEqual(check(`##\n# @Bed:\n#\n${comment}##\n${definition}`), []);
  });
});
