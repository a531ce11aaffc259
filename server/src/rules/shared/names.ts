/** Reads lists of names in another form: one text with commas, or an object that turns names on and off. */
import type { JsonObject, JsonValue } from '../../descriptor/json';

/** Matches every name of an enum and every machine pattern. */
const NAME = /^[\w.*?-]+$/;

/**
 * Returns the names in a text that are separated by commas, semicolons, bars or blanks; only the whole text if it may be something else.
 *
 * @param known the names that the schema lists; if undefined, any name is accepted
 */
export function splitNames(text: string, known: readonly string[] | undefined): readonly string[] {
  const names = text.split(/[\s,;|]+/).filter((name) => name !== '');
  const isList =
    names.every((name) => NAME.test(name)) && (!known || names.some((name) => known.includes(name)));
  return isList ? names : [text];
}

/** The names that an object lists. */
export interface ListedNames {
  readonly names: readonly string[];
  /** The names that it turns off. */
  readonly off: readonly string[];
  /** Whether the names are the values of its members, and the members’ own names are lost. */
  readonly areValues: boolean;
}

/**
 * Returns the names that an object turns on, or has as values; undefined if it has neither.
 *
 * @param isFree whether any text is a name, so that a name and its value can be one
 */
export function listNames({ properties }: JsonObject, isFree: boolean): ListedNames | undefined {
  if (properties.length === 0) return undefined;
  const flags = properties.map(({ key, value }) =>
    isFree && (value?.kind === 'string' || value?.kind === 'number')
      ? { name: `${key.value}=${value.value}`, flag: true }
      : { name: key.value, flag: readFlag(value) },
  );
  if (flags.every(({ flag }) => flag !== undefined)) {
    const [names = [], off = []] = [true, false].map((isOn) =>
      flags.flatMap(({ name, flag }) => (flag === isOn ? [name] : [])),
    );
    return { names, off, areValues: false };
  }
  const values = properties.flatMap(({ value }): readonly (JsonValue | undefined)[] =>
    value?.kind === 'array' ? value.elements : [value],
  );
  const names = values.flatMap((value) => (value?.kind === 'string' ? [value.value] : []));
  return names.length === values.length ? { names, off: [], areValues: true } : undefined;
}

/** Whether a value turns its name on or off. A name without a value is on. */
function readFlag(value: JsonValue | undefined): boolean | undefined {
  if (!value || value.kind === 'null' || (value.kind === 'object' && value.properties.length === 0))
    return true;
  if (value.kind === 'object' || value.kind === 'array') return undefined;
  const word = String(value.value).toLowerCase();
  if (/^(?:1|true|yes|y|on|enabled?|supported|required|)$/.test(word)) return true;
  return /^(?:0|false|no|n|off|disabled?|unsupported|none)$/.test(word) ? false : undefined;
}
