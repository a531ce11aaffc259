import { existsSync } from 'node:fs';
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
