#!/usr/bin/env node
/**
 * Writes every generated file of the project:
 *   node scripts/generate.mjs [--check]     --check: writes nothing, and fails if a file is stale
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generateCommandLine } from './generate-commandline.mjs';
import { generateConsumers } from './generate-consumers.mjs';
import { generateDocs } from './generate-docs.mjs';
import { generateFeatures } from './generate-features.mjs';
import { generateMessages } from './generate-l10n.mjs';
import { generateNotices } from './generate-notices.mjs';
import { generateQapi } from './generate-qapi.mjs';
import { generateRules } from './generate-rules.mjs';
import { generateSettings } from './generate-settings.mjs';
import { inProject } from './project.mjs';

/**
 * Each returns the texts of files by their paths relative to the project. Later generators read what earlier ones wrote.
 * @type {readonly (() => Record<string, string> | Promise<Record<string, string>>)[]}
 */
const generators = [
  generateRules,
  generateDocs,
  generateSettings,
  generateConsumers,
  generateCommandLine,
  generateFeatures,
  generateQapi,
  generateMessages,
  generateNotices,
];

function textOf(file) {
  try {
    return readFileSync(inProject(file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function generate({ check = false }) {
  for (const generator of generators) {
    const stale = Object.entries(await generator()).filter(([file, text]) => textOf(file) !== text);
    for (const [file, text] of stale) {
      if (check) console.error(`generate: ${file} is stale. Run: npm run generate`);
      else {
        writeFileSync(inProject(file), text);
        console.log(`generate: wrote ${file}`);
      }
    }
    if (check && stale.length > 0) {
      // The next generators would read the stale files.
      process.exitCode = 1;
      return;
    }
  }
}

try {
  await generate(parseArgs({ options: { check: { type: 'boolean' } } }).values);
} catch (error) {
  // esbuild has printed its own errors already.
  if (!error.errors) console.error(`generate: ${error.message}`);
  process.exitCode = 1;
}
