import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { load } from './loadSources.mjs';
import { inProject, manifest } from './project.mjs';

const PAGE = 'docs/cli.md';
const MANUAL = 'man/qemu-firmware.1';
const PART = /(<!-- generated: (\w+) -->\n)[^]*?(\n<!-- end -->)/g;

/** Returns the manual page and the parts of the documentation that come from the tables of the command line. */
export async function generateCommandLine() {
  const tables = await load(
    `export { COMMANDS } from './commands'; export { PROGRAM_OPTIONS } from './other';
    export { formatManPage } from './manPage'; export { groupOptions } from './help';
    export { describeOption, formatOption, formatUsage } from './command';`,
    'server/src/cli/syntax',
  );
  const { COMMANDS, PROGRAM_OPTIONS, formatManPage } = tables;
  const parts = {
    commands: table(
      ['command', 'what it does'],
      COMMANDS.map(({ name, summary }) => [`[\`${name}\`](#${name})`, `${summary()}.`]),
    ),
    program: optionTable(PROGRAM_OPTIONS, tables),
    options: COMMANDS.map((command) => section(command, tables)).join('\n\n'),
  };
  const text = readFileSync(inProject(PAGE), 'utf8').replace(
    PART,
    (_all, start, name, end) => `${start}\n${parts[name]}\n${end}`,
  );
  const config = await prettier.resolveConfig(inProject(PAGE));
  return {
    [PAGE]: await prettier.format(text, { ...config, parser: 'markdown' }),
    [MANUAL]: formatManPage(COMMANDS, PROGRAM_OPTIONS, manifest().version),
  };
}

function section(command, tables) {
  const { name, summary, about, statuses } = command;
  return [
    `### ${name}`,
    `\`\`\`\n${tables.formatUsage(command)}\n\`\`\``,
    escape(`${summary()}.${about ? ` ${about()}` : ''}`),
    ...tables
      .groupOptions(command)
      .flatMap(({ heading, options }) => [
        ...(heading === undefined ? [] : [`${heading}:`]),
        optionTable(options, tables),
      ]),
    table(
      ['exit status', 'meaning'],
      statuses().map(([status, meaning]) => [String(status), escape(meaning)]),
    ),
  ].join('\n\n');
}

const optionTable = (options, { describeOption, formatOption }) =>
  table(
    ['option', 'meaning'],
    Object.entries(options).map(([name, option]) => [
      `\`${formatOption(name, option).replaceAll('|', '\\|')}\``,
      escape(describeOption(option)),
    ]),
  );

function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Returns the text with Markdown characters escaped. */
const escape = (text) => text.replace(/[\\`*_<>[\]|~]/g, '\\$&');
