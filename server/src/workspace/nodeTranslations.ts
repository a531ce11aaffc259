import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listBundleNames } from '../text/translations';

/** Next to the folder of the bundles. */
const FOLDER = path.join(__dirname, '..', 'l10n');

/** Reads the bundled messages of a locale as parsed JSON; undefined if there are none. */
export function readTranslations(locale: string): unknown {
  for (const name of listBundleNames(locale)) {
    try {
      return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));
    } catch {
      // The language or region has no translation.
    }
  }
  return undefined;
}
