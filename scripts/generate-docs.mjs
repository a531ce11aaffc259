#!/usr/bin/env node
/**
 * Writes docs/rules.md from the rules themselves:
 *   node scripts/generate-docs.mjs [--check]     --check only tells whether the file is fresh
 */
import { keepFresh, load } from './generated.mjs';

const SECTIONS = [
  ['json', 'JSON'],
  ['schema', 'The schema'],
  ['firmware', 'What the members mean together'],
  ['image', 'The images'],
  ['file', 'The file among others'],
];

function page({ RULE_DOCS: docs, FILE_FINDING_DOCS: others }) {
  const lines = [
    '# Rules',
    '',
    'Everything that QEMU Firmware finds in a descriptor, generated from the rules in `server/src/rules/`. The severity is the',
    'usual one: a finding that makes libvirt drop the file is an error even where the rule is a warning otherwise.',
    'Error: the schema forbids it or a consumer drops the file. Warning: accepted, but surely not meant. Information: worth knowing.',
    '',
    '| Rule | Severity | Finds |',
    '| --- | --- | --- |',
    ...Object.values(docs)
      .flat()
      .map(({ rule, title }) => `| [\`${rule.code}\`](#${rule.code}) | ${rule.severity} | ${title} |`),
  ];
  for (const [key, title] of SECTIONS) lines.push('', `## ${title}`, ...docs[key].flatMap(section));
  lines.push('', '## The file', ...others.flatMap(introduction));
  return lines.join('\n') + '\n';
}

function section(docs) {
  const { valid, invalid } = docs.examples();
  return [...introduction(docs), ...examples('Found:', invalid), ...examples('Fine:', valid)];
}

function introduction({ rule, title, documentation }) {
  return ['', `### ${rule.code}`, '', `**${title}** (${rule.severity})`, '', documentation];
}

function examples(title, list) {
  const shown = list.map(({ shown }) => shown).filter((text) => text !== '{}' && text !== '');
  if (shown.length === 0) return [];
  return ['', title, ...shown.flatMap((text) => ['', '```json', text, '```'])];
}

const exported = `export { RULE_DOCS } from './documentation'; export { FILE_FINDING_DOCS } from './fileFindings';`;
keepFresh('docs/rules.md', page(await load(exported, 'server/src/rules')), 'generate-docs.mjs');
