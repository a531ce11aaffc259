import assert from 'node:assert/strict';
import { holdSignals } from '../../../server/src/cli/holdSignals';

describe('holding back signals', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`lets ${signal} end the process only after the work`, async () => {
      const happened: string[] = [];
      const listener = (): void => {
        happened.push(signal);
      };
      const listeners = process.listenerCount(signal);
      const work = async (): Promise<number> => {
        const result = await holdSignals(() => {
          process.kill(process.pid, signal);
          happened.push('work');
          // With this the signal does not end the tests: it comes once while it is held back, and once more after.
          process.on(signal, listener);
          return 5;
        });
        return result;
      };
      assert.equal(await work(), 5);
      while (happened.length < 3) await new Promise((resolve) => setImmediate(resolve));
      process.off(signal, listener);
      assert.deepEqual(happened, ['work', signal, signal]);
      assert.equal(process.listenerCount(signal), listeners);
    });

  it('rethrows the errors of the work', async () => {
    const listeners = process.listenerCount('SIGINT');
    await assert.rejects(
      holdSignals(() => {
        throw new Error('no');
      }),
      /^Error: no$/,
    );
    assert.equal(process.listenerCount('SIGINT'), listeners);
  });
});
