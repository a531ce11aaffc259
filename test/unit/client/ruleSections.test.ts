import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findSection } from '../../../client/src/ruleSections';
import { ALL_CODES } from '../../../server/src/rules/allCodes';

describe('the page of a rule', () => {
  const text = [
    '# Rules',
    '',
    '## Tea',
    '',
    '### cold',
    '',
    'Warm it.',
    '### hot',
    '',
    'Wait.',
    '',
    '## Cups',
    'x',
  ].join('\n');

  it('has its section of the documentation, and no more', () => {
    assert.equal(findSection(text, 'cold'), '# cold\n\nWarm it.');
    assert.equal(findSection(text, 'hot'), '# hot\n\nWait.\n');
  });

  it('does not exist for another name', () => {
    for (const name of ['', 'Tea', 'col', 'constructor']) assert.equal(findSection(text, name), undefined);
  });

  it('exists for every code', () => {
    const rules = readFileSync('docs/rules.md', 'utf8');
    for (const code of ALL_CODES) assert.match(findSection(rules, code) ?? '', /\*\*.+\*\*/, code);
  });
});
