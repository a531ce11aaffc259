/** Finds the installed releases of programs by the names of files, and the known consumers that represent them. */
import { t } from '../text/translations';
import { findClosest } from '../text/closest';
import { compareVersions } from '../qapi/version';
import type { Consumer } from './consumer';
import { consumers, findConsumer, NEWEST_LIBVIRT } from './index';

/** Used like a consumer's id: the consumers of the installed programs. */
export const AUTO = 'auto';

/** The default of the settings and the command line. */
export const AUTO_ONLY: readonly string[] = [AUTO];

/** A consumer that `auto` includes. */
export interface AutoConsumer {
  /** The id of the known release that is nearest to the installed one. */
  readonly id: string;
  /** The installed release, such as `11.5`; undefined if the program is not installed; null in a browser, which cannot check. */
  readonly installed: string | undefined | null;
}

/** The chosen consumers, with `auto` replaced. */
export interface ChosenConsumers {
  /** Their ids, each once. */
  readonly consumers: readonly string[];
  /** Those that replaced `auto`. */
  readonly auto: readonly AutoConsumer[];
}

/** Programs whose file names contain their release, and the pattern of these names. */
interface Sign {
  /** The start of the ids of its consumers. */
  readonly program: string;
  /** Its first group is the release. */
  readonly file: RegExp;
  /** Formats that group as a release as people write it. */
  readonly toVersion?: (found: string) => string;
  /** A file without which the program itself is not installed, although its library is. */
  readonly needs?: string;
}

const SIGNS: readonly Sign[] = [
  // libvirt.so.0.11003.0 is 11.3.0.
  { program: 'libvirt', file: /^libvirt\.so\.0\.(\d{4,6}\.\d{1,3})$/, toVersion: toLibvirtVersion },
  // Every machine with systemd has the library. Some distributions add the release of their package after that of systemd.
  {
    program: 'vmspawn',
    file: /^libsystemd-shared-(\d{1,5}(?:\.\d{1,3})?)(?:[-~.][\w.~+-]{0,60})?\.so$/,
    needs: '/usr/bin/systemd-vmspawn',
  },
  { program: 'mkosi', file: /^mkosi-(\d{1,5}(?:\.\d{1,5}){0,3})[\w.+-]{0,60}\.(?:dist|egg)-info$/ },
  { program: 'nova', file: /^nova-(\d{1,5}(?:\.\d{1,5}){0,3})[\w.+-]{0,60}\.(?:dist|egg)-info$/ },
];

/** Returns whether a file name in one of these folders is a sign: most of the thousands there belong to other programs. */
export function isTellingName(name: string): boolean {
  return SIGNS.some(({ file }) => file.test(name)) || LIBRARIES.test(name) || PYTHON.test(name);
}

/** The paths whose existence shows whether a program is installed. */
export const NEEDED_FILES: readonly string[] = SIGNS.flatMap(({ needs }) => needs ?? []);

/**
 * Lists the folders whose files show installed programs, from the contents of /usr/lib and /usr/local/lib: libraries of the machine's
 * architectures, and Python packages.
 *
 * @param names the names in these two folders, by path
 */
export function listTellingFolders(names: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const below = (folder: string, fits: RegExp): string[] =>
    (names.get(folder) ?? [])
      .filter((name) => fits.test(name))
      .slice(0, MAX_FOLDERS)
      .map((name) => `${folder}/${name}`);
  const libraries = ['/usr/lib', '/usr/lib64', ...below('/usr/lib', LIBRARIES)];
  const python = PYTHON_PARENTS.flatMap((folder) => below(folder, PYTHON));
  return [
    ...libraries.flatMap((folder) => [folder, `${folder}/systemd`]),
    ...python.flatMap((folder) => [`${folder}/dist-packages`, `${folder}/site-packages`]),
  ];
}

/** The folders that contain the folders to search. */
export const PYTHON_PARENTS: readonly string[] = ['/usr/lib', '/usr/local/lib'];

/** Debian's names for folders with the libraries of an architecture. */
const LIBRARIES = /^[a-z0-9_]{1,20}-linux-[a-z0-9]{1,20}$/;

const PYTHON = /^python3(?:\.\d{1,3})?$/;

/** More triplets and releases of Python than a machine has. */
const MAX_FOLDERS = 16;

/**
 * Lists the consumers that represent the installed programs, libvirt first. If no libvirt is installed, the newest known one comes
 * last, as no program reads more descriptors.
 *
 * @param names the names of files in the folders that show installed programs
 * @param present those of NEEDED_FILES that exist
 */
export function findInstalledConsumers(
  names: Iterable<string>,
  present: ReadonlySet<string>,
): readonly AutoConsumer[] {
  const found = new Map<string, string>();
  for (const name of names)
    for (const { program, file, toVersion, needs } of SIGNS) {
      if (needs !== undefined && !present.has(needs)) continue;
      const text = file.exec(name)?.[1];
      const version = text !== undefined && toVersion ? toVersion(text) : text;
      const before = found.get(program);
      if (version !== undefined && (before === undefined || compareVersions(version, before) > 0))
        found.set(program, version);
    }
  const installed = SIGNS.flatMap(({ program }): AutoConsumer[] => {
    const version = found.get(program);
    const consumer = version === undefined ? undefined : findNearestRelease(program, version);
    return consumer ? [{ id: consumer.id, installed: version }] : [];
  });
  return found.has('libvirt') ? installed : [...installed, NOT_INSTALLED];
}

const NOT_INSTALLED: AutoConsumer = { id: NEWEST_LIBVIRT, installed: undefined };

/** What `auto` means if no program is found. */
export const NOTHING_INSTALLED: readonly AutoConsumer[] = [NOT_INSTALLED];

/** What `auto` means in a browser, which cannot read files. */
export const UNKNOWN_INSTALLED: readonly AutoConsumer[] = [{ id: NEWEST_LIBVIRT, installed: null }];

/** Returns the newest known release that is not newer, else the oldest one. */
function findNearestRelease(program: string, version: string): Consumer | undefined {
  const releases = consumers.filter(({ id }) => id.startsWith(`${program}@`));
  return (
    findConsumer(`${program}@${version}`) ??
    releases.findLast((known) => compareVersions(known.version, version) <= 0) ??
    releases[0]
  );
}

/** Formats `11003.0` as `11.3`, and `11003.1` as `11.3.1`. */
function toLibvirtVersion(found: string): string {
  const [both = 0, micro = 0] = found.split('.').map(Number);
  return [Math.floor(both / 1000), both % 1000, ...(micro > 0 ? [micro] : [])].join('.');
}

/** Returns the consumer that an unknown id most likely means: the nearest release of the same program, else the most similar id. */
export function findMeantConsumer(id: string): string | undefined {
  const [, program = '', version] = /^([a-z]{1,20})(?:@(\d{1,6}(?:\.\d{1,6}){0,3}))?$/.exec(id) ?? [];
  const near =
    version === undefined
      ? consumers.findLast((known) => known.id.startsWith(`${program}@`))
      : findNearestRelease(program, version);
  return near?.id ?? findClosest(id, [AUTO, ...consumers.map((known) => known.id)]);
}

/** Replaces `auto` with the consumers of the installed programs. */
export function replaceAuto(ids: readonly string[], installed: readonly AutoConsumer[]): ChosenConsumers {
  const isAuto = ids.includes(AUTO);
  const named = ids.flatMap((id) => (id === AUTO ? installed.map((each) => each.id) : [id]));
  return { consumers: [...new Set(named)], auto: isAuto ? installed : [] };
}

/** Returns whether the installed release is a known one. */
export function isExact({ id, installed }: AutoConsumer): boolean {
  return installed === findConsumer(id)?.version;
}

/**
 * Explains why `auto` includes a consumer, as a clause without a full stop, such as “libvirt 11.5 is installed; answers are for
 * 11.3”; undefined for a consumer that was chosen.
 */
export function describeAuto(id: string, auto: readonly AutoConsumer[]): string | undefined {
  const found = auto.find((each) => each.id === id);
  const consumer = findConsumer(id);
  if (!found || !consumer) return undefined;
  const { name, version } = consumer;
  const { installed } = found;
  if (installed === null)
    return t(
      'a browser cannot see what is installed; answers are for {0} {1}, the newest known version',
      name,
      version,
    );
  if (installed === undefined)
    return t('{0} is not installed here; answers are for {1}, the newest known version', name, version);
  return installed === version
    ? t('{0} {1} is installed', name, version)
    : t('{0} {1} is installed; answers are for {2}', name, installed, version);
}
