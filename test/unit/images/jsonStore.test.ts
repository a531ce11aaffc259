import assert from 'node:assert/strict';
import type { ImageFacts } from '../../../server/src/images/facts';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { inspectImage } from '../../../server/src/images/inspectImage';
import { isJsonObject, JSON_STORE_LIMIT } from '../../../server/src/images/jsonStore';
import {
  certificate,
  GLOBAL_VARIABLE,
  IMAGE_SECURITY,
  SECURE_BOOT_ENABLE,
  signatureList,
} from '../support/firmwareBytes';

function inspect(text: string): Promise<ImageFacts> {
  return inspectImage(makeMemoryReader(Buffer.from(text)));
}

function variable(name: string, guid: string, data: Uint8Array): Readonly<Record<string, unknown>> {
  return { name, guid, attr: 39, data: Buffer.from(data).toString('hex'), time: '00'.repeat(16) };
}

const store = (...variables: readonly unknown[]): string => JSON.stringify({ version: 2, variables });
const PK = variable('PK', GLOBAL_VARIABLE, signatureList([certificate('Platform Key')]));

describe('a variable store in JSON', () => {
  it('is recognised by its first bytes', () => {
    for (const text of ['{', ' \r\n\t{"version":2}']) assert.ok(isJsonObject(Buffer.from(text)), text);
    for (const text of ['', ' ', '[]', '"{"', '_FVH', '\0{'])
      assert.ok(!isJsonObject(Buffer.from(text)), text);
  });

  it('may be empty', async () => {
    const { content, json } = await inspect('{"version":2,"variables":[]}');
    assert.equal(content, 'json');
    assert.deepEqual(json, {
      variables: {
        count: 0,
        complete: true,
        pk: undefined,
        kek: 0,
        db: 0,
        dbx: 0,
        secureBootEnable: undefined,
        enrolled: false,
      },
    });
  });

  it('says which keys it has, with GUIDs in any case', async () => {
    const db = signatureList([certificate('One'), certificate('Two')]);
    const { json } = await inspect(
      store(
        variable('Boot0000', GLOBAL_VARIABLE, Uint8Array.of(1)),
        { ...PK, guid: GLOBAL_VARIABLE.toUpperCase() },
        variable('db', IMAGE_SECURITY, db),
        // Of another vendor, so not the key.
        variable('KEK', IMAGE_SECURITY, db),
      ),
    );
    assert.deepEqual(json?.variables, {
      count: 4,
      complete: true,
      pk: { subject: 'Platform Key' },
      kek: 0,
      db: 2,
      dbx: 0,
      secureBootEnable: undefined,
      enrolled: true,
    });
  });

  it('has no keys in force where Secure Boot is switched off, and none in an empty platform key', async () => {
    const off = variable('SecureBootEnable', SECURE_BOOT_ENABLE, Uint8Array.of(0));
    assert.equal((await inspect(store(PK, off))).json?.variables?.enrolled, false);
    assert.equal((await inspect(store({ ...PK, data: '' }))).json?.variables?.enrolled, false);
  });

  it('is none where QEMU would refuse it', async () => {
    const mistakes: readonly [text: string, mistake: string][] = [
      ['{', 'syntax'],
      ['{"version":2,"variables":[}', 'syntax'],
      ['{}', 'members'],
      ['{"variables":[]}', 'members'],
      ['{"version":"2","variables":[]}', 'members'],
      ['{"version":2,"variables":{}}', 'members'],
      [store(null), 'members'],
      [store({ ...PK, data: 'xy' }), 'members'],
      [store({ ...PK, data: '1' }), 'members'],
      [store({ ...PK, guid: 7 }), 'members'],
      [store({ ...PK, attr: '7' }), 'members'],
    ];
    for (const [text, mistake] of mistakes) {
      const { content, json } = await inspect(text);
      assert.deepEqual([content, json], ['json', { mistake }], text);
    }
  });

  it('is not read where it is larger than any, and never breaks the reader', async () => {
    const reader = makeCountingReader(makeMemoryReader(Buffer.alloc(JSON_STORE_LIMIT + 1, '{')));
    assert.deepEqual((await inspectImage(reader)).json, { mistake: 'size' });
    assert.ok(reader.bytes < 64 * 1024);
    for (const text of ['{"a":'.repeat(100_000), `{"version":2,"variables":${'['.repeat(900_000)}`])
      assert.deepEqual((await inspect(text)).json, { mistake: 'syntax' });
  });
});
