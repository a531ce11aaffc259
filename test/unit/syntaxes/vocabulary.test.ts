import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from '../../../server/src/qapi/buildSchema';
import {
  listEnumValues,
  isObjectType,
  listMembers,
  listBranchMembers,
} from '../../../server/src/qapi/lookup';
import type { Member } from '../../../server/src/qapi/schema';

interface GrammarRule {
  readonly include?: string;
  readonly begin?: string;
  readonly match?: string;
  readonly patterns?: readonly GrammarRule[];
}

const grammar = JSON.parse(readFileSync('syntaxes/qemu-firmware.tmLanguage.json', 'utf8')) as {
  readonly repository: Readonly<Record<string, GrammarRule>>;
};
const schema = buildSchema('firmware.qapi', (name) =>
  readFileSync(path.resolve('server/schema', name), 'utf8'),
);

/** What every rule includes besides the words of the schema. */
const GENERAL = new Set(['colon', 'comma', 'value', 'invalid', 'unknown-member', 'escape']);

describe('the words that the grammar of descriptors knows', () => {
  const rulesMet = new Set<string>();
  agree('descriptor', 'Firmware');

  it('are all in rules that the top of a descriptor leads to', () => {
    const withWords = Object.entries(grammar.repository).filter(([, rule]) => wordsOf(rule).length > 0);
    assert.deepEqual(
      withWords.map(([name]) => name).filter((name) => !rulesMet.has(name)),
      [],
    );
  });

  /** Declares the tests that compare the rule `name`, and the rules it leads to, with a type of the schema. */
  function agree(name: string, typeName: string): void {
    if (rulesMet.has(name)) return;
    rulesMet.add(name);
    const rule = resolve(name);
    const values = listEnumValues(schema, typeName);
    it(`${name}: those of ${typeName}`, () => {
      const expected = values ?? membersIn(typeName);
      assert.deepEqual(wordsOf(rule).sort(), expected.map((entry) => entry.name).sort());
    });
    if (values) return;
    for (const member of membersIn(typeName)) {
      const memberRule = rule.patterns?.find((pattern) => wordsIn(pattern).includes(member.name));
      if (!schema.definitions.has(member.type.name)) continue;
      const [target] = includesOf(memberRule);
      assert.ok(target, `${typeName}: nothing says how the value of ${member.name} is coloured`);
      if (member.type.isArray) rulesMet.add(target);
      const valueRule = member.type.isArray ? includesOf(resolve(target))[0] : target;
      assert.ok(valueRule, `${target}: nothing says how an element is coloured`);
      agree(valueRule, member.type.name);
    }
  }
});

/** The members of a struct, or those of a union with all its branches, each name once. */
function membersIn(typeName: string): Member[] {
  const type = schema.definitions.get(typeName);
  assert.ok(isObjectType(type), `${typeName} has no members`);
  const branches = type.kind === 'union' ? type.branches : [];
  const declared = [
    ...listMembers(schema, type),
    ...branches.flatMap((branch) => listBranchMembers(schema, branch)),
  ];
  return [...new Map(declared.map(({ member }) => [member.name, member])).values()];
}

function resolve(name: string): GrammarRule {
  const rule = grammar.repository[name];
  assert.ok(rule, `the grammar has no rule ${name}`);
  return rule;
}

/** The rules that a rule includes for the sake of the schema. */
function includesOf(rule: GrammarRule | undefined): string[] {
  const names = (rule?.patterns ?? []).flatMap(({ include }) => (include ? [include.slice(1)] : []));
  return names.filter((name) => !GENERAL.has(name));
}

/** The words of a rule for an enum, or of the members of a rule for an object. */
function wordsOf(rule: GrammarRule): string[] {
  return [rule, ...(rule.patterns ?? [])].flatMap(wordsIn);
}

/** The alternatives in an expression such as `(")(raw|qcow2)(")`; none in any other. */
function wordsIn({ begin, match }: GrammarRule): string[] {
  return /^\("\)\(([\w|-]+)\)\("\)$/.exec(begin ?? match ?? '')?.[1]?.split('|') ?? [];
}
