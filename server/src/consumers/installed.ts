/** Which releases of programs are installed, as the names of files tell, and which known consumers stand for them. */
import { t } from '../text/translations';
import { findClosest } from '../text/closest';
import { compareVersions } from '../qapi/version';
import type { Consumer } from './consumer';
import { consumers, findConsumer, NEWEST_LIBVIRT } from './index';

/** In place of a consumer's id: the consumers of the programs that are installed. */
export const AUTO = 'auto';

/** What settings and the command line ask for where nobody chose. */
export const AUTO_ONLY: readonly string[] = [AUTO];

/** A consumer that `auto` stands for. */
export interface AutoConsumer {
  /** Of the known release that comes nearest to the installed one. */
  readonly id: string;
  /** The release that is installed, such as `11.5`; undefined where none of the program is; null in a browser, which cannot look. */
  readonly installed: string | undefined | null;
}

/** The consumers that somebody chose, with those in place of `auto`. */
export interface ChosenConsumers {
  /** Their ids, each once. */
  readonly consumers: readonly string[];
  /** Those of them that stand there because of `auto`. */
  readonly auto: readonly AutoConsumer[];
}

/** Programs in whose files their release stands, and what files are called that tell it. */
interface Sign {
  /** As ids of consumers start. */
  readonly program: string;
  /** Its first group is the release. */
  readonly file: RegExp;
  /** Makes the release as people write it of that group. */
  readonly toVersion?: (found: string) => string;
  /** A file without which the program itself is not installed, although its library is. */
  readonly needs?: string;
}

const SIGNS: readonly Sign[] = [
  // libvirt.so.0.11003.0 is 11.3.0.
  { program: 'libvirt', file: /^libvirt\.so\.0\.(\d{4,6}\.\d{1,3})$/, toVersion: toLibvirtVersion },
  // Every machine with systemd has the library. Some distributions put the release of their package behind that of systemd.
  {
    program: 'vmspawn',
    file: /^libsystemd-shared-(\d{1,5}(?:\.\d{1,3})?)(?:[-~.][\w.~+-]{0,60})?\.so$/,
    needs: '/usr/bin/systemd-vmspawn',
  },
  { program: 'mkosi', file: /^mkosi-(\d{1,5}(?:\.\d{1,5}){0,3})[\w.+-]{0,60}\.(?:dist|egg)-info$/ },
  { program: 'nova', file: /^nova-(\d{1,5}(?:\.\d{1,5}){0,3})[\w.+-]{0,60}\.(?:dist|egg)-info$/ },
];

/** Whether a name in one of the telling folders says something: most of the thousands there are of other programs. */
export function isTellingName(name: string): boolean {
  return SIGNS.some(({ file }) => file.test(name)) || LIBRARIES.test(name) || PYTHON.test(name);
}

/** The paths whose existence tells whether a program is there. */
export const NEEDED_FILES: readonly string[] = SIGNS.flatMap(({ needs }) => needs ?? []);

/**
 * The folders whose files tell of programs, by what is in /usr/lib and /usr/local/lib: libraries of the machine's architectures, and
 * packages of Python.
 *
 * @param names what is in these two, by their paths
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

/** The folders that have those of other folders in their names. */
export const PYTHON_PARENTS: readonly string[] = ['/usr/lib', '/usr/local/lib'];

/** Folders for the libraries of an architecture, as Debian calls them. */
const LIBRARIES = /^[a-z0-9_]{1,20}-linux-[a-z0-9]{1,20}$/;

const PYTHON = /^python3(?:\.\d{1,3})?$/;

/** More triplets and releases of Python than a machine has. */
const MAX_FOLDERS = 16;

/**
 * The consumers that stand for what is installed: those of programs that are, libvirt first; behind them the newest known libvirt
 * where none is installed, as no program reads more descriptors.
 *
 * @param names of the files in the folders that tell of programs
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

/** What `auto` stands for where no program is found. */
export const NOTHING_INSTALLED: readonly AutoConsumer[] = [NOT_INSTALLED];

/** What `auto` stands for in a browser, which has no files to look at. */
export const UNKNOWN_INSTALLED: readonly AutoConsumer[] = [{ id: NEWEST_LIBVIRT, installed: null }];

/** The newest known release that is not newer, else the oldest one. */
function findNearestRelease(program: string, version: string): Consumer | undefined {
  const releases = consumers.filter(({ id }) => id.startsWith(`${program}@`));
  return (
    findConsumer(`${program}@${version}`) ??
    releases.findLast((known) => compareVersions(known.version, version) <= 0) ??
    releases[0]
  );
}

/** `11003.0` as `11.3`, and `11003.1` as `11.3.1`. */
function toLibvirtVersion(found: string): string {
  const [both = 0, micro = 0] = found.split('.').map(Number);
  return [Math.floor(both / 1000), both % 1000, ...(micro > 0 ? [micro] : [])].join('.');
}

/** The consumer that an unknown id is most likely meant to be: of the same program the nearest release, else what looks alike. */
export function findMeantConsumer(id: string): string | undefined {
  const [, program = '', version] = /^([a-z]{1,20})(?:@(\d{1,6}(?:\.\d{1,6}){0,3}))?$/.exec(id) ?? [];
  const near =
    version === undefined
      ? consumers.findLast((known) => known.id.startsWith(`${program}@`))
      : findNearestRelease(program, version);
  return near?.id ?? findClosest(id, [AUTO, ...consumers.map((known) => known.id)]);
}

/** Puts the consumers of what is installed in the place of `auto`. */
export function replaceAuto(ids: readonly string[], installed: readonly AutoConsumer[]): ChosenConsumers {
  const isAuto = ids.includes(AUTO);
  const named = ids.flatMap((id) => (id === AUTO ? installed.map((each) => each.id) : [id]));
  return { consumers: [...new Set(named)], auto: isAuto ? installed : [] };
}

/** Whether the installed release is the one that is known. */
export function isExact({ id, installed }: AutoConsumer): boolean {
  return installed === findConsumer(id)?.version;
}

/**
 * Why a consumer is one of those that `auto` stands for, as a clause without a full stop, such as “libvirt 11.5 is installed; answered as
 * 11.3”; undefined for one that was chosen.
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
