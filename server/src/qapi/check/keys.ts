import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import type { TextRange } from '../../text/lineIndex';
import type { ObjectNode } from '../syntax';
import type { Report } from './finding';
import { makeReplacement } from './replacement';

/** The keys of an object: those that it must have, and those that it may have in addition. */
export interface Keys {
  readonly required?: readonly string[];
  readonly allowed?: readonly string[];
}

/**
 * Checks that an object has the required keys and no unknown ones. Missing keys count more: an unknown one next to them is usually the
 * same mistake.
 *
 * @param place where to report what is missing
 * @returns whether the keys are valid
 */
export function checkKeys(node: ObjectNode, keys: Keys, report: Report, place: TextRange = node): boolean {
  const { required = [], allowed = [] } = keys;
  if (hasOnly(node, required, allowed)) return true;
  const names = new Set(node.properties.map(({ key }) => key.value));
  const missing = required.filter((name) => !names.has(name));
  const unknown = node.properties.filter(
    ({ key }) => !required.includes(key.value) && !allowed.includes(key.value),
  );
  if (missing.length > 0) {
    const misspelt = unknown.find(({ key }) => findClosest(key.value, missing) !== undefined);
    const listed = missing.map((name) => `“${name}”`).join(', ');
    const text = missing.length === 1 ? t('Missing key {0}.', listed) : t('Missing keys {0}.', listed);
    const meant = misspelt && findClosest(misspelt.key.value, missing);
    if (misspelt && meant !== undefined)
      report(
        'shape/missing-key',
        misspelt.key,
        t('{0} Did you mean “{1}” instead of “{2}”?', text, meant, misspelt.key.value),
        {
          fixes: makeReplacement(misspelt.key, meant),
        },
      );
    else report('shape/missing-key', place, text);
    return false;
  }
  const free = [...required, ...allowed].filter((name) => !names.has(name));
  for (const { key } of unknown) {
    const meant = findClosest(key.value, free);
    const message =
      meant === undefined
        ? t('Unknown key “{0}”. Valid keys are {1}.', key.value, [...required, ...allowed].join(', '))
        : t('Unknown key “{0}”. Did you mean “{1}”?', key.value, meant);
    report('shape/unknown-key', key, message, { fixes: makeReplacement(key, meant) });
  }
  return unknown.length === 0;
}

/** Whether an object has all required keys, and others only if they are allowed. */
function hasOnly(
  { properties }: ObjectNode,
  required: readonly string[],
  allowed: readonly string[],
): boolean {
  // No key occurs twice.
  let missing = required.length;
  for (let at = properties.length - 1; at >= 0; at--) {
    const name = properties[at]?.key.value ?? '';
    if (required.includes(name)) missing--;
    else if (!allowed.includes(name)) return false;
  }
  return missing === 0;
}
