import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { ALL_DOCS } from '../../../server/src/rules/documentation';
import { getSchema } from '../../../server/src/schema/bundled';
import { CORPUS } from '../../support/corpus';
import { mutate } from './mutations';
import { randomNumbers } from './randomNumbers';
import { pick } from './treeMutations';

/** How many mutated descriptors a test takes; a long run sets the variable. */
const CASES = Number(process.env.QEMU_FIRMWARE_FIX_CASES ?? 400);
const SEED = Number(process.env.QEMU_FIRMWARE_FIX_SEED ?? 1);
/** A descriptor has a kilobyte; a longer text slows the test and shows nothing else. */
const MAX_LENGTH = 8000;

/** A mutated descriptor, and the number that brings it back. */
export interface Attacked {
  readonly id: string;
  readonly document: DescriptorDocument;
  readonly random: (below: number) => number;
}

/** Descriptors of the samples, the examples of rules and the corpus, if there is one, each with a few mistakes. */
export function* listAttackedDocuments(): Generator<Attacked> {
  const files = [...listTexts('samples'), ...listTexts(path.join(CORPUS, 'descriptors'))];
  const examples = ALL_DOCS.flatMap(({ examples: list }) => list().invalid);
  const texts = [...files, ...examples.map(({ text }) => text)].filter(({ length }) => length < MAX_LENGTH);
  const sources = [...files.map((text) => ({ text })), ...examples].filter(
    ({ text }) => text.length < MAX_LENGTH,
  );
  for (let index = 0; index < CASES; index++) {
    const random = randomNumbers((SEED * 1_000_003 + index * 7919) | 1);
    // The first numbers of neighbouring seeds are alike.
    for (let skipped = 0; skipped < 8; skipped++) random(2);
    const source: (typeof sources)[number] & Partial<(typeof examples)[number]> = pick(sources, random);
    const version = pick(['latest', 'latest', 'latest', '9.0', '6.2'], random);
    const place = source.path ?? '/usr/share/qemu/firmware/50-test.json';
    const text = mutate(source.text, texts, random);
    const document = new DescriptorDocument(text, getSchema(version), place, source.surroundings);
    yield { id: `case ${index} of seed ${SEED}`, document, random };
  }
}

function listTexts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.length > 0);
}
