import { t } from '../text/translations';
import { statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NEWEST_LIBVIRT } from '../consumers/index';
import { MAX_DIRECTORIES } from '../descriptor/searchPath';
import { checkConsumers } from './consumers';
import { UsageError } from './outcome';

export const LINT_HELP = `Usage: qemu-firmware lint [OPTION]... PATH...

Checks firmware descriptors. A folder is searched for descriptors; "-" is standard input.

  --format FORMAT           how findings are printed: text (the default), json, sarif or github
  --quiet                   print errors only; warnings count for the exit status all the same
  --fix                     apply the safe fixes, and report what is left; the text of standard input goes to
                            standard output then, and the report to standard error
  --dry-run                 with --fix: print the changes as a unified diff and write nothing
  --fail-on error|warning   the least severity that makes the exit status 1 (default: error)
  --qemu-version VERSION    hold descriptors against this release, such as 7.2 (default: latest)
  --schema PATH             a QEMU source tree, or its docs/interop/firmware.json
  --consumer ID             say what this consumer does with each file, such as ${NEWEST_LIBVIRT}; may be repeated
                            (default: auto, those that are installed here or below --root)
  --config FILE             take this configuration file, and no .qemu-firmware.json above a file
  --no-config               take no configuration file
  --no-images               look into no firmware images; what a descriptor says of them is not checked then
  --root DIR                look below DIR for the images and the other descriptors of a descriptor
  --search DIR              search DIR for descriptors, too, besides the directories of the consumers; may be repeated
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
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly failOn: 'error' | 'warning';
  readonly qemuVersion: string | undefined;
  readonly schema: string | undefined;
  /** Ids of consumers that are known, and `auto`; empty where none is named. */
  readonly consumers: readonly string[];
  /** The one configuration file to take; false for none, undefined for those above each file. */
  readonly config: string | false | undefined;
  /** The absolute path that stands for the root of the file system; empty for the machine's own. */
  readonly root: string;
  /** The directories that are searched besides those of the consumers, as the machine below `root` has them. */
  readonly search: readonly string[];
  /** False where images are not to be looked into, whatever the configuration says. */
  readonly images: boolean;
  readonly stdinName: string;
  readonly paths: readonly string[];
}

/** Reads the command line of `lint`. Throws UsageError, or the TypeError of node:util's parseArgs. */
export function readLintOptions(args: readonly string[]): LintOptions {
  const { values, positionals: paths } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      quiet: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      'fail-on': { type: 'string', default: 'error' },
      'qemu-version': { type: 'string' },
      schema: { type: 'string' },
      consumer: { type: 'string', multiple: true, default: [] },
      config: { type: 'string' },
      'no-config': { type: 'boolean', default: false },
      'no-images': { type: 'boolean', default: false },
      root: { type: 'string' },
      search: { type: 'string', multiple: true, default: [] },
      'stdin-filename': { type: 'string', default: '-' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values['dry-run'] && !values.fix) throw new UsageError(t('--dry-run goes with --fix'));
  if (values['no-config'] && values.config !== undefined)
    throw new UsageError(t('--config and --no-config exclude each other'));
  const root = values.root === undefined ? '' : readRootFolder(values.root);
  return {
    help: values.help,
    format: requireOneOf('--format', values.format, FORMATS),
    quiet: values.quiet,
    fix: values.fix,
    dryRun: values['dry-run'],
    failOn: requireOneOf('--fail-on', values['fail-on'], ['error', 'warning']),
    qemuVersion: values['qemu-version'],
    schema: values.schema,
    consumers: checkConsumers(values.consumer),
    config: values['no-config'] ? false : values.config,
    root,
    search: readSearchFolders(values.search, root),
    images: !values['no-images'],
    stdinName: values['stdin-filename'],
    paths,
  };
}

/** The absolute path of `--root`, without a slash at its end: empty for the machine's own. Throws UsageError. */
export function readRootFolder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(t('--root: “{0}” is no folder', path));
  return resolve(path).replace(/\/$/, '');
}

/** The directories of `--search`, as the machine below `root` has them; one of this machine that lies in `root` may be meant. Throws UsageError. */
export function readSearchFolders(given: readonly string[], root: string): readonly string[] {
  if (given.length > MAX_DIRECTORIES)
    throw new UsageError(t('--search: more than {0} directories', MAX_DIRECTORIES));
  if (given.includes('')) throw new UsageError(t('--{0} is empty', 'search'));
  return given.map((folder) => resolveBelow(root, folder).replace(/(?<=.)\/+$/, ''));
}

/** A path as the machine below `root` has it; one of this machine that leads into `root` is taken for what it is there. */
export function resolveBelow(root: string, given: string): string {
  const here = resolve(given);
  if (root === '') return here;
  return here.startsWith(`${root}/`) ? here.slice(root.length) : posix.join('/', given);
}

/** The value if it is one of those that `option` takes. Throws UsageError. */
export function requireOneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const choice = allowed.reduce<string>(
    (left, right) => (left === '' ? right : t('{0} or {1}', left, right)),
    '',
  );
  throw new UsageError(t('{0} takes {1}, not “{2}”', option, choice, value));
}
