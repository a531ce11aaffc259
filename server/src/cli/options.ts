import { t } from '../text/translations';
import { statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { MAX_DIRECTORIES } from '../descriptor/searchPath';
import { checkConsumers } from './consumers';
import { UsageError } from './outcome';
import { FORMATS, LINT, SEVERITIES, type Format } from './syntax/lint';
import { parse, requireOneOf } from './syntax/parse';

/** The options of `lint`. */
export interface LintOptions {
  readonly format: Format;
  readonly quiet: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly failOn: (typeof SEVERITIES)[number];
  readonly qemuVersion: string | undefined;
  readonly schema: string | undefined;
  /** Ids of known consumers, and `auto`; empty if none is named. */
  readonly consumers: readonly string[];
  /** The only configuration file to use; false for none, undefined for those above each file. */
  readonly config: string | false | undefined;
  /** The absolute path of the folder that is used as the root of the file system; empty for the machine's own. */
  readonly root: string;
  /** The directories that are searched in addition to those of the consumers, as paths on the machine below `root`. */
  readonly search: readonly string[];
  /** False if images must not be read, regardless of the configuration. */
  readonly images: boolean;
  readonly stdinName: string;
  readonly paths: readonly string[];
}

/** Reads the command line of `lint`. Throws UsageError. */
export function readLintOptions(args: readonly string[]): LintOptions {
  const { values, positionals: paths } = parse(LINT, args);
  if (values['dry-run'] && !values.fix) throw new UsageError(t('--dry-run requires --fix'));
  if (values['no-config'] && values.config !== undefined)
    throw new UsageError(t('--config cannot be used with --no-config'));
  const root = values.root === undefined ? '' : readRootFolder(values.root);
  return {
    format: requireOneOf('--format', values.format, FORMATS),
    quiet: values.quiet,
    fix: values.fix,
    dryRun: values['dry-run'],
    failOn: requireOneOf('--fail-on', values['fail-on'], SEVERITIES),
    qemuVersion: values['qemu-version'],
    schema: values.schema,
    consumers: checkConsumers(values.consumer ?? []),
    config: values['no-config'] ? false : values.config,
    root,
    search: readSearchFolders(values.search ?? [], root),
    images: !values['no-images'],
    stdinName: values['stdin-filename'],
    paths,
  };
}

/** Returns the absolute path of `--root`, without a slash at its end: empty for the machine's own. Throws UsageError. */
export function readRootFolder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(t('--root: “{0}” is not a folder', path));
  return resolve(path).replace(/\/$/, '');
}

/** Returns the directories of `--search` as paths on the machine below `root`; a path on this machine that is in `root` is accepted. Throws UsageError. */
export function readSearchFolders(given: readonly string[], root: string): readonly string[] {
  if (given.length > MAX_DIRECTORIES)
    throw new UsageError(t('--search: more than {0} directories', MAX_DIRECTORIES));
  if (given.includes('')) throw new UsageError(t('--{0} is empty', 'search'));
  return given.map((folder) => resolveBelow(root, folder).replace(/(?<=.)\/+$/, ''));
}

/** Returns a path on the machine below `root`; a path on this machine that leads into `root` is converted. */
export function resolveBelow(root: string, given: string): string {
  const here = resolve(given);
  if (root === '') return here;
  return here.startsWith(`${root}/`) ? here.slice(root.length) : posix.join('/', given);
}
