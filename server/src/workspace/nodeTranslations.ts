import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listBundleNames } from '../text/translations';

/** Lies beside the folder of the bundles. */
const FOLDER = path.join(__dirname, '..', 'l10n');

/** The messages of a locale that come with the program, as JSON has them; undefined where there are none. */
export function readTranslations(locale: string): unknown {
  for (const name of listBundleNames(locale)) {
    try {
      return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));
    } catch {
      // Not in that language, or not for that region.
    }
  }
  return undefined;
}
