import { t } from '@vscode/l10n';
import { consumers, findConsumer } from '../consumers/index';
import type { Code } from '../descriptor/codes';
import { ALL_CODES } from '../rules/allCodes';
import { SEVERITY_SETTINGS, type RuleSeverities, type SeveritySetting } from '../rules/severities';
import { findVersionProblem } from '../schema/bundled';
import { findClosest } from '../text/closest';
import { IMAGE_LOOKS, type Configuration, type ImageLook, type Override } from './configuration';

/** What is wrong with a configuration, and where. */
export interface ConfigurationProblem {
  /** The keys and positions that lead there. */
  readonly path: readonly (string | number)[];
  /** Whether the key is wrong, not what it holds. */
  readonly atKey?: boolean;
  /** Without a full stop. */
  readonly message: string;
}

/** A configuration without what is wrong with it. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads a configuration that anybody may have written. Never throws. */
export function readConfiguration(value: unknown): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  const configuration = read(ROOT, { value, path: [], report: (problem) => problems.push(problem) });
  return { configuration: configuration ?? {}, problems };
}

/** A value at its place. */
interface Place {
  readonly value: unknown;
  readonly path: ConfigurationProblem['path'];
  readonly report: (problem: ConfigurationProblem) => void;
}

/** Gives what is of use of a value; undefined, after a report, where nothing is. */
type Reader<T> = (place: Place) => T | undefined;
type Readers<T> = { readonly [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

function read<T extends object>(readers: Readers<T>, place: Place): Partial<T> | undefined {
  const members = membersOf(place);
  if (!members) return undefined;
  const result: Partial<T> = {};
  for (const member of members) {
    const key = Object.keys(readers).find((known) => known === member.key) as keyof T | undefined;
    if (key !== undefined) {
      const value = readers[key](member);
      if (value !== undefined) result[key] = value;
    } else if (member.key !== '$schema') {
      unknownSetting(member, Object.keys(readers));
    }
  }
  return result;
}

/** One of some words. */
function oneOf<T extends string>(words: readonly T[], place: Place): T | undefined {
  const found = words.find((word) => word === place.value);
  if (found === undefined)
    wrong(place, t('{0} takes {1}, not {2}', nameOf(place), words.map(shown).join(', '), shown(place.value)));
  return found;
}

const images: Reader<ImageLook> = (place) => oneOf(IMAGE_LOOKS, place);

const severities: Reader<RuleSeverities> = (place) => {
  const members = membersOf(place);
  if (!members) return undefined;
  const result = new Map<Code, SeveritySetting>();
  for (const member of members) {
    const code = ALL_CODES.find((known) => known === member.key);
    if (code === undefined) unknownRule(member);
    else {
      const severity = oneOf(SEVERITY_SETTINGS, member);
      if (severity !== undefined) result.set(code, severity);
    }
  }
  return result;
};

const text: Reader<string> = (place) => {
  if (typeof place.value === 'string' && place.value.trim() !== '') return place.value.trim();
  wrong(place, t('{0} takes a text, not {1}', nameOf(place), shown(place.value)));
  return undefined;
};

/** A release that there is no schema for is kept: whoever chooses the schema says what is used instead. */
const version: Reader<string> = (place) => {
  const found = text(place);
  const problem = found === undefined ? undefined : findVersionProblem(found);
  if (problem !== undefined) wrong(place, `${nameOf(place)}: ${problem}`);
  return found;
};

const flag: Reader<boolean> = (place) => {
  if (typeof place.value === 'boolean') return place.value;
  wrong(place, t('{0} takes true or false, not {1}', nameOf(place), shown(place.value)));
  return undefined;
};

const consumerIds: Reader<readonly string[]> = (place) =>
  list(place, listOfConsumers, (item) => {
    const id = text(item);
    if (id === undefined || findConsumer(id)) return id;
    const meant = findClosest(
      id,
      consumers.map((consumer) => consumer.id),
    );
    wrong(
      item,
      meant === undefined
        ? t('{0}: there is no consumer “{1}”', nameOf(item), id)
        : t('{0}: there is no consumer “{1}”; did you mean “{2}”?', nameOf(item), id, meant),
    );
    return undefined;
  });

const listOfConsumers: SaysWanted = (name, found) => t('{0} takes a list of consumers, not {1}', name, found);

/** One pattern, or several. */
const patterns: Reader<readonly string[]> = (place) => {
  if (typeof place.value !== 'string') return list(place, patternOrPatterns, text);
  const pattern = text(place);
  return pattern === undefined ? undefined : [pattern];
};

const patternOrPatterns: SaysWanted = (name, found) =>
  t('{0} takes a pattern or a list of patterns, not {1}', name, found);

const overrides: Reader<readonly Override[]> = (place) =>
  list(place, listOfOverrides, (item): Override | undefined => {
    const override = read<Override>(OVERRIDE, item);
    if (!override) return undefined;
    const { files } = override;
    if (files) return { ...override, files };
    if (!Object.hasOwn(item.value as object, 'files'))
      wrong(item, t('{0} needs “files”, the files that it is for', nameOf(item)));
    return undefined;
  });

const listOfOverrides: SaysWanted = (name, found) => t('{0} takes a list of overrides, not {1}', name, found);

const OVERRIDE: Readers<Override> = { files: patterns, qemuVersion: version, rules: severities };

const ROOT: Readers<Configuration> = {
  root: flag,
  qemuVersion: version,
  schemaPath: text,
  rules: severities,
  overrides,
  exclude: patterns,
  consumers: consumerIds,
  images,
};

/** Says that a setting takes something else than what was found. */
type SaysWanted = (name: string, found: string) => string;

function list<T>(place: Place, says: SaysWanted, reader: Reader<T>): readonly T[] | undefined {
  const { value, path, report } = place;
  if (Array.isArray(value))
    return value.flatMap(
      (item: unknown, index) => reader({ value: item, path: [...path, index], report }) ?? [],
    );
  wrong(place, says(nameOf(place), shown(value)));
  return undefined;
}

interface Member extends Place {
  readonly key: string;
}

function membersOf(place: Place): Member[] | undefined {
  const { value, path, report } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wrong(place, t('{0} takes an object, not {1}', nameOf(place), shown(value)));
    return undefined;
  }
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({
    ...{ key, value: member, path: [...path, key], report },
  }));
}

function unknownSetting({ key, path, report }: Member, known: readonly string[]): void {
  const meant = findClosest(key, known);
  const message =
    meant === undefined
      ? t('There is no setting “{0}”', key)
      : t('There is no setting “{0}”; did you mean “{1}”?', key, meant);
  report({ path, atKey: true, message });
}

function unknownRule({ key, path, report }: Member): void {
  const meant = findClosest(key, ALL_CODES);
  const message =
    meant === undefined
      ? t('There is no rule “{0}”', key)
      : t('There is no rule “{0}”; did you mean “{1}”?', key, meant);
  report({ path, atKey: true, message });
}

function wrong({ path, report }: Place, message: string): void {
  report({ path, message });
}

/** `“rules”`, `“overrides[0].files”`. */
function nameOf({ path }: Place): string {
  if (path.length === 0) return t('The configuration');
  const name = path.reduce<string>((all, key) => {
    if (typeof key === 'number') return `${all}[${key}]`;
    return all === '' ? key : `${all}.${key}`;
  }, '');
  return t('“{0}”', name);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return t('a list');
  if (typeof value === 'object' && value !== null) return t('an object');
  return typeof value === 'string' ? t('“{0}”', value) : JSON.stringify(value);
}
