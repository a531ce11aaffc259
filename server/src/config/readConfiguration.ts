import { consumers, findConsumer } from '../consumers/index';
import { ALL_CODES } from '../rules/codes';
import { SEVERITY_SETTINGS, type RuleSeverities, type SeveritySetting } from '../rules/severities';
import { versionProblem } from '../schema/bundled';
import { closest } from '../text/closest';
import type { Configuration, Override } from './configuration';

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
      unknownKey(member, 'setting', Object.keys(readers));
    }
  }
  return result;
}

const severities: Reader<RuleSeverities> = (place) => {
  const members = membersOf(place);
  if (!members) return undefined;
  const result = new Map<string, SeveritySetting>();
  for (const member of members) {
    const severity = SEVERITY_SETTINGS.find((known) => known === member.value);
    if (!ALL_CODES.includes(member.key)) unknownKey(member, 'rule', ALL_CODES);
    else if (severity === undefined)
      wrong(member, `takes “${SEVERITY_SETTINGS.join('”, “')}”, not ${shown(member.value)}`);
    else result.set(member.key, severity);
  }
  return result;
};

const text: Reader<string> = (place) => {
  if (typeof place.value === 'string' && place.value.trim() !== '') return place.value.trim();
  wrong(place, `takes a text, not ${shown(place.value)}`);
  return undefined;
};

/** A release that there is no schema for is kept: whoever chooses the schema says what is used instead. */
const version: Reader<string> = (place) => {
  const found = text(place);
  const problem = found === undefined ? undefined : versionProblem(found);
  if (problem !== undefined) wrong(place, `: ${problem}`);
  return found;
};

const flag: Reader<boolean> = (place) => {
  if (typeof place.value === 'boolean') return place.value;
  wrong(place, `takes true or false, not ${shown(place.value)}`);
  return undefined;
};

const consumerIds: Reader<readonly string[]> = (place) =>
  list(place, 'a list of consumers', (item) => {
    const id = text(item);
    if (id === undefined || findConsumer(id)) return id;
    const meant = closest(
      id,
      consumers.map((consumer) => consumer.id),
    );
    wrong(item, `: there is no consumer “${id}”${meant === undefined ? '' : `; did you mean “${meant}”?`}`);
    return undefined;
  });

/** One pattern, or several. */
const patterns: Reader<readonly string[]> = (place) => {
  if (typeof place.value !== 'string') return list(place, 'a pattern or a list of patterns', text);
  const pattern = text(place);
  return pattern === undefined ? undefined : [pattern];
};

const overrides: Reader<readonly Override[]> = (place) =>
  list(place, 'a list of overrides', (item): Override | undefined => {
    const override = read<Override>(OVERRIDE, item);
    if (!override) return undefined;
    const { files } = override;
    if (files) return { ...override, files };
    if (!Object.hasOwn(item.value as object, 'files')) wrong(item, 'needs “files”, the files that it is for');
    return undefined;
  });

const OVERRIDE: Readers<Override> = { files: patterns, qemuVersion: version, rules: severities };

const ROOT: Readers<Configuration> = {
  root: flag,
  qemuVersion: version,
  schemaPath: text,
  rules: severities,
  overrides,
  exclude: patterns,
  consumers: consumerIds,
};

function list<T>(place: Place, what: string, reader: Reader<T>): readonly T[] | undefined {
  const { value, path, report } = place;
  if (Array.isArray(value))
    return value.flatMap(
      (item: unknown, index) => reader({ value: item, path: [...path, index], report }) ?? [],
    );
  wrong(place, `takes ${what}, not ${shown(value)}`);
  return undefined;
}

function membersOf(place: Place): (Place & { readonly key: string })[] | undefined {
  const { value, path, report } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wrong(place, `takes an object, not ${shown(value)}`);
    return undefined;
  }
  return Object.entries(value).map(([key, member]: [string, unknown]) => ({
    ...{ key, value: member, path: [...path, key], report },
  }));
}

function unknownKey(
  { key, path, report }: Place & { readonly key: string },
  what: string,
  known: readonly string[],
): void {
  const meant = closest(key, known);
  const hint = meant === undefined ? '' : `; did you mean “${meant}”?`;
  report({ path, atKey: true, message: `There is no ${what} “${key}”${hint}` });
}

function wrong({ path, report }: Place, what: string): void {
  report({ path, message: `${nameOf(path)}${what.startsWith(':') ? '' : ' '}${what}` });
}

/** `“rules”`, `“overrides[0].files”`. */
function nameOf(path: ConfigurationProblem['path']): string {
  if (path.length === 0) return 'The configuration';
  const name = path.reduce<string>((all, key) => {
    if (typeof key === 'number') return `${all}[${key}]`;
    return all === '' ? key : `${all}.${key}`;
  }, '');
  return `“${name}”`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
