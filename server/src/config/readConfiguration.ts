import { t } from '../text/translations';
import { findConsumer } from '../consumers/index';
import { AUTO, findMeantConsumer } from '../consumers/installed';
import type { Code } from '../descriptor/codes';
import { ALL_CODES } from '../rules/allCodes';
import { SEVERITY_SETTINGS, type RuleSeverities, type SeveritySetting } from '../rules/severities';
import { findVersionProblem } from '../schema/bundled';
import { findClosest } from '../text/closest';
import { shorten } from '../text/trimming';
import { IMAGE_LOOKS, type Configuration, type ImageLook, type Override } from './configuration';
import { limitPatterns } from './limitPatterns';

/** A mistake in a configuration, and its place. */
export interface ConfigurationProblem {
  /** The keys and positions that lead to the value. */
  readonly path: readonly (string | number)[];
  /** Whether the key is wrong, rather than its value. */
  readonly atKey?: boolean;
  /** Without a full stop. */
  readonly message: string;
}

/** The valid parts of a configuration, and its problems. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** The first MAX_PROBLEMS. */
  readonly problems: readonly ConfigurationProblem[];
  /** The number of further problems. */
  readonly more: number;
}

/** More are of no help to readers, and a file may have a hundred thousand. */
const MAX_PROBLEMS = 10;

/** Reads an untrusted configuration. Never throws. */
export function readConfiguration(value: unknown): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  let more = 0;
  const report: Report = (path, describe, atKey) => {
    if (problems.length >= MAX_PROBLEMS) more++;
    else problems.push({ path, message: describe(), ...(atKey && { atKey }) });
  };
  const valid = read(ROOT, { value, path: [], report }) ?? {};
  const configuration = limitPatterns(valid, (path, describe) => {
    report(path, describe);
  });
  return { configuration, problems, more };
}

/** Reports a problem. Its message is formatted only if it is kept. */
type Report = (path: ConfigurationProblem['path'], describe: () => string, atKey?: boolean) => void;

/** A value and its place. */
interface Place {
  readonly value: unknown;
  readonly path: ConfigurationProblem['path'];
  readonly report: Report;
}

/** Returns the valid part of a value; undefined, after a report, if nothing is valid. */
type Reader<T> = (place: Place) => T | undefined;
type Readers<T> = { readonly [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

function read<T extends object>(readers: Readers<T>, place: Place): Partial<T> | undefined {
  const members = readMembers(place);
  if (!members) return undefined;
  const result: Partial<T> = {};
  for (const member of members) {
    const key = Object.keys(readers).find((known) => known === member.key) as keyof T | undefined;
    if (key !== undefined) {
      const value = readers[key](member);
      if (value !== undefined) result[key] = value;
    } else if (member.key !== '$schema') {
      reportUnknownSetting(member, Object.keys(readers));
    }
  }
  return result;
}

/** Reads one of several words. */
function readWord<T extends string>(words: readonly T[], place: Place): T | undefined {
  const found = words.find((word) => word === place.value);
  if (found === undefined)
    reportWrong(place, () =>
      t(
        '{0} must be one of {1}, but is {2}',
        formatName(place),
        words.map(formatValue).join(', '),
        formatValue(place.value),
      ),
    );
  return found;
}

const readImages: Reader<ImageLook> = (place) => readWord(IMAGE_LOOKS, place);

const readSeverities: Reader<RuleSeverities> = (place) => {
  const members = readMembers(place);
  if (!members) return undefined;
  const result = new Map<Code, SeveritySetting>();
  for (const member of members) {
    const code = ALL_CODES.find((known) => known === member.key);
    if (code === undefined) reportUnknownRule(member);
    else {
      const severity = readWord(SEVERITY_SETTINGS, member);
      if (severity !== undefined) result.set(code, severity);
    }
  }
  return result;
};

const readText: Reader<string> = (place) => {
  if (typeof place.value === 'string' && place.value.trim() !== '') return place.value.trim();
  reportWrong(place, () =>
    t('{0} must be a non-empty string, not {1}', formatName(place), formatValue(place.value)),
  );
  return undefined;
};

/** Keeps a release without a schema: the code that chooses the schema reports which one is used instead. */
const readVersion: Reader<string> = (place) => {
  const found = readText(place);
  const problem = found === undefined ? undefined : findVersionProblem(found);
  if (problem !== undefined) reportWrong(place, () => `${formatName(place)}: ${problem}`);
  return found;
};

const readFlag: Reader<boolean> = (place) => {
  if (typeof place.value === 'boolean') return place.value;
  reportWrong(place, () =>
    t('{0} must be true or false, not {1}', formatName(place), formatValue(place.value)),
  );
  return undefined;
};

const readConsumerIds: Reader<readonly string[]> = (place) =>
  readList(place, expectConsumers, (item) => {
    const id = readText(item);
    if (id === undefined || id === AUTO || findConsumer(id)) return id;
    reportWrong(item, () => {
      const meant = findMeantConsumer(id);
      return meant === undefined
        ? t('{0}: unknown consumer “{1}”', formatName(item), shorten(id))
        : t('{0}: unknown consumer “{1}”; did you mean “{2}”?', formatName(item), shorten(id), meant);
    });
    return undefined;
  });

const expectConsumers: FormatExpected = (name, found) =>
  t('{0} must be a list of consumers, not {1}', name, found);

/** Reads one pattern or a list of patterns. */
const readPatterns: Reader<readonly string[]> = (place) => {
  if (typeof place.value !== 'string') return readList(place, expectPatterns, readText);
  const pattern = readText(place);
  return pattern === undefined ? undefined : [pattern];
};

const expectPatterns: FormatExpected = (name, found) =>
  t('{0} must be a pattern or a list of patterns, not {1}', name, found);

const readOverrides: Reader<readonly Override[]> = (place) =>
  readList(place, expectOverrides, (item): Override | undefined => {
    const override = read<Override>(OVERRIDE, item);
    if (!override) return undefined;
    const { files } = override;
    if (files) return { ...override, files };
    if (!Object.hasOwn(item.value as object, 'files'))
      reportWrong(item, () =>
        t('{0} requires “files”: the patterns of the files that it applies to', formatName(item)),
      );
    return undefined;
  });

const expectOverrides: FormatExpected = (name, found) =>
  t('{0} must be a list of overrides, not {1}', name, found);

const OVERRIDE: Readers<Override> = { files: readPatterns, qemuVersion: readVersion, rules: readSeverities };

const ROOT: Readers<Configuration> = {
  root: readFlag,
  qemuVersion: readVersion,
  schemaPath: readText,
  rules: readSeverities,
  overrides: readOverrides,
  exclude: readPatterns,
  consumers: readConsumerIds,
  images: readImages,
};

/** Formats the message that a setting has the wrong type. */
type FormatExpected = (name: string, found: string) => string;

function readList<T>(place: Place, format: FormatExpected, reader: Reader<T>): readonly T[] | undefined {
  const { value, path, report } = place;
  if (Array.isArray(value))
    return value.flatMap(
      (item: unknown, index) => reader({ value: item, path: [...path, index], report }) ?? [],
    );
  reportWrong(place, () => format(formatName(place), formatValue(value)));
  return undefined;
}

interface Member extends Place {
  readonly key: string;
}

function readMembers(place: Place): Member[] | undefined {
  const { value, path, report } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reportWrong(place, () => t('{0} must be an object, not {1}', formatName(place), formatValue(value)));
    return undefined;
  }
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({
    ...{ key, value: member, path: [...path, key], report },
  }));
}

function reportUnknownSetting({ key, path, report }: Member, known: readonly string[]): void {
  const describe = (): string => {
    const meant = findClosest(key, known);
    return meant === undefined
      ? t('Unknown setting “{0}”', shorten(key))
      : t('Unknown setting “{0}”; did you mean “{1}”?', shorten(key), meant);
  };
  report(path, describe, true);
}

function reportUnknownRule({ key, path, report }: Member): void {
  const describe = (): string => {
    const meant = findClosest(key, ALL_CODES);
    return meant === undefined
      ? t('Unknown rule “{0}”', shorten(key))
      : t('Unknown rule “{0}”; did you mean “{1}”?', shorten(key), meant);
  };
  report(path, describe, true);
}

function reportWrong({ path, report }: Place, describe: () => string): void {
  report(path, describe);
}

/** `“rules”`, `“overrides[0].files”`. */
function formatName({ path }: Place): string {
  if (path.length === 0) return t('The configuration');
  const name = path.reduce<string>((all, key) => {
    if (typeof key === 'number') return `${all}[${key}]`;
    return all === '' ? key : `${all}.${key}`;
  }, '');
  return t('“{0}”', shorten(name));
}

function formatValue(value: unknown): string {
  if (Array.isArray(value)) return t('a list');
  if (typeof value === 'object' && value !== null) return t('an object');
  return typeof value === 'string' ? t('“{0}”', shorten(value)) : JSON.stringify(value);
}
