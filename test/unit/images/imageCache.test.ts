import assert from 'node:assert/strict';
import { ImageCache } from '../../../server/src/images/imageCache';

/** A cache whose facts are the number of looks so far; a look ends when it is told to. */
function counting(capacity?: number): {
  cache: ImageCache<number>;
  looks: string[];
  finish: (error?: Error) => void;
} {
  const looks: string[] = [];
  let waiting: ((error?: Error) => void)[] = [];
  const look = (path: string): Promise<number> => {
    const count = looks.push(path);
    return new Promise((resolve, reject) => {
      waiting.push((error) => {
        if (error) reject(error);
        else resolve(count);
      });
    });
  };
  const finish = (error?: Error): void => {
    for (const end of waiting) end(error);
    waiting = [];
  };
  return { cache: new ImageCache(look, capacity), looks, finish };
}

const STATE = { size: 10, revision: '1000' };

describe('ImageCache', () => {
  it('looks once for each size and time of change', async () => {
    const { cache, looks, finish } = counting();
    for (const state of [STATE, STATE, { ...STATE, size: 11 }, { ...STATE, revision: '1001' }, STATE]) {
      const facts = cache.get('/a', state);
      finish();
      await facts;
    }
    assert.equal(looks.length, 4);
  });

  it('shares a look that is under way', async () => {
    const { cache, looks, finish } = counting();
    const answers = [cache.get('/a', STATE), cache.get('/a', STATE), cache.get('/b', STATE)];
    finish();
    assert.deepEqual(await Promise.all(answers), [1, 1, 2]);
    assert.deepEqual(looks, ['/a', '/b']);
  });

  it('tells at once what it knows, and only that', async () => {
    const { cache, finish } = counting();
    assert.equal(cache.known('/a', STATE), undefined);
    const facts = cache.get('/a', STATE);
    assert.equal(cache.known('/a', STATE), undefined);
    finish();
    await facts;
    assert.deepEqual(cache.known('/a', STATE), { facts: 1 });
    assert.equal(cache.known('/a', { ...STATE, size: 11 }), undefined);
  });

  it('looks again after a failure', async () => {
    const { cache, finish } = counting();
    const failing = cache.get('/a', STATE);
    finish(new Error('no medium'));
    await assert.rejects(failing, /no medium/);
    const facts = cache.get('/a', STATE);
    finish();
    assert.equal(await facts, 2);
  });

  it('keeps nothing of a file with an unknown time of change', async () => {
    const { cache, looks, finish } = counting();
    const both = [cache.get('/a', { size: 10 }), cache.get('/a', { size: 10 })];
    finish();
    assert.deepEqual(await Promise.all(both), [1, 1]);
    const later = cache.get('/a', { size: 10 });
    finish();
    await later;
    assert.equal(looks.length, 2);
  });

  it('forgets what was asked for longest ago', async () => {
    const { cache, finish } = counting(2);
    const all = ['/a', '/b', '/a', '/c'].map((path) => cache.get(path, STATE));
    finish();
    await Promise.all(all);
    const isKnown = ['/a', '/b', '/c'].map((path) => cache.known(path, STATE) !== undefined);
    assert.deepEqual(isKnown, [true, false, true]);
  });
});
