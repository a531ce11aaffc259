import { load } from './loadSources.mjs';
import { findSettings, manifest, readJson } from './project.mjs';
import { RULES_FOLDER } from './ruleFiles.mjs';

/**
 * Writes the codes of rules and the releases of consumers into the settings of package.json, and their titles into package.nls.json, for
 * the settings editor. Derives the schema of configuration files from these settings.
 */
export async function generateSettings() {
  const exported = `
    export { ALL_DOCS } from './documentation';
    export { FILE_FINDING_DOCS } from './fileFindings';
    export { GUEST_DOCS } from './guestDocumentation';
    export { SEVERITY_SETTINGS } from './severities';`;
  const { ALL_DOCS, FILE_FINDING_DOCS, GUEST_DOCS, SEVERITY_SETTINGS } = await load(exported, RULES_FOLDER);
  const rules = [...ALL_DOCS, ...FILE_FINDING_DOCS, ...GUEST_DOCS].map(({ rule: { code }, title }) => ({
    code,
    title,
  }));
  const consumerExports = await load(
    `export * from './index'; export * from './installed';`,
    'server/src/consumers',
  );
  const fresh = withConsumers(withRules(manifest(), rules, SEVERITY_SETTINGS), consumerExports);
  const texts = withTitles(readJson('package.nls.json'), rules);
  const schema = configurationSchema(findSettings(fresh), texts);
  return {
    'package.json': json(fresh),
    'package.nls.json': json(texts),
    'docs/configuration.schema.json': json(schema),
  };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const keyOf = (code) => `rule.${code}`;

function withRules(fresh, rules, severities) {
  const settings = findSettings(fresh);
  const enumDescriptions = severities.map((severity) => `%severity.${severity}%`);
  const codes = rules.map(({ code }) => code);
  settings['qemuFirmware.rules'].properties = Object.fromEntries(
    codes.map((code) => [
      code,
      { type: 'string', enum: severities, enumDescriptions, description: `%${keyOf(code)}%` },
    ]),
  );
  const overridden = settings['qemuFirmware.overrides'].items.properties.rules;
  overridden.propertyNames.enum = codes;
  overridden.additionalProperties = { enum: severities, enumDescriptions };
  return fresh;
}

function withConsumers(fresh, { consumers, AUTO, AUTO_ONLY }) {
  const descriptions = consumers.map(({ isVerified }) =>
    isVerified ? '%consumer.measured%' : '%consumer.read%',
  );
  Object.assign(findSettings(fresh)['qemuFirmware.consumers'], {
    items: {
      type: 'string',
      enum: [AUTO, ...consumers.map(({ id }) => id)],
      enumDescriptions: ['%consumer.auto%', ...descriptions],
    },
    default: AUTO_ONLY,
  });
  return fresh;
}

function withTitles(texts, rules) {
  const others = Object.entries(texts).filter(([key]) => !key.startsWith(keyOf('')));
  return Object.fromEntries([...others, ...rules.map(({ code, title }) => [keyOf(code), title])]);
}

/** The settings that are also valid in a configuration file. */
const IN_FILES = ['qemuVersion', 'schemaPath', 'consumers', 'images', 'rules', 'overrides', 'exclude'];

function configurationSchema(settings, texts) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of QEMU Firmware',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      root: { type: 'boolean', markdownDescription: texts['configuration.root'] },
      ...Object.fromEntries(IN_FILES.map((key) => [key, asSchema(settings[`qemuFirmware.${key}`], texts)])),
    },
  };
}

/** Links to commands, and sentences about how invalid values are handled; in a configuration file these are errors. */
const ONLY_IN_EDITORS = / \[[^\]]+\]\(command:[^)]+\)| [^.]*; the language status then says so\./g;

/** Returns a setting of the manifest with its texts filled in, and without the parts that apply only to the editor. */
function asSchema(value, texts) {
  if (typeof value === 'string')
    return value.replace(/^%(.+)%$/, (_, key) => texts[key].replace(ONLY_IN_EDITORS, ''));
  if (Array.isArray(value)) return value.map((item) => asSchema(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['scope', 'order', 'default'].includes(key))
      .map(([key, inner]) => [key, asSchema(inner, texts)]),
  );
}
