import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Derivations } from '../../../server/src/service/derivations';

/** Work whose end the test decides. */
class Work {
  readonly ends: { readonly with: (value: string) => void; readonly fail: () => void }[] = [];

  readonly begin = (): Promise<string> =>
    new Promise((resolve, reject) => {
      this.ends.push({
        with: resolve,
        fail: () => {
          reject(new Error('no'));
        },
      });
    });
}

describe('Derivations', () => {
  let work: Work;
  let derivations: Derivations<string>;
  beforeEach(() => {
    work = new Work();
    derivations = new Derivations();
  });
  const get = (from: readonly unknown[], key = 'a'): Promise<string> =>
    derivations.get(key, from, work.begin);

  it('derive a value once for several callers, before and after it is known', async () => {
    const answers = [get([1]), get([1]), get([1])];
    work.ends[0]?.with('one');
    assert.deepEqual(await Promise.all([...answers, get([1])]), ['one', 'one', 'one', 'one']);
    assert.equal(work.ends.length, 1);
  });

  it('tell keys and inputs apart', () => {
    const [some, other] = [{}, {}];
    for (const [from, key] of [
      [[some], 'a'],
      [[some], 'b'],
      [[some, 1], 'b'],
      [[some], 'b'],
      [[other], 'b'],
    ] as const)
      void get(from, key);
    assert.equal(work.ends.length, 5);
  });

  it('do not let what is older, and ends later, take the place of what is newer', async () => {
    const older = get([1]);
    const newer = get([2]);
    work.ends[1]?.with('newer');
    await newer;
    work.ends[0]?.with('older');
    assert.equal(await older, 'older');
    assert.equal(await get([2]), 'newer');
  });

  it('do not keep what fails, and a failure of what is older costs nothing', async () => {
    const [older, newer] = [get([1]), get([2])];
    work.ends[0]?.fail();
    work.ends[1]?.with('newer');
    await assert.rejects(older);
    assert.equal(await newer, 'newer');
    assert.equal(await get([2]), 'newer');
    const failing = [get([3]), get([3])];
    work.ends[2]?.fail();
    for (const each of failing) await assert.rejects(each);
    assert.equal(derivations.has('a'), false);
    const again = get([3]);
    work.ends[3]?.with('again');
    assert.equal(await again, 'again');
  });

  it('do not keep what was dropped while it was being made', async () => {
    for (const drop of [
      () => {
        derivations.delete('a');
      },
      () => {
        derivations.clear();
      },
    ]) {
      const dropped = get([]);
      drop();
      work.ends.at(-1)?.with('dropped');
      assert.equal(await dropped, 'dropped');
      assert.equal(derivations.has('a'), false);
    }
    assert.equal(derivations.generation, 1);
  });

  it('drop what depends on a part, made or being made', async () => {
    const image = (key: string, part: string): Promise<string> =>
      derivations.get(key, [], (dependsOn) => {
        dependsOn(part);
        return work.begin();
      });
    const first = image('a', 'x');
    void image('b', 'x');
    void image('c', 'y');
    work.ends[0]?.with('made');
    await first;
    assert.equal(derivations.changed(['z']), false);
    assert.equal(derivations.changed(['z', 'x']), true);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => derivations.has(key)),
      [false, false, true],
    );
  });

  describe('of what changes without a word', () => {
    let made: string[];
    let current: string;
    const ask = (input: string): Promise<string> =>
      derivations.getCurrent(
        'a',
        [input],
        () => {
          made.push(`${input}${current}`);
          return Promise.resolve(`${input}${current}`);
        },
        (value) => Promise.resolve(value.endsWith(current)),
      );
    beforeEach(() => {
      made = [];
      current = '1';
    });

    it('are derived again, once for all who ask, when they are no longer current', async () => {
      assert.deepEqual(await Promise.all([ask('x'), ask('x')]), ['x1', 'x1']);
      current = '2';
      assert.deepEqual(await Promise.all([ask('x'), ask('x')]), ['x2', 'x2']);
      assert.deepEqual(made, ['x1', 'x2']);
    });

    it('do not take the place of what has come of newer inputs', async () => {
      await ask('x');
      current = '2';
      const [old, newer] = [ask('x'), ask('y')];
      assert.deepEqual(await Promise.all([old, newer, ask('y')]), ['x2', 'y2', 'y2']);
      assert.deepEqual(made, ['x1', 'y2', 'x2']);
    });

    it('are not kept when they were dropped in the meantime', async () => {
      await ask('x');
      current = '2';
      const asked = ask('x');
      derivations.delete('a');
      assert.equal(await asked, 'x2');
      assert.equal(derivations.has('a'), false);
    });
  });

  it('keep what was asked for last', () => {
    derivations = new Derivations(2);
    for (const key of ['a', 'b', 'a', 'c']) void get([], key);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => derivations.has(key)),
      [true, false, true],
    );
  });

  it('give the value for the requested inputs, in any order of completion', async () => {
    const asks = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), input: fc.nat(3) }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(asks, fc.scheduler(), async (all, scheduler) => {
        const values = new Derivations<string>();
        const answers = all.map(({ key, input }) =>
          values.get(key, [input], () => scheduler.schedule(Promise.resolve(`${key}${String(input)}`))),
        );
        await scheduler.waitIdle();
        assert.deepEqual(
          await Promise.all(answers),
          all.map(({ key, input }) => `${key}${String(input)}`),
        );
      }),
    );
  });
});
