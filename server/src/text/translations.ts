/** The language of messages. The English text of a message is its key; `t` of @vscode/l10n looks it up where it is said. */
import { config, t as translate } from '@vscode/l10n';
import type { Markdown } from './markdown';
import { shorten } from './trimming';
import { makeVisible } from './visible';

/** In UTF-16 units. A sentence with a path in it has room; a text of megabytes that a file has in place of a word has not. */
const MAX_VALUE = 500;

/**
 * A message in the user's language. What is put in comes from files, their names and the command line, which anyone may have written:
 * it stays on one line, shows its control characters and is cut where it is long. A message of several lines is made of several.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return translate(
    message,
    ...values.map((value) => (typeof value === 'string' ? makeVisible(shorten(value, MAX_VALUE)) : value)),
  );
}

/** A message as Markdown: what is put in is Markdown that was built, so nothing in it counts as marks by accident. */
export function tMarkdown(message: string, ...values: readonly (Markdown | number)[]): Markdown {
  return translate(message, ...values) as Markdown;
}

/**
 * Says every message from now on as `messages` has it, an object of English texts and what stands for them; those that it lacks
 * stay English. Whatever is no such object is passed over.
 */
export function translateWith(messages: unknown): void {
  const entries = typeof messages === 'object' && messages !== null ? Object.entries(messages) : [];
  const contents = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  config({ contents });
}

/**
 * The names of the files that may hold the messages of a locale, the best one first. A locale is written as LSP has it
 * (`de-AT`) or as POSIX has it (`de_AT.UTF-8@euro`).
 */
export function listBundleNames(locale: string): readonly string[] {
  const [, language, region] = /^([a-z]{2,3})(?:[-_]([a-z0-9]+))?(?:[-_.@]|$)/i.exec(locale) ?? [];
  if (language === undefined) return [];
  const tags = region === undefined ? [language] : [`${language}-${region}`, language];
  return tags.map((tag) => `bundle.l10n.${tag.toLowerCase()}.json`);
}
