import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { listBundleNames, t, translateWith } from '../../../server/src/text/translations';

describe('translations', () => {
  afterEach(() => {
    translateWith(undefined);
  });

  const said = (): string => t('{0} of {1}', 'one', 'two');

  it('say a message in another order', () => {
    translateWith({ '{0} of {1}': '{1}: {0}' });
    assert.equal(said(), 'two: one');
  });

  it('leave what they lack in English', () => {
    translateWith({ '{0} or {1}': '{0} oder {1}' });
    assert.equal(said(), 'one of two');
  });

  it('take the place of those before', () => {
    translateWith({ '{0} of {1}': '{1}: {0}' });
    translateWith({});
    assert.equal(said(), 'one of two');
  });

  it('insert their values unchanged', () => {
    translateWith({ '{0} of {1}': '{1}: {0}' });
    assert.equal(t('{0} of {1}', '{1}', '{0}'), '{0}: {1}');
  });

  it('show the control characters of what they are given', () => {
    assert.equal(t('{0} of {1}', 'a\n\u001b[2J', 'b\u202e\u2028'), 'a\\u000a\\u001b[2J of b\\u202e\\u2028');
  });

  const odd: readonly unknown[] = [
    ...[undefined, null, 0, true, 'de', ['{0} of {1}'], [[]]],
    ...[1, null, ['x'], { message: 'x' }, true].map((text) => ({ '{0} of {1}': text })),
  ];
  for (const messages of odd)
    it(`may be ${inspect(messages)}, and all stays English`, () => {
      translateWith(messages);
      assert.equal(said(), 'one of two');
    });

  it('keep what is sound of a bundle', () => {
    translateWith({ 'a list': 5, '{0} of {1}': '{1}: {0}' });
    assert.deepEqual([t('a list'), said()], ['a list', 'two: one']);
  });
});

describe('the names of the files for a locale', () => {
  const locales: readonly (readonly [string, ...string[]])[] = [
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de-at', 'de'],
    ['de_AT.UTF-8@euro', 'de-at', 'de'],
    ['de.UTF-8', 'de'],
    ['de@euro', 'de'],
    ['pt-BR', 'pt-br', 'pt'],
    ['zh-Hans-CN', 'zh-hans', 'zh'],
    ['es-419', 'es-419', 'es'],
    ['tlh', 'tlh'],
    [''],
    ['C'],
    ['C.UTF-8'],
    ['POSIX'],
    ['german'],
    ['../../package'],
    ['/etc/passwd'],
    ['de/../../x'],
  ];
  for (const [locale, ...tags] of locales)
    it(`are ${tags.join(' and ') || 'none'} for “${locale}”`, () => {
      assert.deepEqual(
        listBundleNames(locale),
        tags.map((tag) => `bundle.l10n.${tag}.json`),
      );
    });

  it('are plain file names for any locale', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{2,3}[-_./\\@a-zA-Z0-9]*$/));
    fc.assert(
      fc.property(text, (locale) => {
        for (const name of listBundleNames(locale)) assert.match(name, /^bundle\.l10n\.[a-z0-9-]+\.json$/);
      }),
    );
  });
});
