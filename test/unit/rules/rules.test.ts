import assert from 'node:assert/strict';
import { ALL_DOCS, RULE_DOCS } from '../../../server/src/rules/documentation';
import { ALL_RULES, RULES } from '../../../server/src/rules/index';
import type { Example } from '../../../server/src/rules/examples';
import type { Fix } from '../../../server/src/rules/rule';
import { analyse } from '../../../server/src/rules/analyse';
import { listSoundFixes } from '../../../server/src/rules/soundFixes';
import { applyEdits } from '../../../server/src/text/textEdit';
import { findFaults } from '../support/fixChecks';
import { documentAt, findingsOf, shown, type Place } from '../../support/findings';

/** Returns the findings beyond hints, which apply to most descriptors. */
function beyondHints(text: string, place: Place): string[] {
  return findingsOf(text, 'latest', place)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code, message }) => `${code}: ${message}`);
}

/** Returns the fixes that are offered for the first finding of an example. */
function soundFixesOf(example: Example): readonly Fix[] {
  const [finding] = findingsOf(example.text, 'latest', example);
  return finding ? listSoundFixes(documentAt(example.text, 'latest', example), finding) : [];
}

describe('Every rule', () => {
  for (const { rule, title, documentation, hasNoFix = false, examples } of ALL_DOCS) {
    describe(rule.code, () => {
      const { valid, invalid } = examples();
      valid.forEach((example, index) => {
        it(`is silent on its valid example ${index + 1}`, () => {
          assert.deepEqual(shown(example.text, 'latest', example), []);
        });
      });

      invalid.forEach((example, index) => {
        it(`finds its invalid example ${index + 1} once, and nothing else`, () => {
          assert.deepEqual(
            findingsOf(example.text, 'latest', example).map(({ code }) => code),
            [rule.code],
            shown(example.text, 'latest', example).join('\n'),
          );
        });

        it(`fully repairs its invalid example ${index + 1} with its first fix`, () => {
          const [fix] = soundFixesOf(example);
          assert.equal(
            fix === undefined,
            hasNoFix,
            'a finding has a fix, or its documentation says hasNoFix',
          );
          if (fix) assert.deepEqual(beyondHints(applyEdits(example.text, fix.edits), example), [], fix.title);
        });

        it(`removes the finding of invalid example ${index + 1} with each of its fixes`, () => {
          for (const fix of soundFixesOf(example)) {
            const remaining = findingsOf(applyEdits(example.text, fix.edits), 'latest', example).map(
              ({ code }) => code,
            );
            assert.ok(
              !remaining.includes(rule.code) && !remaining.some((code) => code.startsWith('json-')),
              fix.title,
            );
          }
        });
      });

      it('loses nothing and leaves fewer problems with each fix of its examples', () => {
        for (const example of [...invalid, ...valid]) {
          const document = documentAt(example.text, 'latest', example);
          for (const finding of analyse(document))
            for (const fix of listSoundFixes(document, finding))
              assert.deepEqual(findFaults(document, finding, fix), [], `${finding.code}: ${fix.title}`);
        }
      });

      it('has documentation that says why', () => {
        assert.ok(title.length > 0 && documentation.length > 80);
        assert.match(rule.code, /^[a-z][a-z0-9-]+$/);
      });
    });
  }

  it('is documented, in the same order', () => {
    const codesIn = (groups: Readonly<Record<string, readonly { code: string }[]>>): unknown =>
      Object.entries(groups).map(([group, rules]) => [group, rules.map(({ code }) => code)]);
    const documented = Object.entries(RULE_DOCS).map(
      ([group, docs]) => [group, docs.map(({ rule }) => rule)] as const,
    );
    assert.deepEqual(codesIn(Object.fromEntries(documented)), codesIn(RULES));
  });

  it('has a code of its own', () => {
    const codes = ALL_RULES.map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)]);
  });
});
