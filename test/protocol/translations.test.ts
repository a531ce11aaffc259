import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { inGerman } from '../support/german';
import { Client, type Kind } from './client';
import { NEOVIM } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const MISTAKES = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"').replace('"uefi"', '"eufi"');
const URI = 'file:///somewhere/qemu/firmware/50-test.json';

/** A message, and what it says about the misspelt feature. */
const NO_SUCH_VALUE = 'Unknown value “{0}” for “{1}”. Did you mean “{2}”?';
const VALUES = ['verbose-dynamik', 'features', 'verbose-dynamic'] as const;
const REPLACE = 'Replace with “{0}”';
const SKIPS = '{0} silently ignores this file';

describe('the language of the server', () => {
  let client: Client;
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  /** Returns what such a client reads: the messages on the feature and the interface type, and the titles of the fixes. */
  async function told(
    kind: Omit<Kind, 'capabilities'>,
  ): Promise<{ feature: string; type: string; titles: string[] }> {
    client = await Client.start({ ...NEOVIM, ...kind });
    client.open(URI, MISTAKES);
    const { diagnostics } = await client.publish(URI, 1);
    const [type = '', feature = ''] = diagnostics.map(({ message }) =>
      typeof message === 'string' ? message : message.value,
    );
    const actions = await client.codeActions(URI);
    return { feature, type, titles: actions.map(({ title }) => title) };
  }

  /** Returns a message with its placeholders filled in. */
  function filled(text: string, ...inserted: readonly string[]): string {
    return text.replace(/\{(\d)\}/g, (_all, index: string) => inserted[Number(index)] ?? '');
  }

  function assertEnglish({ feature, type, titles }: Awaited<ReturnType<typeof told>>): void {
    assert.ok(feature.startsWith(filled(NO_SUCH_VALUE, ...VALUES)), feature);
    assert.ok(type.endsWith(`${filled(SKIPS, 'libvirt 12.8')}.`), type);
    assert.ok(titles.includes(filled(REPLACE, 'verbose-dynamic')), titles.join('\n'));
  }

  for (const locale of ['de', 'de-AT'])
    it(`is German for the locale ${locale}`, async () => {
      const { feature, type, titles } = await told({ locale });
      assert.ok(feature.startsWith(inGerman(NO_SUCH_VALUE, ...VALUES)), feature);
      assert.ok(type.endsWith(`${inGerman(SKIPS, 'libvirt 12.8')}.`), type);
      assert.ok(titles.includes(inGerman(REPLACE, 'verbose-dynamic')), titles.join('\n'));
    });

  it('is that of the client’s translations, regardless of the locale', async () => {
    const translations = { [REPLACE]: '{0} hier' };
    const { feature, titles } = await told({ locale: 'de', initializationOptions: { translations } });
    assert.ok(titles.includes('verbose-dynamic hier'), titles.join('\n'));
    assert.ok(feature.startsWith(filled(NO_SUCH_VALUE, ...VALUES)), feature);
  });

  for (const locale of [undefined, 'en', 'tlh', '', '../../x', 'de/../../x', 5, null, ['de'], { de: 'de' }])
    it(`is English for the locale ${inspect(locale)}`, async () => {
      assertEnglish(await told({ locale }));
    });

  for (const translations of [5, true, 'de', ['x', {}], { [REPLACE]: 5, [SKIPS]: null, [NO_SUCH_VALUE]: [] }])
    it(`is English if the client sends ${inspect(translations)}`, async () => {
      assertEnglish(await told({ locale: 'de', initializationOptions: { translations } }));
    });

  it('is that of the locale if the client sends no translations', async () => {
    const { titles } = await told({ locale: 'de', initializationOptions: { translations: null } });
    assert.ok(titles.includes(inGerman(REPLACE, 'verbose-dynamic')), titles.join('\n'));
  });
});
