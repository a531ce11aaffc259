import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { DRAFTS } from '../../server/src/qapi/jsonSchema/types';
import { getSchema } from '../../server/src/schema/bundled';
import { analyse } from '../../server/src/rules/analyse';
import { needCorpus, readVerdicts } from '../support/corpus';
import { compileDescriptorSchema } from '../support/jsonSchema';

interface Row {
  readonly text: string;
  readonly file: string;
  readonly isValid: boolean;
}

/** Reads the real descriptors with the verdict of QEMU's schema on each; links are recorded as their targets. */
function readDescriptors(test: Mocha.Context): Row[] {
  const rows = ['INDEX.tsv', 'INDEX-2026-11.tsv'].flatMap((name) => {
    const [, ...lines] = readFileSync(needCorpus(test, `descriptors/${name}`), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => {
      const [file = '', , , valid] = line.split('\t');
      const text = readFileSync(needCorpus(test, `descriptors/${file}`), 'utf8');
      return { text, file, isValid: valid === 'yes' };
    });
  });
  assert.ok(rows.length > 120);
  return rows.filter(({ text }) => !text.startsWith('../'));
}

/** The rules that compare a descriptor with the schema, and those for texts that are not JSON. */
const OF_SCHEMA = /^(?:unknown-|missing-member|misplaced-member|wrong-|template-missing|json-)/;

describe('the JSON Schema of descriptors', () => {
  for (const draft of DRAFTS) {
    it(`accepts and rejects the same real descriptors as QEMU’s schema, in draft ${draft}`, function () {
      const rows = readDescriptors(this);
      const validate = compileDescriptorSchema(draft);
      for (const { text, file, isValid } of rows) assert.equal(validate(text), isValid, file);
    });

    it(`rejects only mutated descriptors that the rules reject, and nearly all of them, in draft ${draft}`, function () {
      const rows = readVerdicts<{ id: string; mutation: string; text: string }>(this);
      const validate = compileDescriptorSchema(draft);
      let errors = 0;
      let caught = 0;
      for (const { id, mutation, text } of rows) {
        const findings = analyse(new DescriptorDocument(text, getSchema('latest')));
        const isRejected = !validate(text);
        if (isRejected)
          assert.ok(
            findings.some(({ code }) => OF_SCHEMA.test(code)),
            `${id}: ${mutation}`,
          );
        if (!findings.some(({ severity }) => severity === 'error')) continue;
        errors++;
        if (isRejected) caught++;
      }
      console.log(`      ${caught} of ${errors} with errors are rejected`);
      assert.ok(caught >= 0.98 * errors, `${caught} of ${errors}`);
    });
  }
});
