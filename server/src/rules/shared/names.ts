/** Lists of names that are written as something else: one text with commas, or an object that switches names on and off. */
import type { JsonObject, JsonValue } from '../../descriptor/json';

/** What no name of an enum and no machine pattern is without. */
const NAME = /^[\w.*?-]+$/;

/**
 * The names in a text that lists them, separated by commas, semicolons, bars or blanks; the text as the only one where it can be
 * something else.
 *
 * @param known the names that the schema lists; any will do where that is undefined
 */
export function splitNames(text: string, known: readonly string[] | undefined): readonly string[] {
  const names = text.split(/[\s,;|]+/).filter((name) => name !== '');
  const isList =
    names.every((name) => NAME.test(name)) && (!known || names.some((name) => known.includes(name)));
  return isList ? names : [text];
}

/** The names that an object stands for. */
export interface ListedNames {
  readonly names: readonly string[];
  /** The names that it switches off. */
  readonly off: readonly string[];
  /** Whether the names are the values of its members, whose own names are lost. */
  readonly areValues: boolean;
}

/**
 * The names that an object lists by switching them on, or as its values; undefined where it has neither.
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
    const [names = [], off = []] = [true, false].map((wanted) =>
      flags.flatMap(({ name, flag }) => (flag === wanted ? [name] : [])),
    );
    return { names, off, areValues: false };
  }
  const values = properties.flatMap(({ value }): readonly (JsonValue | undefined)[] =>
    value?.kind === 'array' ? value.elements : [value],
  );
  const names = values.flatMap((value) => (value?.kind === 'string' ? [value.value] : []));
  return names.length === values.length ? { names, off: [], areValues: true } : undefined;
}

/** Whether a value switches on the name before it, or off; a name without a value is on. */
function readFlag(value: JsonValue | undefined): boolean | undefined {
  if (!value || value.kind === 'null' || (value.kind === 'object' && value.properties.length === 0))
    return true;
  if (value.kind === 'object' || value.kind === 'array') return undefined;
  const word = String(value.value).toLowerCase();
  if (/^(?:1|true|yes|y|on|enabled?|supported|required|)$/.test(word)) return true;
  return /^(?:0|false|no|n|off|disabled?|unsupported|none)$/.test(word) ? false : undefined;
}
