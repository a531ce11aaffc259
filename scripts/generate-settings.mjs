#!/usr/bin/env node
/**
 * Writes the codes of the rules and the releases of consumers into the settings of package.json, and the titles of the rules into
 * package.nls.json, so that the settings editor knows them, and from these the schema of configuration files,
 * docs/configuration.schema.json:
 *   node scripts/generate-settings.mjs [--check]     --check only tells whether the files are fresh
 */
import { keepFresh, load } from './generated.mjs';
import { manifest, readJson } from './project.mjs';

const exported = `
  export { ALL_DOCS } from './documentation';
  export { FILE_FINDING_DOCS } from './fileFindings';
  export { SEVERITY_SETTINGS } from './severities';`;
const { ALL_DOCS, FILE_FINDING_DOCS, SEVERITY_SETTINGS } = await load(exported, 'server/src/rules');
const { consumers, DEFAULT_CONSUMERS } = await load(`export * from './index';`, 'server/src/consumers');
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
Object.assign(settings['qemuFirmware.consumers'], {
  items: {
    type: 'string',
    enum: consumers.map(({ id }) => id),
    enumDescriptions: consumers.map(({ isVerified }) =>
      isVerified ? '%consumer.measured%' : '%consumer.read%',
    ),
  },
  default: DEFAULT_CONSUMERS,
});
keepFresh('package.json', `${JSON.stringify(fresh, null, 2)}\n`, 'generate-settings.mjs');

const others = Object.entries(readJson('package.nls.json')).filter(([key]) => !key.startsWith(keyOf('')));
const titles = rules.map(({ code, title }) => [keyOf(code), title]);
const texts = Object.fromEntries([...others, ...titles]);
keepFresh('package.nls.json', `${JSON.stringify(texts, null, 2)}\n`, 'generate-settings.mjs');

/** The settings that a configuration file may have, too. */
const IN_FILES = ['qemuVersion', 'schemaPath', 'consumers', 'images', 'rules', 'overrides', 'exclude'];

/** A setting as it stands in the manifest, with its texts in their places and without what only a settings editor knows. */
function asSchema(value) {
  if (typeof value === 'string') return value.replace(/^%(.+)%$/, (_, key) => texts[key]);
  if (Array.isArray(value)) return value.map(asSchema);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['scope', 'order', 'default'].includes(key))
      .map(([key, inner]) => [key, asSchema(inner)]),
  );
}

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of QEMU Firmware',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    root: {
      type: 'boolean',
      markdownDescription: texts['configuration.root'],
    },
    ...Object.fromEntries(IN_FILES.map((key) => [key, asSchema(settings[`qemuFirmware.${key}`])])),
  },
};
keepFresh('docs/configuration.schema.json', `${JSON.stringify(schema, null, 2)}\n`, 'generate-settings.mjs');
