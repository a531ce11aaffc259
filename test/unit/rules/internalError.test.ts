import assert from 'node:assert/strict';
import { consumers, listVerdicts } from '../../../server/src/consumers/index';
import type { Code } from '../../../server/src/descriptor/codes';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { addConsequences } from '../../../server/src/features/consequences';
import { runRules } from '../../../server/src/rules/analyse';
import { ALL_RULES, RULES } from '../../../server/src/rules/index';
import type { Rule } from '../../../server/src/rules/rule';
import { getSchema } from '../../../server/src/schema/bundled';

const TEXT = '\n  {"tags": 1, "mapping": [], "features": ["x", "x"], "x": 1,}';
const documentOf = (text: string): DescriptorDocument =>
  new DescriptorDocument(text, getSchema('latest'), '/etc/qemu/firmware/50-test.json');
const bug = new RangeError('out of luck');
const fail = (): never => {
  throw bug;
};
const broken = (rule: Rule): Rule => ({
  ...rule,
  needsWholeText: false,
  aboutSyntax: false,
  concerns: [],
  needsImages: false,
  needsSurroundings: false,
  check: fail,
});

describe('a rule that throws', () => {
  const document = documentOf(TEXT);
  const sound = runRules(document, ALL_RULES);

  for (const [family, rules] of Object.entries(RULES))
    it(`has one finding and leaves all others: ${family}`, () => {
      for (const rule of rules) {
        const found = runRules(
          document,
          ALL_RULES.map((each) => (each === rule ? broken(each) : each)),
        );
        const [internal, ...others] = found.filter(({ code }) => code === 'internal-error');
        assert.ok(internal);
        assert.deepEqual(others, []);
        assert.ok(internal.message.includes(`“${rule.code}”`));
        assert.deepEqual([internal.severity, internal.range], ['error', { start: 3, end: 4 }]);
        assert.match(internal.stack ?? '', /^RangeError: out of luck\n {4}at /);
        assert.deepEqual(
          found.filter(({ code }) => code !== 'internal-error'),
          sound.filter(({ code }) => code !== rule.code),
        );
      }
    });

  it('also has one finding after it has reported something', () => {
    const rule: Rule = {
      code: 'json-blank',
      severity: 'warning',
      *check() {
        yield { message: 'first', range: { start: 0, end: 1 } };
        throw bug;
      },
    };
    assert.deepEqual(
      runRules(document, [rule]).map(({ code }) => code),
      ['internal-error'],
    );
  });

  it('is reported at the start of a text without a token', () => {
    for (const text of ['  \n', '']) {
      const [found] = runRules(documentOf(text), [
        { code: 'json-blank', severity: 'error', aboutFile: true, check: fail },
      ]);
      assert.deepEqual(found?.range, { start: 0, end: Math.min(1, text.length) });
    }
  });
});

describe('findings that start at one place', () => {
  it('are ordered by their ends, in any order of the rules', () => {
    const rule = (code: Code, end: number): Rule => ({
      code,
      severity: 'error',
      check: () => [{ message: code, range: { start: 0, end } }],
    });
    const found = runRules(documentOf('{}'), [rule('json-big', 2), rule('json-blank', 1)]);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['json-blank', 'json-big'],
    );
  });
});

describe('a consumer that throws', () => {
  const [first, second] = consumers;
  assert.ok(first && second);
  const original = { ...first };
  before(() => {
    Object.assign(first, { read: fail });
  });
  after(() => {
    Object.assign(first, original);
  });

  it('has one finding and leaves the other consumers’ findings and consequences', () => {
    const document = documentOf('{"tags": 1}');
    const findings = runRules(document, ALL_RULES);
    const told = addConsequences(findings, [first.id, second.id], document);
    const [internal, ...others] = told;
    assert.equal(internal?.code, 'internal-error');
    assert.ok(internal.message.includes(`${first.name} ${first.version}`));
    assert.deepEqual(others, addConsequences(findings, [second.id], document));
    assert.deepEqual(
      listVerdicts([first.id, second.id], document).map(({ consumer }) => consumer),
      [second.id],
    );
  });
});
