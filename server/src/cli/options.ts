import { parseArgs } from 'node:util';
import { UsageError } from './outcome';

export const LINT_HELP = `Usage: qemu-firmware lint [OPTION]... PATH...

Checks firmware descriptors. A folder is searched for descriptors; "-" is standard input.

  --format FORMAT           how findings are printed: text (the default), json, sarif or github
  --quiet                   print errors only; warnings count for the exit status all the same
  --fail-on error|warning   the least severity that makes the exit status 1 (default: error)
  --qemu-version VERSION    hold descriptors against this release, such as 7.2 (default: latest)
  --schema PATH             a QEMU source tree, or its docs/interop/firmware.json
  --stdin-filename NAME     what standard input is called in the output
  -h, --help                print this

Exit status: 0 nothing found at or above the threshold, 1 findings, 2 wrong usage or an unreadable file.
`;

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** What the user asks of `lint`. */
export interface LintOptions {
  readonly help: boolean;
  readonly format: Format;
  readonly quiet: boolean;
  readonly failOn: 'error' | 'warning';
  readonly qemuVersion: string;
  readonly schema: string | undefined;
  readonly stdinName: string;
  readonly paths: readonly string[];
}

/** Reads the command line of `lint`. Throws UsageError, or the TypeError of node:util's parseArgs. */
export function lintOptions(args: readonly string[]): LintOptions {
  const { values, positionals: paths } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      quiet: { type: 'boolean', default: false },
      'fail-on': { type: 'string', default: 'error' },
      'qemu-version': { type: 'string', default: 'latest' },
      schema: { type: 'string' },
      'stdin-filename': { type: 'string', default: '-' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    help: values.help,
    format: oneOf('--format', values.format, FORMATS),
    quiet: values.quiet,
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning']),
    qemuVersion: values['qemu-version'],
    schema: values.schema,
    stdinName: values['stdin-filename'],
    paths,
  };
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(' or ')}, not “${value}”`);
  return found;
}
