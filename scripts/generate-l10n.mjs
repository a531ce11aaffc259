#!/usr/bin/env node
/**
 * Writes l10n/bundle.l10n.json, the messages that a translation has to have, from the sources:
 *   node scripts/generate-l10n.mjs [--check]     --check only tells whether the file is fresh
 */
import { keepFresh } from './generated.mjs';
import { messages } from './messages.mjs';

const texts = messages().map(({ text }) => text);
const bundle = Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
keepFresh('l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`, 'generate-l10n.mjs');
