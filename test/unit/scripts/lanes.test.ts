import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface How {
  readonly needs: Readonly<
    Record<'builds' | 'machine' | 'own', (name: string) => Promise<Error | undefined>>
  >;
  readonly run: (name: string) => Promise<Results>;
  readonly runQuietly: (name: string) => Promise<{ results: Results; text: string }>;
  readonly print: (text: string) => void;
  readonly isStrict: boolean;
}

/** scripts/lanes.mjs. */
interface Lanes {
  readonly LANES: readonly (readonly string[])[];
  splitLanes(names: readonly string[]): string[][];
  runLanes(
    lanes: readonly (readonly string[])[],
    how: How,
  ): Promise<ReadonlyMap<string, Results | undefined>>;
}

const load = async <M>(name: string): Promise<M> =>
  (await import(pathToFileURL(path.resolve('scripts', name)).href)) as M;

const GOOD: Results = { passed: 3, failed: 0, skipped: 1 };
const NONE: Results = { passed: 0, failed: 0, skipped: 0 };
const FAILURE: Results = { passed: 0, failed: 1, skipped: 0 };

describe('the lanes of the test layers', () => {
  let lanes: Lanes;
  let names: readonly string[];
  before(async () => {
    lanes = await load<Lanes>('lanes.mjs');
    names = Object.keys((await load<{ layers: object }>('layers.mjs')).layers);
  });

  it('have each layer once', () => {
    assert.deepEqual(lanes.LANES.flat().sort(), [...names].sort());
  });

  it('are as many as the chosen layers need', () => {
    assert.deepEqual(lanes.splitLanes(['ui', 'vscode']), [['vscode', 'ui']]);
    assert.deepEqual(lanes.splitLanes(['ui', 'static']), [['static'], ['ui']]);
    assert.deepEqual(lanes.splitLanes(names), lanes.LANES);
  });

  /** Runs lanes of fakes; returns what was printed, without times, and the results. */
  async function run(order: readonly (readonly string[])[], changes: Partial<How> = {}) {
    const printed: string[] = [];
    const ready = (): Promise<undefined> => Promise.resolve(undefined);
    const found = await lanes.runLanes(order, {
      needs: { builds: ready, machine: ready, own: ready },
      run: () => Promise.resolve(GOOD),
      runQuietly: (name) => Promise.resolve({ results: GOOD, text: `output of ${name}\n` }),
      print: (text) => printed.push(text.replace(/\([\d.]+ s\)/, '(…)').replace(/─+/g, '─')),
      isStrict: false,
      ...changes,
    });
    return { printed, results: Object.fromEntries(found) };
  }

  it('print the output of each layer in one piece, at its end', async () => {
    const order: string[] = [];
    let endFirst = (): void => undefined;
    const first = new Promise<void>((resolve) => (endFirst = resolve));
    const { printed, results } = await run([['a', 'c'], ['b']], {
      runQuietly: async (name) => {
        order.push(name);
        if (name === 'a') await first;
        if (name === 'b') endFirst();
        return { results: GOOD, text: `output of ${name}\n` };
      },
    });
    assert.deepEqual(order, ['a', 'b', 'c']);
    const piece = (name: string): string =>
      `\n─ ${name} ─\noutput of ${name}\n${name}: 1 skipped, 3 passed, 0 failed (…)\n`;
    assert.deepEqual([...printed].sort(), ['a', 'b', 'c'].map(piece));
    assert.deepEqual(results, { a: GOOD, b: GOOD, c: GOOD });
  });

  it('show the output of the only lane immediately', async () => {
    const { printed } = await run([['a']]);
    assert.deepEqual(printed, ['\n─ a ─\n', 'a: 1 skipped, 3 passed, 0 failed (…)\n']);
  });

  it('go on after a layer that has failed', async () => {
    const { results } = await run([['a', 'b'], ['c']], {
      runQuietly: (name) => Promise.resolve({ results: name === 'a' ? FAILURE : GOOD, text: '' }),
    });
    assert.deepEqual(results, { a: FAILURE, b: GOOD, c: GOOD });
  });

  it('count a layer without tests as failed', async () => {
    const { printed, results } = await run([['a']], { run: () => Promise.resolve(NONE) });
    assert.match(printed.join(''), /This layer has no tests\.\na: 0 passed, 1 failed/);
    assert.deepEqual(results, { a: FAILURE });
  });

  it('name a layer that this machine cannot run, which has failed only if no layer may be missing', async () => {
    const ready = (): Promise<undefined> => Promise.resolve(undefined);
    const own = (name: string): Promise<Error | undefined> =>
      Promise.resolve(name === 'a' ? new Error('no kettle') : undefined);
    for (const isStrict of [false, true]) {
      const needs = { builds: ready, machine: ready, own };
      const { printed, results } = await run([['a', 'b']], { needs, isStrict });
      assert.equal(printed[0], '\n─ a ─\nThis layer cannot run here: no kettle\n');
      assert.deepEqual(results, { a: isStrict ? FAILURE : undefined, b: GOOD });
    }
  });

  it('count a layer whose build failed as failed', async () => {
    const ready = (): Promise<undefined> => Promise.resolve(undefined);
    const builds = (): Promise<Error> => Promise.resolve(new Error('no sugar'));
    const { printed, results } = await run([['a']], { needs: { builds, machine: ready, own: ready } });
    assert.deepEqual(printed, ['\n─ a ─\nThe build failed. no sugar\n']);
    assert.deepEqual(results, { a: FAILURE });
  });
});
