import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';

/** The English texts of the project: messages, whose keys are the texts themselves, and the texts of the manifest. */
const ENGLISH = ['l10n/bundle.l10n.json', 'package.nls.json'];

/**
 * Returns the translation files, such as package.nls.de.json.
 * @returns {readonly { file: string, english: string, language: string }[]} files relative to the project
 */
export function translationFiles() {
  return ENGLISH.flatMap((english) => {
    const folder = path.dirname(english);
    const start = `${path.basename(english, '.json')}.`;
    return readdirSync(inProject(folder))
      .filter((name) => name.startsWith(start) && /^[a-z-]+\.json$/.test(name.slice(start.length)))
      .filter((name) => name !== path.basename(english))
      .map((name) => ({
        file: path.posix.join(folder, name),
        english,
        language: name.slice(start.length, -'.json'.length),
      }));
  });
}

/** Returns the keys of the English texts that are missing from a translation. @returns {string[]} */
export function missingKeys(english, translated) {
  return Object.keys(english).filter((key) => !(key in translated));
}

/** Returns every text of the project without a translation, as `file: key`. @returns {string[]} */
export function missingTranslations() {
  return translationFiles().flatMap(({ file, english }) =>
    missingKeys(readJson(english), readJson(file)).map((key) => `${file}: ${key}`),
  );
}

/**
 * Throws if a translation is missing: contributors need not know the language, but releases must be complete.
 * @param {readonly string[]} missing as returned by missingTranslations()
 */
export function requireTranslations(missing) {
  if (missing.length > 0) throw new Error(`missing translations:\n  ${missing.join('\n  ')}`);
}
