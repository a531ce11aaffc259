import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { load } from './loadSources.mjs';
import { inProject } from './project.mjs';

const PAGE = 'docs/qapi.md';
const PART = /(<!-- generated: checks -->\n)[^]*?(\n<!-- end -->)/;

/** Returns the documentation of schemas, with the table of all codes. */
export async function generateQapi() {
  const tables = await load("export { CODES, FAMILIES } from './codes';", 'server/src/qapi/check');
  const text = readFileSync(inProject(PAGE), 'utf8').replace(
    PART,
    (_all, start, end) => `${start}\n${listChecks(tables)}\n${end}`,
  );
  const config = await prettier.resolveConfig(inProject(PAGE));
  return { [PAGE]: await prettier.format(text, { ...config, parser: 'markdown' }) };
}

/** A section for each family: its heading is what the codes of findings link to. */
function listChecks({ CODES, FAMILIES }) {
  return Object.entries(FAMILIES)
    .map(([family, about]) => {
      const rows = CODES.filter(({ code }) => code.startsWith(`${family}/`)).map(
        ({ code, when, since = '' }) => `| \`${code}\` | ${when} | ${since} |`,
      );
      return [
        `### ${family}`,
        '',
        about,
        '',
        '| code | reported when | since |',
        '| --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}
