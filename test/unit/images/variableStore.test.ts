import assert from 'node:assert/strict';
import { Budget } from '../../../server/src/images/budget';
import type { VariableStore } from '../../../server/src/images/facts';
import { findVolumes } from '../../../server/src/images/firmwareVolume';
import {
  makeCountingReader,
  makeMemoryReader,
  type ImageReader,
} from '../../../server/src/images/imageReader';
import { makeLimitedReader } from '../../../server/src/images/limitedReader';
import { readVariableStore } from '../../../server/src/images/variableStore';
import {
  bytesOf,
  certificate,
  GLOBAL_VARIABLE,
  IMAGE_SECURITY,
  SECURE_BOOT_ENABLE,
  signatureList,
  signatureLists,
  variableVolume,
  type StoreOptions,
  type Variable,
} from '../support/firmwareBytes';

async function read(
  image: Uint8Array,
  reader: ImageReader = makeMemoryReader(image),
): Promise<VariableStore> {
  const [volume] = await findVolumes(reader);
  assert.ok(volume);
  const store = await readVariableStore(reader, volume);
  assert.ok(store);
  return store;
}

const storeOf = (variables: readonly Variable[], options?: StoreOptions): Promise<VariableStore> =>
  read(variableVolume(variables, options));

const pk = { name: 'PK', vendor: GLOBAL_VARIABLE, data: signatureList([certificate('Platform Key')]) };
const switchedOff = { name: 'SecureBootEnable', vendor: SECURE_BOOT_ENABLE, data: [0] };
const DELETED = 0x3c;
const BEING_REPLACED = 0x3e;

describe('readVariableStore', () => {
  it('reads an empty store', async () => {
    assert.deepEqual(await storeOf([]), {
      offset: 0x48,
      volumeLength: 0x4000,
      authenticated: true,
      size: 0x3000,
      formatted: true,
      healthy: true,
      count: 0,
      complete: true,
      pk: undefined,
      kek: 0,
      db: 0,
      dbx: 0,
      secureBootEnable: undefined,
      enrolled: false,
    });
  });

  for (const authenticated of [true, false]) {
    it(`reads records of ${authenticated ? 'an authenticated' : 'a plain'} store`, async () => {
      const store = await storeOf([{ name: 'Lang', data: 'en' }, { name: 'X', data: [1, 2, 3] }, pk], {
        authenticated,
      });
      assert.equal(store.authenticated, authenticated);
      assert.equal(store.count, 3);
      assert.deepEqual(store.pk, { subject: 'Platform Key' });
    });
  }

  it('sees a store that is not formatted or not healthy', async () => {
    const { formatted, healthy } = await storeOf([], { format: 0xff, state: 0xff });
    assert.deepEqual([formatted, healthy], [false, false]);
  });

  it('counts the certificates and hashes of each key', async () => {
    const hash = new Uint8Array(32);
    const one = signatureList([certificate('one')]);
    const store = await storeOf([
      { name: 'KEK', vendor: GLOBAL_VARIABLE, data: signatureLists([certificate('a'), certificate('bcd')]) },
      { name: 'db', vendor: IMAGE_SECURITY, data: bytesOf(one, signatureList([hash, hash, hash])) },
      { name: 'dbx', vendor: IMAGE_SECURITY, data: one },
      { name: 'db', data: one },
    ]);
    assert.deepEqual([store.kek, store.db, store.dbx, store.count], [2, 4, 1, 4]);
    assert.equal(store.enrolled, false);
  });

  it('takes a platform key for Secure Boot in force, unless it is switched off', async () => {
    const on = { ...switchedOff, data: [1] };
    assert.equal((await storeOf([pk])).enrolled, true);
    assert.equal((await storeOf([pk, on])).enrolled, true);
    assert.deepEqual(
      await storeOf([pk, switchedOff]).then(({ enrolled, secureBootEnable }) => [enrolled, secureBootEnable]),
      [false, 0],
    );
    assert.equal((await storeOf([on])).enrolled, false);
    assert.equal((await storeOf([{ ...pk, data: [] }])).enrolled, false);
  });

  it('leaves out deleted records, and prefers a record to the one that it replaces', async () => {
    assert.deepEqual(
      await storeOf([{ ...pk, state: DELETED }]).then(({ enrolled, count }) => [enrolled, count]),
      [false, 0],
    );
    const on = { ...switchedOff, data: [1] };
    const replaced = { ...switchedOff, state: BEING_REPLACED };
    for (const variables of [
      [pk, replaced, on],
      [pk, on, replaced],
    ])
      assert.equal((await storeOf(variables)).enrolled, true);
    assert.equal((await storeOf([pk, replaced])).enrolled, false);
  });

  it('shows the name of a key without what could mislead', async () => {
    const named = async (name: string | Uint8Array, tag?: number): Promise<string | undefined> =>
      (await storeOf([{ ...pk, data: signatureList([certificate(name, tag)]) }])).pk?.subject;
    assert.equal(await named('Grüße'), 'Grüße');
    assert.equal(await named('a\nb\u202ec'), 'a\ufffdb\ufffdc');
    assert.equal(await named(bytesOf([0, 0x41, 0x26, 0x3a]), 0x1e), 'A☺');
    assert.equal((await named('x'.repeat(500)))?.length, 64);
  });

  it('knows a key without a certificate', async () => {
    for (const data of [
      signatureList([new Uint8Array(32)]),
      new Uint8Array(7),
      new Uint8Array(64).fill(0xff),
    ]) {
      const store = await storeOf([{ ...pk, data }]);
      assert.deepEqual(store.pk, { subject: undefined });
      assert.equal(store.enrolled, true);
    }
  });

  it('ends at a record that reaches beyond the store', async () => {
    const image = variableVolume([{ name: 'First' }, { ...pk, data: new Uint8Array(0x3000) }]);
    assert.deepEqual(await read(image).then(({ count, enrolled }) => [count, enrolled]), [1, false]);
  });

  it('says when it could not look at all records', async () => {
    const many = Array.from({ length: 120 }, (): Variable => ({ name: 'V' }));
    const image = variableVolume(many);
    const reader = makeCountingReader(makeMemoryReader(image));
    const store = await read(image, makeLimitedReader(reader, new Budget(Infinity), 2048));
    assert.equal(store.complete, false);
    assert.ok(store.count > 20 && store.count < 40, String(store.count));
    assert.equal(reader.bytes, 2048);
    assert.deepEqual(await read(image).then(({ complete, count }) => [complete, count]), [true, 120]);
  });
});
