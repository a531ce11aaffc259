import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findConsumer, judge, type Judgement } from '../../server/src/consumers/index';
import { readAs } from '../../server/src/consumers/jsonDialect';
import { findExceptions } from '../../server/src/consumers/mkosi/read';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { addConsequences } from '../../server/src/features/consequences';
import { analyse } from '../../server/src/rules/analyse';
import { ALL_RULES } from '../../server/src/rules/index';
import { getSchema } from '../../server/src/schema/bundled';
import { needCorpus } from '../support/corpus';

interface Row {
  readonly id: string;
  readonly base: string;
  readonly mutation: string;
  readonly text: string;
  readonly 'libvirt_11.3': 'accept' | 'reject';
  readonly 'libvirt_9.0': 'accept' | 'reject';
  readonly vmspawn_257: 'selected' | 'loads' | 'skips';
  readonly 'mkosi_27.1': 'uses' | 'skips' | 'error';
  readonly mkosi_config: string;
}

/** What each program did, in the words of `judge`. */
const RECORDED: Readonly<Record<string, (row: Row) => string>> = {
  'libvirt@11.3': (row) => (row['libvirt_11.3'] === 'accept' ? 'loads' : 'skips'),
  'libvirt@9.0': (row) => (row['libvirt_9.0'] === 'accept' ? 'loads' : 'breaks'),
  'vmspawn@257': (row) => (row.vmspawn_257 === 'skips' ? 'skips' : 'loads'),
  'mkosi@27': (row) => (row['mkosi_27.1'] === 'error' ? 'breaks' : 'loads'),
};

/** What these consumers refuse although it is right by the schema, so that no rule finds it. */
const RIGHT_BY_THE_SCHEMA: Readonly<Record<string, RegExp>> = {
  // The architecture loongarch64.
  'libvirt@9.0': /^unknown-value /,
  // Firmware without an executable and a template.
  'vmspawn@257': /^missing-member "mapping"$/,
};

describe('What real consumers did with descriptors', () => {
  for (const [id, recorded] of Object.entries(RECORDED)) {
    it(`is what is said of ${id}`, function () {
      const wrong = rows(this).flatMap((row) => {
        const { verdict, because } = judgement(id, row.text);
        const codes = because.map(({ code }) => code).join(', ');
        return verdict === recorded(row)
          ? []
          : [`${row.id} ${row.base}, ${row.mutation}: ${recorded(row)}, not ${verdict} (${codes})`];
      });
      assert.deepEqual(wrong, []);
    });

    it(`is for ${id} explained by what the rules find`, function () {
      const unexplained = rows(this).flatMap(({ id: row, mutation, text }) => {
        const codes = new Set(analyse(documentOf(text)).map(({ code }) => code));
        return judgement(id, text)
          .because.filter(({ code }) => !codes.has(code))
          .map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`)
          .filter((objection) => RIGHT_BY_THE_SCHEMA[id]?.test(objection) !== true)
          .map((objection) => `${row} ${mutation}: ${objection}`);
      });
      assert.deepEqual(unexplained, []);
    });

    it(`is for ${id} told by a finding wherever the file is given up`, function () {
      const silent = rows(this).filter(({ text }) => {
        const { verdict, because } = judgement(id, text);
        const isAllowed = because.every(
          ({ code, range }) =>
            RIGHT_BY_THE_SCHEMA[id]?.test(`${code} ${text.slice(range.start, range.end)}`) === true,
        );
        if (verdict === 'loads' || isAllowed) return false;
        const document = documentOf(text);
        const plain = analyse(document);
        return addConsequences(plain, [id], document).every((finding) => plain.includes(finding));
      });
      assert.deepEqual(
        silent.map((row) => `${row.id} ${row.mutation}`),
        [],
      );
    });
  }

  it('is what is said of mkosi for the very question that it was asked', function () {
    const mkosi = findConsumer('mkosi@27');
    assert.ok(mkosi);
    const wrong = rows(this).flatMap((row) => {
      const [architecture = '', firmware, keys] = row.mkosi_config.split(' ');
      const secureBoot = firmware === 'uefi-secure-boot';
      const question = { architecture, secureBoot, enrolledKeys: keys === 'microsoft' };
      const seen = readAs(mkosi.json, documentOf(row.text));
      const failed = 'refused' in seen || findExceptions(seen.root, seen.document, [question]).length > 0;
      return failed === (row['mkosi_27.1'] === 'error') ? [] : [`${row.id} ${row.mutation}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('names rules only', function () {
    const known = new Set(ALL_RULES.map(({ code }) => code));
    const named = rows(this).flatMap(({ text }) =>
      Object.keys(RECORDED).flatMap((id) => judgement(id, text).because.map(({ code }) => code)),
    );
    assert.deepEqual(
      [...new Set(named)].filter((code) => !known.has(code)),
      [],
    );
  });
});

function rows(test: Mocha.Context): Row[] {
  const found = readFileSync(needCorpus(test, 'libvirt/verdicts.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  assert.ok(found.length >= 435);
  return found;
}

function documentOf(text: string): DescriptorDocument {
  return new DescriptorDocument(text, getSchema('latest'), '/usr/share/qemu/firmware/50-test.json');
}

function judgement(id: string, text: string): Judgement {
  const consumer = findConsumer(id);
  assert.ok(consumer);
  return judge(consumer, documentOf(text));
}
