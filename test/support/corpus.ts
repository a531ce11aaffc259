import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder with recorded descriptors, verdicts and schemas: next to the checkout, or as set in the environment. */
export const CORPUS = path.resolve(process.env.QEMU_FIRMWARE_CORPUS ?? '../shared/corpus');

/** Skips a test with a message if the part of the corpus that it requires is missing. */
export function needCorpus(test: Mocha.Context, part: string): string {
  const found = path.join(CORPUS, part);
  if (!existsSync(found)) {
    console.log(`      skipped: no ${part} in the corpus (QEMU_FIRMWARE_CORPUS=${CORPUS})`);
    test.skip();
  }
  return found;
}

/** Returns the rows of a corpus file with a JSON value on each line. Skips the test if the file is missing. */
export function readRows<Row>(test: Mocha.Context, part: string): Row[] {
  return readFileSync(needCorpus(test, part), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** What programs did with mutated descriptors: at least the rows that were recorded first. */
export function readVerdicts<Row>(test: Mocha.Context): Row[] {
  const found = readRows<Row>(test, 'libvirt/verdicts-2026-11.jsonl');
  assert.ok(found.length >= 615);
  return found;
}
