import { readdirSync, readFileSync } from 'node:fs';
import { ALL_DOCS } from '../../server/src/rules/documentation';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import { askEverything } from './editor';
import { mutate } from './mutate';
import type { Random } from './random';
import { makeTarget } from './target';

const SAMPLES = 'samples/qemu/firmware';
const PATH = '/usr/share/qemu/firmware/50-fuzz.json';

/** Valid descriptors, invalid ones for every rule, and those that exist only in the samples. */
export const DESCRIPTORS: readonly string[] = [
  ...readdirSync(SAMPLES).map((name) => readFileSync(`${SAMPLES}/${name}`, 'utf8')),
  ...ALL_DOCS.flatMap(({ examples }) => Object.values(examples()).flat()).map(({ text }) => text),
];

const SNIPPETS = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\u001b', '\\n', '//', '/*', '*/', '\n', '\t'],
  ...['null', 'true', '-0', '1e999', '12345678901234567890', '0x1', 'NaN', "'a'", '"a": 1,', '"tags": []'],
  ...[
    '"mode": "split",',
    '"device": "memory",',
    '"filename": "/a",',
    '"features": [],',
    '"format": "qcow2",',
  ],
  ...['"secure-boot"', '"requires-smm"', '"amd-sev"', '"targets": [{}],', '"machines": ["**"]', '@DATADIR@'],
  ...['"__proto__": {},', '"constructor": 1,', '"toString"', '"pc-q35-*"', '"architecture": "x86_64",'],
];

/** Returns a mutated descriptor. */
export const makeDescriptor = (random: Random): string => mutate(random, DESCRIPTORS, SNIPPETS);

/** Returns some offsets in a text, occasionally its start or end. */
export const chooseOffsets = (random: Random, text: string): number[] =>
  random.several(1, 4, () => (random.oneIn(8) ? text.length : random.below(text.length + 1)));

export const descriptors = makeTarget({
  name: 'descriptors',
  cases: 400,
  make(random) {
    const text = makeDescriptor(random);
    return { text, offsets: chooseOffsets(random, text), neighbour: makeDescriptor(random) };
  },
  async check({ text, offsets, neighbour }) {
    const workspace = makeMemoryWorkspace({
      [PATH]: text,
      '/usr/share/qemu/firmware/60-other.json': neighbour,
    });
    const { longest } = await askEverything({ text, path: PATH, offsets, workspace });
    return { cpu: 0, rss: 0, longest };
  },
});
