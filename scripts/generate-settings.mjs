#!/usr/bin/env node
/**
 * Writes the codes of the rules into the settings of package.json, so that the settings editor knows them:
 *   node scripts/generate-settings.mjs [--check]     --check only tells whether the file is fresh
 */
import { keepFresh, load } from './generated.mjs';
import { manifest } from './project.mjs';

const exported = `
  export { ALL_RULES } from './index';
  export { FILE_FINDINGS } from './fileFindings';
  export { SEVERITY_SETTINGS } from './severities';`;
const { ALL_RULES, FILE_FINDINGS, SEVERITY_SETTINGS } = await load(exported, 'server/src/rules');
const rules = [...ALL_RULES, ...FILE_FINDINGS];

const fresh = manifest();
const settings = fresh.contributes.configuration.properties;
settings['qemuFirmware.rules'].properties = Object.fromEntries(
  rules.map(({ code, title }) => [code, { type: 'string', enum: SEVERITY_SETTINGS, description: title }]),
);
settings['qemuFirmware.overrides'].items.properties.rules.propertyNames.enum = rules.map(({ code }) => code);
keepFresh('package.json', `${JSON.stringify(fresh, null, 2)}\n`, 'generate-settings.mjs');
