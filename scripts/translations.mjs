import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject, readJson } from './project.mjs';

/** The English texts of the project: messages, whose keys are the texts themselves, and what the manifest says. */
const ENGLISH = ['l10n/bundle.l10n.json', 'package.nls.json'];

/**
 * The files that translate the English texts, such as package.nls.de.json.
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

/** The keys of the English texts that a translation does not have. @returns {string[]} */
export function missingKeys(english, translated) {
  return Object.keys(english).filter((key) => !(key in translated));
}

/** Every text of the project that lacks a translation, as `file: key`. @returns {string[]} */
export function missingTranslations() {
  return translationFiles().flatMap(({ file, english }) =>
    missingKeys(readJson(english), readJson(file)).map((key) => `${file}: ${key}`),
  );
}

/**
 * Throws if a translation is missing: someone without the language can work on the project, but what users get is complete.
 * @param {readonly string[]} missing as missingTranslations() gives it
 */
export function requireTranslations(missing) {
  if (missing.length > 0) throw new Error(`missing translations:\n  ${missing.join('\n  ')}`);
}
