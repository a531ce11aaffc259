import type { TextRange } from '../../text/lineIndex';
import { t } from '../../text/translations';
import { findValue } from '../definitions';
import type { ObjectNode, Property } from '../syntax';
import type { QapiFix, Report } from './finding';

/** The flags, each with the only value that it may have; the other one is the default. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['gen', false],
  ['success-response', false],
  ['boxed', true],
  ['allow-oob', true],
  ['allow-preconfig', true],
  ['coroutine', true],
]);

/** Checks the flags of a command or an event. @param text that of the file */
export function checkFlags(kind: 'command' | 'event', text: string, node: ObjectNode, report: Report): void {
  for (const property of node.properties) {
    const { key, value } = property;
    const only = FLAGS.get(key.value);
    if (only === undefined || (value?.kind === 'boolean' && value.value === only)) continue;
    const isDefault = value?.kind === 'boolean';
    report(
      only ? 'shape/flag-only-true' : 'shape/flag-only-false',
      value ?? key,
      isDefault
        ? t(
            '“{0}” can be set only to {1}. For the default, {2}, remove the flag.',
            key.value,
            String(only),
            String(!only),
          )
        : t('“{0}” may only be {1}.', key.value, String(only)),
      isDefault ? { fixes: makeRemoval(text, node, property) } : {},
    );
  }
  if (isSet(node, 'allow-oob') && isSet(node, 'coroutine'))
    report(
      'shape/oob-and-coroutine',
      node.properties.find(({ key }) => key.value === 'coroutine')?.key ?? node,
      t('“allow-oob” and “coroutine” cannot be combined.'),
    );
  if (isSet(node, 'boxed') && !findValue(node, 'data'))
    report(
      'shape/boxed-without-data',
      node.properties.find(({ key }) => key.value === 'boxed')?.key ?? node,
      kind === 'command'
        ? t('A boxed command requires “data” with the name of its argument type.')
        : t('A boxed event requires “data” with the name of its argument type.'),
    );
}

function isSet(node: ObjectNode, key: string): boolean {
  const value = findValue(node, key);
  return value?.kind === 'boolean' && value.value;
}

/** Makes the fix that removes a property and one comma next to it, but no comment; none where that is not simple. */
function makeRemoval(text: string, { properties }: ObjectNode, property: Property): readonly QapiFix[] {
  const at = properties.indexOf(property);
  const { start } = property.key;
  const end = endOf(property);
  const before = properties[at - 1];
  const after = properties[at + 1];
  const hasComment = (from: number, to: number): boolean => text.slice(from, to).includes('#');
  const make = (...places: readonly TextRange[]): readonly QapiFix[] => [
    {
      title: t('Remove “{0}”', property.key.value),
      edits: places.map((place) => ({ ...place, newText: '' })),
    },
  ];
  if (hasComment(start, end)) return [];
  if (before && !hasComment(endOf(before), start)) return make({ start: endOf(before), end });
  if (after && !hasComment(end, after.key.start)) return make({ start, end: after.key.start });
  if (after) return text.charAt(end) === ',' ? make({ start, end: end + 1 }) : [];
  const comma = before ? endOf(before) : start;
  return text.charAt(comma) === ',' ? make({ start: comma, end: comma + 1 }, { start, end }) : [];
}

function endOf({ key, value }: Property): number {
  return value?.end ?? key.end;
}
