import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shuffle } from '../../../scripts/shuffle.mjs';

/** scripts/caseOptions.mjs. */
interface CaseOptions {
  readCaseOptions(
    args: readonly string[],
    own: Readonly<Record<string, { type: 'boolean' | 'string' }>>,
  ): { web?: boolean; choice: { only?: string; seed?: number } };
}

describe('the order of cases', () => {
  const letters = Array.from('abcdefghijklmnop');

  it('can be repeated by its seed', () => {
    assert.deepEqual(shuffle(letters, 5), shuffle(letters, 5));
    assert.notDeepEqual(shuffle(letters, 5), shuffle(letters, 6));
  });

  it('includes all and lets each come first', () => {
    const firsts = new Set<string | undefined>();
    for (let seed = 0; seed < 500; seed += 1) {
      const shuffled = shuffle(letters, seed);
      assert.deepEqual([...shuffled].sort(), letters);
      firsts.add(shuffled[0]);
    }
    assert.equal(firsts.size, letters.length);
  });
});

describe('the selection of cases', () => {
  let options: CaseOptions;
  before(async () => {
    const file = pathToFileURL(path.resolve('scripts/caseOptions.mjs')).href;
    options = (await import(file)) as CaseOptions;
  });
  const read = (...args: string[]): ReturnType<CaseOptions['readCaseOptions']> =>
    options.readCaseOptions(args, { web: { type: 'boolean' } });

  it('includes all of them in order', () => {
    assert.deepEqual(read('--web'), { web: true, choice: { only: undefined, seed: undefined } });
  });

  it('includes some of them in random order', () => {
    assert.deepEqual(read('--only', 'a lens', '--shuffle', '12').choice, { only: 'a lens', seed: 12 });
  });

  it('has its own seed if none is given', () => {
    const { seed } = read('--shuffle').choice;
    assert.ok(Number.isInteger(seed), String(seed));
  });

  it('accepts nothing else', () => {
    for (const args of [['12'], ['--shuffle', 'x'], ['--shuffle', '1', '2'], ['--random']])
      assert.throws(() => read(...args), args.join(' '));
  });
});
