import assert from 'node:assert/strict';
import { Latest } from '../../../client/src/latest';

describe('Latest', () => {
  it('runs once more, afterwards, for calls in the meantime', async () => {
    const ends: (() => void)[] = [];
    let begun = (): void => undefined;
    const second = new Promise<void>((resolve) => (begun = resolve));
    const latest = new Latest(
      () =>
        new Promise((resolve) => {
          if (ends.push(resolve) === 2) begun();
        }),
    );
    const first = latest.run();
    await Promise.all([latest.run(), latest.run()]);
    assert.equal(ends.length, 1);
    ends[0]?.();
    // The second turn begins when the first has ended.
    await second;
    ends[1]?.();
    await first;
    assert.equal(ends.length, 2);
  });

  it('continues after a failure', async () => {
    let turns = 0;
    const latest = new Latest(() => (turns++ === 0 ? Promise.reject(new Error('no')) : Promise.resolve()));
    await assert.rejects(latest.run());
    await latest.run();
    assert.equal(turns, 2);
  });
});
