import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { runRules } from '../../../server/src/rules/analyse';
import { ALL_DOCS } from '../../../server/src/rules/documentation';
import { withMembers } from '../../../server/src/rules/examples';
import { ALL_RULES } from '../../../server/src/rules/index';
import { findTraits } from '../../../server/src/rules/traits';
import { getSchema } from '../../../server/src/schema/bundled';
import { documentAt } from '../../support/findings';
import { listAttackedDocuments } from '../support/attackedDocuments';

/** The same rules, each of which is started for every document. */
const UNCONCERNED = ALL_RULES.map((rule) => ({ ...rule, concerns: [] }));

function checkBoth(document: DescriptorDocument): void {
  assert.deepEqual(runRules(document, ALL_RULES), runRules(document, UNCONCERNED), document.text);
}

describe('The traits of a descriptor', function () {
  this.timeout(120_000);

  it('start each rule that finds something in an example', () => {
    for (const { examples } of ALL_DOCS) {
      const { valid, invalid } = examples();
      for (const example of [...valid, ...invalid]) checkBoth(documentAt(example.text, 'latest', example));
    }
  });

  it('start each rule that finds something in a mutated descriptor, wherever it is', () => {
    for (const { document } of listAttackedDocuments()) {
      checkBoth(document);
      checkBoth(new DescriptorDocument(document.text, document.context));
    }
  });

  it('are all present if a bug prevents finding them', () => {
    const document = new DescriptorDocument('{}', getSchema('latest'));
    Object.defineProperty(document, 'view', { get: () => assert.fail() });
    assert.equal(findTraits(document), -1);
  });

  it('are none in an ordinary descriptor', () => {
    const targets = [{ architecture: 'x86_64', machines: ['pc-q35-*'] }];
    const { text } = withMembers({ targets });
    assert.equal(findTraits(new DescriptorDocument(text, getSchema('latest'))), 0);
  });
});
