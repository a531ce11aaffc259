import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** scripts/messages.mjs, which reads the sources. */
interface Messages {
  messages(): readonly { readonly text: string }[];
  untranslated(): readonly string[];
}

type Texts = Readonly<Record<string, string>>;

function read(file: string): Texts {
  return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

/** The files of a folder that hold the texts of `name` in other languages, such as `package.nls.de.json`. */
function translationsOf(folder: string, name: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`) && /^[a-z-]+\.json$/.test(file.slice(name.length + 1)))
    .filter((file) => file !== `${name}.json`)
    .map((file) => path.join(folder, file));
}

/** What a translation keeps as it is, in any order. */
function kept(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).sort();
}

const PLACEHOLDER = /\{\d+\}/g;
/** Code and the addresses of links, in Markdown. */
const CODE_OR_LINK = /`[^`]*`|\]\([^)]*\)/g;

/** The texts that a translation is wrong about: what it lacks, has besides, says with nothing, or says without a part to keep. */
function mistakes(english: Texts, translated: Texts, wanted: (text: string) => readonly string[]): string[] {
  const lacking = Object.keys(english).filter((key) => !(key in translated));
  const besides = Object.keys(translated).filter((key) => !(key in english));
  const empty = Object.entries(translated).filter(([, text]) => text.trim() === '');
  const differing = Object.entries(english).filter(([key, text]) => {
    const other = translated[key];
    return other !== undefined && wanted(text).join() !== wanted(other).join();
  });
  return [
    ...lacking.map((key) => `lacks ${key}`),
    ...besides.map((key) => `has besides ${key}`),
    ...empty.map(([key]) => `is empty: ${key}`),
    ...differing.map(([key]) => `differs: ${key}`),
  ];
}

describe('the comparison of translations', () => {
  it('notices each kind of mistake', () => {
    const english = { a: 'one {0}', b: 'two `x`', c: 'three', d: '{0} of {1}' };
    const german = { b: 'zwei `y`', c: ' ', d: '{1} von {0}', e: 'fünf' };
    const found = mistakes(english, german, (text) => [
      ...kept(text, PLACEHOLDER),
      ...kept(text, CODE_OR_LINK),
    ]);
    assert.deepEqual(found, ['lacks a', 'has besides e', 'is empty: c', 'differs: b']);
  });
});

describe('the messages', () => {
  let sources: Messages;
  let bundle: Texts;
  before(async () => {
    sources = (await import(pathToFileURL(path.resolve('scripts/messages.mjs')).href)) as Messages;
    bundle = read('l10n/bundle.l10n.json');
  });

  it('are those of l10n/bundle.l10n.json (node scripts/generate-l10n.mjs writes it)', () => {
    const texts = Object.fromEntries(sources.messages().map(({ text }) => [text, text]));
    assert.deepEqual(
      mistakes(texts, bundle, (text) => [text]),
      [],
    );
  });

  it('are all that users read', () => {
    assert.deepEqual(sources.untranslated(), []);
  });

  for (const file of translationsOf('l10n', 'bundle.l10n'))
    it(`are translated by ${file}`, () => {
      assert.deepEqual(
        mistakes(bundle, read(file), (text) => [...new Set(kept(text, PLACEHOLDER))]),
        [],
      );
    });
});

describe('what the manifest says', () => {
  const english = read('package.nls.json');
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));

  for (const file of translationsOf('.', 'package.nls'))
    it(`is translated by ${file}`, () => {
      assert.deepEqual(
        mistakes(english, read(file), (text) => kept(text, CODE_OR_LINK)),
        [],
      );
    });

  it('is there in the languages of the messages', () => {
    const languages = (files: readonly string[]): string[] =>
      files.map((file) => /\.([a-z-]+)\.json$/.exec(file)?.[1] ?? '').sort();
    const ofMessages = languages(translationsOf('l10n', 'bundle.l10n'));
    assert.deepEqual(languages(translationsOf('.', 'package.nls')), ofMessages);
  });

  it('is all in package.nls.json', () => {
    const unknown = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].filter(
      ([, key = '']) => !(key in english),
    );
    assert.deepEqual(unknown, []);
    assert.deepEqual(written(manifest), []);
  });
});

/** The properties of package.json that VS Code shows to users. */
const SHOWN =
  /^(?:displayName|title|shortTitle|label|description|markdownDescription|enumDescriptions|markdownEnumDescriptions|enumItemLabels|patternErrorMessage|errorMessage|deprecationMessage|markdownDeprecationMessage|aliases|contents)$/;

/** What users read in a part of the manifest and that is written out there. */
function written(part: unknown, name = ''): string[] {
  if (typeof part === 'string')
    return SHOWN.test(name) && !/^%[^%]+%$/.test(part) ? [`${name}: ${part}`] : [];
  if (Array.isArray(part)) return part.flatMap((item: unknown) => written(item, name));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => written(value, key));
}
