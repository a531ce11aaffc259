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
  ['file', 'The file among others'],
];

/** The rules by section, and what is found besides, read from the sources. */
async function loadRules() {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: `export { RULES } from './index'; export { FILE_FINDINGS } from './fileFindings';`,
      resolveDir: inProject('server/src/rules'),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    loader: { '.qapi': 'text' },
    logLevel: 'error',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}

function page({ RULES: rules, FILE_FINDINGS: others }) {
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
  lines.push('', '## The file', ...others.flatMap(introduction));
  return lines.join('\n') + '\n';
}

function section(rule) {
  const parts = introduction(rule);
  parts.push(...examples('Found:', rule.examples.invalid), ...examples('Fine:', rule.examples.valid));
  return parts;
}

function introduction({ code, title, severity, documentation }) {
  return ['', `### ${code}`, '', `**${title}** (${severity})`, '', documentation];
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
