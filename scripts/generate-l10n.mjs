import { messages } from './messages.mjs';

/** The messages that a translation has to have, from the sources. */
export function generateMessages() {
  const texts = messages().map(({ text }) => text);
  const bundle = Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
  return { 'l10n/bundle.l10n.json': `${JSON.stringify(bundle, null, 2)}\n` };
}
