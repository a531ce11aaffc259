import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** scripts/messages.mjs, which reads the sources. */
interface Messages {
  readonly findUntranslated: () => readonly string[];
}

/** scripts/translations.mjs, which `npm run package` uses, too. */
interface Translations {
  translationFiles(): readonly TranslationFile[];
  missingKeys(english: Texts, translated: Texts): readonly string[];
  missingTranslations(): readonly string[];
  requireTranslations(missing: readonly string[]): void;
}

interface TranslationFile {
  readonly file: string;
  readonly english: string;
  readonly language: string;
}

type Texts = Readonly<Record<string, string>>;

async function script<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(path.resolve('scripts', name)).href)) as T;
}

function read(file: string): Texts {
  return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

/** Returns the parts that a translation must keep unchanged, in any order. */
function findParts(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).sort();
}

const placeholders = (text: string): string[] => [...new Set(findParts(text, /\{\d+\}/g))];
/** Code and the addresses of links, in Markdown. */
const codeAndLinks = (text: string): string[] => findParts(text, /`[^`]*`|\]\([^)]*\)/g);

/** Returns the mistakes of a translation: texts that are stale, empty or without a part to keep. */
function mistakes(english: Texts, translated: Texts, partsOf: (text: string) => readonly string[]): string[] {
  const stale = Object.keys(translated).filter((key) => !(key in english));
  const empty = Object.entries(translated).filter(([, text]) => text.trim() === '');
  const differing = Object.entries(english).filter(([key, text]) => {
    const other = translated[key];
    return other !== undefined && partsOf(text).join() !== partsOf(other).join();
  });
  return [
    ...stale.map((key) => `is stale: ${key}`),
    ...empty.map(([key]) => `is empty: ${key}`),
    ...differing.map(([key]) => `differs: ${key}`),
  ];
}

describe('the comparison of translations', () => {
  it('notices each kind of mistake', () => {
    const english = { a: 'one {0}', b: 'two `x`', c: 'three', d: '{0} of {1}' };
    const german = { b: 'zwei `y`', c: ' ', d: '{1} von {0}', e: 'fünf' };
    const found = mistakes(english, german, (text) => [...placeholders(text), ...codeAndLinks(text)]);
    assert.deepEqual(found, ['is stale: e', 'is empty: c', 'differs: b']);
  });
});

describe('the messages', () => {
  it('include all texts that users read', async () => {
    const { findUntranslated } = await script<Messages>('messages.mjs');
    assert.deepEqual(findUntranslated(), []);
  });
});

describe('the translations', () => {
  let translations: Translations;
  before(async () => {
    translations = await script<Translations>('translations.mjs');
  });

  it('exist in the same languages for the messages and the manifest', () => {
    const languages = (english: string): string[] =>
      translations
        .translationFiles()
        .filter((file) => file.english === english)
        .map(({ language }) => language)
        .sort();
    assert.deepEqual(languages('l10n/bundle.l10n.json'), ['de']);
    assert.deepEqual(languages('package.nls.json'), ['de']);
  });

  it('have no text that is stale, empty or without a part to keep', () => {
    const found = translations.translationFiles().flatMap(({ file, english }) => {
      const parts = english === 'package.nls.json' ? codeAndLinks : placeholders;
      return mistakes(read(english), read(file), parts).map((mistake) => `${file} ${mistake}`);
    });
    assert.deepEqual(found, []);
  });

  it('are complete, or missing ones are listed (npm run package fails then)', function () {
    const missing = translations.missingTranslations();
    if (missing.length === 0) return;
    console.log(`      no translation yet:\n        ${missing.join('\n        ')}`);
    this.skip();
  });

  it('must be complete in a package', () => {
    const english = { a: 'one', b: 'two' };
    assert.deepEqual(translations.missingKeys(english, { b: 'zwei', c: 'drei' }), ['a']);
    assert.throws(() => {
      translations.requireTranslations(['package.nls.de.json: a']);
    }, /\n {2}package\.nls\.de\.json: a$/);
    assert.doesNotThrow(() => {
      translations.requireTranslations([]);
    });
  });
});

describe('the texts of the manifest', () => {
  const english = read('package.nls.json');
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));

  it('are all in package.nls.json', () => {
    const unknown = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].filter(
      ([, key = '']) => !(key in english),
    );
    assert.deepEqual(unknown, []);
    assert.deepEqual(findLiterals(manifest), []);
  });
});

/** The properties of package.json that VS Code shows to users. */
const SHOWN =
  /^(?:displayName|title|shortTitle|label|description|markdownDescription|enumDescriptions|markdownEnumDescriptions|enumItemLabels|patternErrorMessage|errorMessage|deprecationMessage|markdownDeprecationMessage|aliases|contents)$/;

/** Returns the texts for users that a part of the manifest contains literally. */
function findLiterals(part: unknown, name = ''): string[] {
  if (typeof part === 'string')
    return SHOWN.test(name) && !/^%[^%]+%$/.test(part) ? [`${name}: ${part}`] : [];
  if (Array.isArray(part)) return part.flatMap((item: unknown) => findLiterals(item, name));
  // Only language models read the schemas of their inputs.
  if (typeof part !== 'object' || part === null || name === 'inputSchema') return [];
  return Object.entries(part).flatMap(([key, value]) => findLiterals(value, key));
}
