import assert from 'node:assert/strict';
import { findConsumer, judge, type Judgement } from '../../server/src/consumers/index';
import { readAs } from '../../server/src/consumers/jsonDialect';
import { findExceptions } from '../../server/src/consumers/mkosi/read';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { analyse } from '../../server/src/rules/analyse';
import { REFUSED } from '../../server/src/rules/fileFindings';
import { ALL_RULES, RULES } from '../../server/src/rules/index';
import type { Finding } from '../../server/src/rules/rule';
import { getSchema } from '../../server/src/schema/bundled';
import { checkDescriptor } from '../../server/src/service/findings';
import { readVerdicts } from '../support/corpus';

/** What was recorded for a descriptor. Programs that were not tested with it are missing. */
interface Row {
  readonly id: string;
  readonly base: string;
  readonly mutation: string;
  readonly text: string;
  readonly 'libvirt_12.8'?: 'accept' | 'reject';
  readonly 'libvirt_11.3'?: 'accept' | 'reject';
  readonly 'libvirt_9.0'?: 'accept' | 'reject';
  readonly vmspawn_257?: 'selected' | 'loads' | 'skips';
  readonly 'mkosi_27.1'?: 'uses' | 'skips' | 'error';
  readonly mkosi_config: string;
}

/** A consumer with the records of the program. */
interface Recorded {
  readonly id: string;
  /** Returns what the program did with a descriptor, as a verdict of `judge`; undefined if it was not tested. */
  readonly read: (row: Row) => 'loads' | 'skips' | 'breaks' | undefined;
  /** The only reasons of `judge` that no rule reports, because the schema allows what the consumer rejects. */
  readonly unfound?: RegExp;
}

function map<Field extends string>(
  recorded: Field | undefined,
  meaning: Readonly<Record<Field, 'loads' | 'skips' | 'breaks'>>,
): 'loads' | 'skips' | 'breaks' | undefined {
  return recorded === undefined ? undefined : meaning[recorded];
}

const RECORDED: readonly Recorded[] = [
  { id: 'libvirt@12.8', read: (row) => map(row['libvirt_12.8'], { accept: 'loads', reject: 'skips' }) },
  { id: 'libvirt@11.3', read: (row) => map(row['libvirt_11.3'], { accept: 'loads', reject: 'skips' }) },
  {
    id: 'libvirt@9.0',
    read: (row) => map(row['libvirt_9.0'], { accept: 'loads', reject: 'breaks' }),
    unfound: /^unknown architecture “loongarch64”$/,
  },
  {
    id: 'vmspawn@257',
    read: (row) => map(row.vmspawn_257, { selected: 'loads', loads: 'loads', skips: 'skips' }),
    unfound: /^missing “(?:executable|nvram-template)”$/,
  },
  {
    id: 'mkosi@27',
    read: (row) => map(row['mkosi_27.1'], { uses: 'loads', skips: 'loads', error: 'breaks' }),
  },
];

describe('The models of consumers, for recorded descriptors,', () => {
  for (const { id, read, unfound } of RECORDED) {
    it(`give the recorded verdicts of ${id}`, function () {
      const wrong = readVerdicts<Row>(this).flatMap((row) => {
        const { verdict, because } = judgement(id, row.text);
        const codes = because.map(({ code }) => code).join(', ');
        const recorded = read(row) ?? verdict;
        return verdict === recorded
          ? []
          : [`${row.id} ${row.base}, ${row.mutation}: ${recorded}, not ${verdict} (${codes})`];
      });
      assert.deepEqual(wrong, []);
    });

    it(`give reasons for ${id} that the rules find`, function () {
      const unexplained = readVerdicts<Row>(this).flatMap(({ id: row, mutation, text }) => {
        const codes = new Set(analyse(documentOf(text)).map(({ code }) => code));
        return judgement(id, text)
          .because.filter(({ code, message }) => !codes.has(code) && unfound?.test(message) !== true)
          .map(({ code, message }) => `${row} ${mutation}: ${code} ${message}`);
      });
      assert.deepEqual(unexplained, []);
    });

    it(`lead to a finding if and only if ${id} rejects the file`, function () {
      const wrong = readVerdicts<Row>(this).filter((row) => {
        const told = check(row.text, [id]).some(({ consequences = [] }) =>
          consequences.some(({ consumer }) => consumer === id),
        );
        const recorded = read(row) ?? judgement(id, row.text).verdict;
        return told !== (recorded === 'skips' || recorded === 'breaks');
      });
      assert.deepEqual(
        wrong.map((row) => `${row.id} ${row.mutation}`),
        [],
      );
    });

    it(`lead to a finding of a specific rule for ${id} if one exists`, function () {
      const wrong = readVerdicts<Row>(this).filter(({ text }) => {
        const isUnfound = check(text, [id]).some(({ code }) => code === REFUSED.code);
        return isUnfound && !judgement(id, text).because.every(({ message }) => unfound?.test(message));
      });
      assert.deepEqual(
        wrong.map((row) => `${row.id} ${row.mutation}`),
        [],
      );
    });
  }

  it('lead to no error if the schema and all consumers accept the file', function () {
    const wrong = readVerdicts<Row>(this).flatMap((row) => {
      const accepting = RECORDED.filter(({ read }) => read(row) === 'loads').map(({ id }) => id);
      const document = documentOf(row.text);
      if (!isRight(document)) return [];
      return checkDescriptor(document, { ...SETTINGS, consumers: accepting })
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ code }) => `${row.id} ${row.mutation}: ${code}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('select what mkosi selected for the same question', function () {
    const mkosi = findConsumer('mkosi@27');
    assert.ok(mkosi);
    const wrong = readVerdicts<Row>(this).flatMap((row) => {
      const [architecture = '', firmware, keys] = row.mkosi_config.split(' ');
      const secureBoot = firmware === 'uefi-secure-boot';
      const question = { architecture, secureBoot, enrolledKeys: keys === 'microsoft' };
      const candidate = readAs(mkosi.json, documentOf(row.text));
      const failed =
        'refused' in candidate || findExceptions(candidate.root, candidate.document, [question]).length > 0;
      return failed === (row['mkosi_27.1'] === 'error') ? [] : [`${row.id} ${row.mutation}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('name only rules', function () {
    const allCodes = new Set(ALL_RULES.map(({ code }) => code));
    const named = readVerdicts<Row>(this).flatMap(({ text }) =>
      RECORDED.flatMap(({ id }) => judgement(id, text).because.map(({ code }) => code)),
    );
    assert.deepEqual(
      [...new Set(named)].filter((code) => !allCodes.has(code)),
      [],
    );
  });
});

const SETTINGS = { excluded: false, severities: new Map(), consumers: [] };

function check(text: string, consumers: readonly string[]): readonly Finding[] {
  return checkDescriptor(documentOf(text), { ...SETTINGS, consumers }).findings;
}

/** Whether a descriptor is JSON that satisfies the schema. */
function isRight(document: DescriptorDocument): boolean {
  return (
    document.syntax.problems.length === 0 &&
    document.root !== undefined &&
    document.strays.length === 0 &&
    analyse(document).every(({ code }) => !AGAINST_SCHEMA.has(code))
  );
}

/** The codes of the rules on what the schema states in its types or its text. */
const AGAINST_SCHEMA: ReadonlySet<string> = new Set([
  ...RULES.schema.map(({ code }) => code),
  'json-duplicate-key',
  'no-interface-type',
  'template-missing',
  'verbose-conflict',
]);

function documentOf(text: string): DescriptorDocument {
  return new DescriptorDocument(text, getSchema('latest'), '/usr/share/qemu/firmware/50-test.json');
}

function judgement(id: string, text: string): Judgement {
  const consumer = findConsumer(id);
  assert.ok(consumer);
  return judge(consumer, documentOf(text));
}
