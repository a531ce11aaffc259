import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { analyse } from '../../../server/src/rules/analyse';
import { MAX_FINDINGS, MAX_FINDINGS_OF_A_RULE } from '../../../server/src/rules/tooMany';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';
import { findingsOf } from '../../support/findings';

describe('The analysis', () => {
  it('finds nothing in a mask', () => {
    assert.deepEqual(findingsOf(''), []);
  });

  it('is done once for a document', () => {
    const document = new DescriptorDocument(withMembers({ tags: undefined }).text, getSchema('latest'));
    assert.equal(analyse(document), analyse(document));
  });

  it('is in the order of the text', () => {
    const starts = findingsOf('{"tags": 1, "mapping": [], "features": ["x", "x"]}').map(
      ({ range }) => range.start,
    );
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.ok(starts.length > 3);
  });

  it('limits the findings of one rule and says that there are more, which leaves room for other rules', () => {
    const features = Array.from({ length: 1000 }, (_, index) => `feature-${index}`);
    const findings = findingsOf(withMembers({ features, tags: undefined }).text);
    const of = (code: string) => findings.filter((finding) => finding.code === code).length;
    assert.deepEqual(
      [of('unknown-value'), of('missing-member'), of('too-many-findings')],
      [MAX_FINDINGS_OF_A_RULE, 1, 1],
    );
    assert.ok(findings.length <= MAX_FINDINGS + 1);
  });
});
