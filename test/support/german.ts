import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

type Texts = Readonly<Partial<Record<string, string>>>;

/** Returns a message in German with its placeholders filled in. */
export function inGerman(text: string, ...inserted: readonly (string | number)[]): string {
  const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Texts;
  const translated = german[text];
  assert.ok(translated !== undefined && translated !== text, `not translated: ${text}`);
  return translated.replace(/\{(\d+)\}/g, (_all, index: string) => String(inserted[Number(index)]));
}
