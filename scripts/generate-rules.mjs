import * as prettier from 'prettier';
import { load } from './loadSources.mjs';
import { inProject } from './project.mjs';
import { FAMILIES, GUEST_FAMILY, RULES_FOLDER, ruleFiles } from './ruleFiles.mjs';

const HEAD = '// Generated from the files of the rules. Do not edit: run "npm run generate".\n\n';

/**
 * Returns the registries of the rules: their codes, the rules and their documentation, by family and sorted by code. Throws if a file is
 * not named after the code of its rule, or does not export the rule and its documentation by that name.
 */
export async function generateRules() {
  const all = await Promise.all(ruleFiles().map(sortedByCode));
  const families = all.filter(({ folder }) => folder !== GUEST_FAMILY.folder);
  const guests = all.filter(({ folder }) => folder === GUEST_FAMILY.folder);
  const { FILE_FINDINGS: others } = await load(`export * from './fileFindings'`, RULES_FOLDER);
  const codes = [...all.flatMap(({ rules }) => rules), ...others].map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) throw new Error(`${RULES_FOLDER}: two rules have the code “${twice}”`);
  return {
    'server/src/descriptor/codes.ts': await formatted(codesText(codes)),
    [`${RULES_FOLDER}/index.ts`]: await formatted(rulesText(families)),
    [`${RULES_FOLDER}/documentation.ts`]: await formatted(docsText(families)),
    [`${RULES_FOLDER}/guestRules.ts`]: await formatted(guestRulesText(guests)),
    [`${RULES_FOLDER}/guestCodes.ts`]: await formatted(guestCodesText(guests)),
    [`${RULES_FOLDER}/guestDocumentation.ts`]: await formatted(guestDocsText(guests)),
  };
}

const importOf = ({ name, module }, suffix = '') => `import { ${name}${suffix} } from '${module}';`;

async function sortedByCode({ folder, files }) {
  const source = files.map((file) => `${importOf(file)} ${importOf(file, 'Docs')}`).join('\n');
  const names = files.map(({ name }) => `${name}: [${name}, ${name}Docs.rule]`).join();
  const { rules: loaded } = await load(`${source}\nexport const rules = { ${names} };`, RULES_FOLDER);
  const rules = files.map((file) => {
    const [{ code }, documented] = loaded[file.name];
    const place = `${RULES_FOLDER}/${folder}/${file.name}.ts`;
    if (camelCase(code) !== file.name)
      throw new Error(`${place}: the rule has the code “${code}”, so name its file ${camelCase(code)}.ts`);
    if (documented.code !== code) throw new Error(`${place}: ${file.name}Docs is about “${documented.code}”`);
    return { ...file, code };
  });
  return { folder, rules: rules.sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

const camelCase = (code) => code.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

function codesText(codes) {
  return `
/** Every code that a finding can have. */
export type Code = ${codes.map((code) => `'${code}'`).join(' | ')};
`;
}

function rulesText(families) {
  const folders = families.map(({ folder }) => `'${folder}'`).join('|');
  return `
${allImports(families)}
import type { Rule } from './rule';

/** Every rule by what it is about, in the order of the documentation. */
export const RULES: Readonly<Record<${folders}, readonly Rule[]>> = {${lists(families)}};

export const ALL_RULES: readonly Rule[] = Object.values(RULES).flat();
`;
}

function docsText(families) {
  return `
${allImports(families, 'Docs')}
import type { RULES } from './index';
import type { RuleDocs } from './rule';

/** What is written about the rules, by what they are about. Apart from RULES, so that the server need not carry it. */
export const RULE_DOCS: Readonly<Record<keyof typeof RULES, readonly RuleDocs[]>> = {${lists(families, 'Docs')}};

export const ALL_DOCS: readonly RuleDocs[] = Object.values(RULE_DOCS).flat();
`;
}

function guestRulesText(families) {
  return `
${allImports(families)}
import type { GuestRule } from './guestRule';

/** Every rule on the definitions of guests. */
export const GUEST_RULES: readonly GuestRule[] = [${namesOf(families)}];
`;
}

function guestCodesText(families) {
  const codes = families.flatMap(({ rules }) => rules.map(({ code }) => `'${code}'`)).join();
  return `
import type { Code } from '../descriptor/codes';

/** The codes of the rules on guests. Apart from GUEST_RULES, for programs that only read settings. */
export const GUEST_CODES: readonly Code[] = [${codes}];
`;
}

function guestDocsText(families) {
  return `
${allImports(families, 'Docs')}
import type { GuestRuleDocs } from './guestRule';

/** What is written about the rules on guests. Apart from GUEST_RULES, for programs that do not print it. */
export const GUEST_DOCS: readonly GuestRuleDocs[] = [${namesOf(families, 'Docs')}];
`;
}

const namesOf = (families, suffix = '') =>
  families.flatMap(({ rules }) => rules.map(({ name }) => `${name}${suffix}`)).join();

function allImports(families, suffix) {
  return families.flatMap(({ rules }) => rules.map((rule) => importOf(rule, suffix))).join('\n');
}

function lists(families, suffix = '') {
  const about = Object.fromEntries(FAMILIES.map((family) => [family.folder, family.about]));
  return families
    .map(({ folder, rules }) => {
      const names = rules.map(({ name }) => `${name}${suffix},`).join('\n');
      return `/** ${about[folder]} */\n${folder}: [\n${names}\n],`;
    })
    .join('\n');
}

async function formatted(text) {
  const options = await prettier.resolveConfig(inProject('package.json'));
  return prettier.format(HEAD + text.trimStart(), { ...options, parser: 'typescript' });
}
