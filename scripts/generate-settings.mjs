#!/usr/bin/env node
/**
 * Writes the codes of the rules into the settings of package.json and their titles into package.nls.json, so that the
 * settings editor knows them:
 *   node scripts/generate-settings.mjs [--check]     --check only tells whether the files are fresh
 */
import { keepFresh, load } from './generated.mjs';
import { manifest, readJson } from './project.mjs';

const exported = `
  export { ALL_DOCS } from './documentation';
  export { FILE_FINDING_DOCS } from './fileFindings';
  export { SEVERITY_SETTINGS } from './severities';`;
const { ALL_DOCS, FILE_FINDING_DOCS, SEVERITY_SETTINGS } = await load(exported, 'server/src/rules');
const rules = [...ALL_DOCS, ...FILE_FINDING_DOCS].map(({ rule: { code }, title }) => ({ code, title }));
const keyOf = (code) => `rule.${code}`;

const fresh = manifest();
const settings = fresh.contributes.configuration.properties;
settings['qemuFirmware.rules'].properties = Object.fromEntries(
  rules.map(({ code }) => [
    code,
    { type: 'string', enum: SEVERITY_SETTINGS, description: `%${keyOf(code)}%` },
  ]),
);
settings['qemuFirmware.overrides'].items.properties.rules.propertyNames.enum = rules.map(({ code }) => code);
keepFresh('package.json', `${JSON.stringify(fresh, null, 2)}\n`, 'generate-settings.mjs');

const others = Object.entries(readJson('package.nls.json')).filter(([key]) => !key.startsWith(keyOf('')));
const titles = rules.map(({ code, title }) => [keyOf(code), title]);
const texts = Object.fromEntries([...others, ...titles]);
keepFresh('package.nls.json', `${JSON.stringify(texts, null, 2)}\n`, 'generate-settings.mjs');
