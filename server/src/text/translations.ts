/** The language of messages. The English text of a message is its key; `t` of @vscode/l10n looks it up when the message is formatted. */
import { config, t as translate } from '@vscode/l10n';
import type { Markdown } from './markdown';
import { shorten } from './trimming';
import { makeVisible } from './visible';

/** In UTF-16 units: enough for a sentence with a path, but not for a text of megabytes that a file has in place of a word. */
const MAX_VALUE = 500;

/**
 * Formats a message in the user's language. Its values come from files, file names and the command line and are not trusted: they stay on
 * one line, control characters are made visible, and long values are shortened. A message of several lines consists of several messages.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return translate(
    message,
    ...values.map((value) => (typeof value === 'string' ? makeVisible(shorten(value, MAX_VALUE)) : value)),
  );
}

/** Formats a message as Markdown. Its values are escaped Markdown, so they add no marks by accident. */
export function tMarkdown(message: string, ...values: readonly (Markdown | number)[]): Markdown {
  return translate(message, ...values) as Markdown;
}

/**
 * Sets the translations of all messages from now on: an object from English texts to translations. Messages that it lacks stay
 * English. A value of any other kind is ignored.
 */
export function translateWith(messages: unknown): void {
  const entries = typeof messages === 'object' && messages !== null ? Object.entries(messages) : [];
  const contents = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  config({ contents });
}

/**
 * Lists the names of files that may contain the messages of a locale, best match first. A locale has the form of LSP (`de-AT`) or of
 * POSIX (`de_AT.UTF-8@euro`).
 */
export function listBundleNames(locale: string): readonly string[] {
  const [, language, region] = /^([a-z]{2,3})(?:[-_]([a-z0-9]+))?(?:[-_.@]|$)/i.exec(locale) ?? [];
  if (language === undefined) return [];
  const tags = region === undefined ? [language] : [`${language}-${region}`, language];
  return tags.map((tag) => `bundle.l10n.${tag.toLowerCase()}.json`);
}
