import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findCheck } from '../../../../client/src/ruleSections';
import { CODES, FAMILIES } from '../../../../server/src/qapi/check/codes';

/** The code that contains the name of a kind, and what the names are. */
const KINDS = new Map([
  ['doc/${tag.name.toLowerCase()}-not-command', ['doc/returns-not-command', 'doc/errors-not-command']],
  ['doc/${tag.toLowerCase()}-twice', ['doc/returns-twice', 'doc/errors-twice', 'doc/since-twice']],
  // Types of codes, which are reported by their names.
  ['json/want-${', []],
  ['json/want-comma-or-close-${', []],
  ['type/${kind}-data', ['type/command-data', 'type/event-data']],
  ['type/${kind}-data-conditional', ['type/command-data-conditional', 'type/event-data-conditional']],
  ['type/${kind}-data-union', ['type/command-data-union', 'type/event-data-union']],
]);

function listReported(): Set<string> {
  const files = ['server/src/qapi', 'server/src/service'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('codes.ts'))
      .map((name) => path.join(folder, name)),
  );
  const families = Object.keys(FAMILIES).join('|');
  const pattern = new RegExp(`['\`]((?:${families})/[a-zA-Z0-9\${}.()-]+)['\`]`, 'g');
  const codes = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, code = '']) => code),
  );
  return new Set([
    ...codes.flatMap((code) => KINDS.get(code) ?? code),
    // A template without a family.
    ...['include/extra-keys', 'pragma/extra-keys'],
  ]);
}

describe('the codes of the check of schemas', () => {
  it('are all documented, and no others', () => {
    assert.deepEqual(CODES.map(({ code }) => code).sort(), [...listReported()].sort());
  });

  it('each have a family, and a page in the editor', () => {
    const page = readFileSync('docs/qapi.md', 'utf8');
    for (const { code, when } of CODES) {
      assert.ok(Object.hasOwn(FAMILIES, code.replace(/\/.*/, '')), code);
      assert.ok(findCheck(page, code)?.startsWith(`# ${code}\n\nReported when ${when}.`), code);
    }
    assert.equal(findCheck(page, 'doc/none'), undefined);
  });
});
