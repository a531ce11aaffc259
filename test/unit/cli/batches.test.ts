import assert from 'node:assert/strict';
import {
  checkBatches,
  splitIntoBatches,
  type Batch,
  type Checked,
  type Helper,
} from '../../../server/src/cli/batches';

const FILES = Array.from({ length: 1000 }, (_, at) => `${at}.json`);
const SPECIAL = new Set(['5.json', '999.json']);
const batches = [...splitIntoBatches(FILES, SPECIAL)];

/** Gives each file as a problem, as that is the shortest result. */
const check = ({ files }: Batch): Promise<Checked> => Promise.resolve({ reports: [], problems: files });

async function run(helper?: Helper, own = check): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { problems } of checkBatches(batches, own, helper)) found.push(...problems);
  return found;
}

/** A helper that answers in a later turn, and records what it checked. @param answers how many batches it checks before it ends */
function makeHelper(answers = Infinity): Helper & { readonly checked: Batch[] } {
  let waiting = 0;
  const checked: Batch[] = [];
  return {
    checked,
    get isFree() {
      return checked.length < answers && waiting < 2;
    },
    async check(batch) {
      waiting++;
      await new Promise(setImmediate);
      waiting--;
      if (checked.length >= answers) throw new Error('it has ended');
      checked.push(batch);
      return check(batch);
    },
  };
}

describe('the batches of a run', () => {
  it('have all files once, and know the special ones', () => {
    assert.deepEqual(
      batches.flatMap(({ files }) => files),
      FILES,
    );
    assert.deepEqual(
      batches.flatMap(({ special }) => [...special]),
      [...SPECIAL],
    );
  });

  it('are given in order, with and without a helper', async () => {
    const helper = makeHelper();
    assert.deepEqual(await run(), FILES);
    assert.deepEqual(await run(helper), FILES);
    assert.ok(helper.checked.length > 0 && helper.checked.length < batches.length);
  });

  it('are checked here if the helper ends', async () => {
    assert.deepEqual(await run(makeHelper(0)), FILES);
    assert.deepEqual(await run(makeHelper(3)), FILES);
    const never: Helper = { isFree: false, check };
    assert.deepEqual(await run(never), FILES);
  });

  it('end with the error of a check', async () => {
    await assert.rejects(
      run(makeHelper(), () => Promise.reject(new Error('wrong option'))),
      /wrong option/,
    );
  });
});
