import assert from 'node:assert/strict';
import { findConsumer, judge } from '../../server/src/consumers/index';
import { readAs } from '../../server/src/consumers/jsonDialect';
import { findExceptions } from '../../server/src/consumers/mkosi/read';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import { readVerdicts } from '../support/corpus';

type Outcome = 'uses' | 'skips' | 'error';

interface Row {
  readonly id: string;
  readonly base: string;
  readonly mutation: string;
  readonly text: string;
  readonly 'mkosi_25.3': Outcome;
  readonly 'mkosi_27.1': Outcome;
  readonly mkosi_config: string;
}

describe('The model of mkosi, for recorded descriptors,', () => {
  const mkosi = findConsumer('mkosi@27');
  assert.ok(mkosi);

  it('gives the recorded verdicts', function () {
    const wrong = readVerdicts<Row>(this).flatMap((row) => {
      const { verdict } = judge(mkosi, documentOf(row));
      const recorded = row['mkosi_27.1'] === 'error' ? 'breaks' : 'loads';
      return verdict === recorded ? [] : [`${nameRow(row)}: ${recorded}, not ${verdict}`];
    });
    assert.deepEqual(wrong, []);
  });

  for (const release of ['25.3', '27.1'] as const)
    it(`gives the recorded selection of ${release} for the same question`, function () {
      const wrong = readVerdicts<Row>(this).flatMap((row) => {
        const [architecture = '', firmware, keys] = row.mkosi_config.split(' ');
        const secureBoot = firmware === 'uefi-secure-boot';
        const question = { architecture, secureBoot, enrolledKeys: keys === 'microsoft' };
        const candidate = readAs(mkosi.json, documentOf(row));
        const failed =
          'refused' in candidate || findExceptions(candidate.root, candidate.document, [question]).length > 0;
        return failed === (row[`mkosi_${release}`] === 'error') ? [] : [nameRow(row)];
      });
      assert.deepEqual(wrong, []);
    });
});

function nameRow({ id, base, mutation }: Row): string {
  return `${id} ${base}, ${mutation}`;
}

function documentOf({ text }: Row): DescriptorDocument {
  return new DescriptorDocument(text, getSchema('latest'));
}
