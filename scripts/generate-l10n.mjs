import { messages } from './messages.mjs';

/** Returns the messages that need translations, collected from the sources. */
export function generateMessages() {
  const texts = messages().map(({ text }) => text);
  const bundle = Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
  return { 'l10n/bundle.l10n.json': `${JSON.stringify(bundle, null, 2)}\n` };
}
