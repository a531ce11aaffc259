import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatBashCompletion } from '../../../../server/src/cli/syntax/bash';
import { describeOption, type Command, type OptionTable } from '../../../../server/src/cli/syntax/command';
import { COMMANDS } from '../../../../server/src/cli/syntax/commands';
import { formatFishCompletion } from '../../../../server/src/cli/syntax/fish';
import { formatHelp, formatOverview } from '../../../../server/src/cli/syntax/help';
import { formatManPage } from '../../../../server/src/cli/syntax/manPage';
import { PROGRAM_OPTIONS } from '../../../../server/src/cli/syntax/other';
import { formatZshCompletion } from '../../../../server/src/cli/syntax/zsh';

/** The long options that a text has where `pattern` finds them, in their order, each once. */
function listOptions(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

const namesOf = (options: OptionTable): string[] => Object.keys(options);
const commandNames = COMMANDS.map(({ name }) => name);

/** The part of a text that is about a command, from the line that starts it to the one that ends it. */
function cutPart(text: string, start: string, end: RegExp): string {
  const from = text.indexOf(start);
  assert.ok(from >= 0, start);
  const rest = text.slice(from + start.length);
  const to = rest.search(end);
  return to < 0 ? rest : rest.slice(0, to);
}

/** What has to have every command and option, and how each is found in it. */
interface Form {
  readonly name: string;
  readonly text: string;
  readonly commands: () => readonly string[];
  readonly options: (command: Command) => readonly string[];
  readonly program: () => readonly string[];
}

const overview = formatOverview(COMMANDS, PROGRAM_OPTIONS);
const bash = formatBashCompletion(COMMANDS, PROGRAM_OPTIONS);
const zsh = formatZshCompletion(COMMANDS, PROGRAM_OPTIONS);
const fish = formatFishCompletion(COMMANDS, PROGRAM_OPTIONS);
const manual = formatManPage(COMMANDS, PROGRAM_OPTIONS, '1.2.3');
const documentation = readFileSync('docs/cli.md', 'utf8');

const IN_HELP = /^ +(?:-\w, )?--([\w-]+)/gm;
const IN_BASH = /(?<= |')--([\w-]+)/g;
const IN_ZSH = /^ +'(?:\(- \*\)|\*)?--([\w-]+)[=[]/gm;
const IN_MANUAL = /\\fB\\-\\-([\w\\-]+?)\\fR/g;
const IN_DOCUMENTATION = /^\| `(?:-\w, )?--([\w-]+)/gm;

const FORMS: readonly Form[] = [
  {
    name: 'help',
    text: overview,
    commands: () => [...overview.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name),
    options: (command) => listOptions(formatHelp(command), IN_HELP),
    program: () => listOptions(overview, IN_HELP),
  },
  {
    name: 'the completion of bash',
    text: bash,
    commands: () => [...bash.matchAll(/^ {6}([a-z][\w-]*)\)$/gm)].map(([, name = '']) => name),
    options: ({ name }) => listOptions(cutPart(bash, `\n      ${name})\n`, /;;/), IN_BASH),
    program: () => listOptions(cutPart(bash, "      '') words='", /;;/), IN_BASH),
  },
  {
    name: 'the completion of zsh',
    text: zsh,
    commands: () => [...zsh.matchAll(/^ {8}'([\w-]+):/gm)].map(([, name = '']) => name),
    options: ({ name }) => listOptions(cutPart(zsh, `\n        ${name})\n`, /;;/), IN_ZSH),
    program: () => listOptions(cutPart(zsh, '_arguments -C', /case/), IN_ZSH),
  },
  {
    name: 'the completion of fish',
    text: fish,
    commands: () => [...fish.matchAll(/__fish_use_subcommand' -a ([\w-]+)/g)].map(([, name = '']) => name),
    options: ({ name }) =>
      listOptions(fish, new RegExp(`__fish_seen_subcommand_from ${name}'(?: -s \\w)? -l ([\\w-]+)`, 'g')),
    program: () => listOptions(fish, /__fish_use_subcommand'(?: -s \w)? -l ([\w-]+)/g),
  },
  {
    name: 'the manual page',
    text: manual,
    commands: () => [...manual.matchAll(/^\.SS (.+)$/gm)].map(([, name = '']) => name.replaceAll('\\-', '-')),
    options: ({ name }) =>
      listOptions(cutPart(manual, `\n.SS ${name.replaceAll('-', '\\-')}\n`, /\n\.S[SH] /), IN_MANUAL).map(
        (option) => option.replaceAll('\\-', '-'),
      ),
    program: () => listOptions(cutPart(manual, '.SH DESCRIPTION', /\.SH /), IN_MANUAL),
  },
  {
    name: 'docs/cli.md',
    text: documentation,
    commands: () => [...documentation.matchAll(/^### ([\w-]+)$/gm)].map(([, name = '']) => name),
    options: ({ name }) => listOptions(cutPart(documentation, `\n### ${name}\n`, /\n### /), IN_DOCUMENTATION),
    program: () => listOptions(cutPart(documentation, 'Without a command:', /\n## /), IN_DOCUMENTATION),
  },
];

for (const { name, commands, options, program } of FORMS)
  describe(name, () => {
    it('has all commands, and no others', () => {
      assert.deepEqual(commands(), commandNames);
    });

    it('has all options of each command, and no others', () => {
      for (const command of COMMANDS)
        assert.deepEqual(options(command), namesOf(command.options), command.name);
    });

    it('has the options of the program', () => {
      assert.deepEqual(program(), namesOf(PROGRAM_OPTIONS));
    });
  });

describe('the tables of the command line', () => {
  it('offer every value of an option in each shell and in help', () => {
    for (const { options, name } of COMMANDS) {
      for (const [option, table] of Object.entries<OptionTable[string]>(options)) {
        const { values = [], suggestions = [] } = table;
        for (const value of values) assert.ok(describeOption(table).includes(value), `${name} ${option}`);
        const list = [...values, ...(values.length > 0 ? [] : suggestions)].join(' ');
        if (list === '') continue;
        assert.ok(bash.includes(`'${name} --${option}') words='${list}' ;;`), `bash: ${name} ${option}`);
        assert.ok(zsh.includes(`(${list})`), `zsh: ${name} ${option}`);
        assert.ok(fish.includes(`-a '${list}'`), `fish: ${name} ${option}`);
      }
    }
  });

  it('have a default that is one of the values, and values without characters that shells expand', () => {
    for (const { options, name } of COMMANDS)
      for (const [option, { values, suggestions = [], ...table }] of Object.entries<OptionTable[string]>(
        options,
      )) {
        if (values && table.default !== undefined)
          assert.ok(values.includes(String(table.default)), `${name} ${option}`);
        for (const value of [...(values ?? []), ...suggestions]) assert.match(value, /^[\w.@-]+$/);
      }
  });

  it('have help of at most 100 columns', () => {
    for (const text of [overview, ...COMMANDS.map(formatHelp)])
      for (const line of text.split('\n')) assert.ok(line.length <= 100, line);
  });

  it('are the source of the manual page in the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(
      readFileSync('man/qemu-firmware.1', 'utf8'),
      formatManPage(COMMANDS, PROGRAM_OPTIONS, version),
    );
  });
});
