#!/usr/bin/env node
/**
 * Writes docs/rules.md from the rules themselves:
 *   node scripts/generate-docs.mjs [--check]     --check only tells whether the file is fresh
 */
import * as esbuild from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.mjs';

const TARGET = 'docs/rules.md';
const SECTIONS = [
  ['json', 'JSON'],
  ['schema', 'The schema'],
  ['firmware', 'What the members mean together'],
];

/** What is reported besides: it concerns the file, not what it says. */
const OTHERS = [
  '',
  '## The file',
  '',
  '### json-encoding',
  '',
  '**Not UTF-8** (error)',
  '',
  'Some bytes of the file are no UTF-8, the only encoding of JSON that consumers read. The command line reports it and reads no further;',
  'an editor decodes the file before it is looked at.',
  '',
  '### too-many-findings',
  '',
  '**More findings than are shown** (information)',
  '',
  'After 50 findings of one rule, or 200 in one file, the rest is left out. Mend these first.',
];

/** The rules by section, read from the sources. @returns {Promise<Record<string, any[]>>} */
async function loadRules() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [inProject('server/src/rules/index.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    loader: { '.qapi': 'text' },
    logLevel: 'error',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  const { RULES } = await import(`data:text/javascript;base64,${source}`);
  return RULES;
}

function page(rules) {
  const lines = [
    '# Rules',
    '',
    'Everything that QEMU Firmware finds in a descriptor, generated from the rules in `server/src/rules/`. The severity is the',
    'usual one: a finding that makes libvirt drop the file is an error even where the rule is a warning otherwise.',
    'Error: the schema forbids it or a consumer drops the file. Warning: accepted, but surely not meant. Information: worth knowing.',
    '',
    '| Rule | Severity | Finds |',
    '| --- | --- | --- |',
    ...Object.values(rules)
      .flat()
      .map((rule) => `| [\`${rule.code}\`](#${rule.code}) | ${rule.severity} | ${rule.title} |`),
  ];
  for (const [key, title] of SECTIONS) lines.push('', `## ${title}`, ...rules[key].flatMap(section));
  return [...lines, ...OTHERS].join('\n') + '\n';
}

function section(rule) {
  const parts = ['', `### ${rule.code}`, '', `**${rule.title}** (${rule.severity})`, '', rule.documentation];
  parts.push(...examples('Found:', rule.examples.invalid), ...examples('Fine:', rule.examples.valid));
  return parts;
}

function examples(title, list) {
  const shown = list.map(({ shown }) => shown).filter((text) => text !== '{}' && text !== '');
  if (shown.length === 0) return [];
  return ['', title, ...shown.flatMap((text) => ['', '```json', text, '```'])];
}

const fresh = page(await loadRules());
const isFresh = () => {
  try {
    return readFileSync(inProject(TARGET), 'utf8') === fresh;
  } catch {
    return false;
  }
};
if (!process.argv.includes('--check')) {
  writeFileSync(inProject(TARGET), fresh);
  console.log(`docs: wrote ${TARGET}`);
} else if (!isFresh()) {
  console.error(`docs: ${TARGET} is stale. Run: node scripts/generate-docs.mjs`);
  process.exitCode = 1;
} else {
  console.log(`docs: ${TARGET} is fresh`);
}
