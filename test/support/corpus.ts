import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where recorded descriptors, verdicts and schemas lie: beside the checkout, or where the environment says. */
export const CORPUS = path.resolve(process.env.QEMU_FIRMWARE_CORPUS ?? '../shared/corpus');

/** Skips a test, aloud, where the part of the corpus that it needs is not there. */
export function needCorpus(test: Mocha.Context, part: string): string {
  const found = path.join(CORPUS, part);
  if (!existsSync(found)) {
    console.log(`      skipped: no ${part} in the corpus (QEMU_FIRMWARE_CORPUS=${CORPUS})`);
    test.skip();
  }
  return found;
}

/** The rows of a file of the corpus with a JSON value in each line. Skips the test where the file is not there. */
export function readRows<Row>(test: Mocha.Context, part: string): Row[] {
  return readFileSync(needCorpus(test, part), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** What programs were seen to do with mutated descriptors: at least the rows that were recorded first. */
export function readVerdicts<Row>(test: Mocha.Context): Row[] {
  const found = readRows<Row>(test, 'libvirt/verdicts-2026-11.jsonl');
  assert.ok(found.length >= 615);
  return found;
}
