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

/** Checks the flags of a command or an event. */
export function checkFlags(kind: 'command' | 'event', node: ObjectNode, report: Report): void {
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
            '“{0}” may only be {1}. Remove the flag: {2} is the default.',
            key.value,
            String(only),
            String(!only),
          )
        : t('“{0}” may only be {1}.', key.value, String(only)),
      isDefault ? { fixes: [makeRemoval(node, property)] } : {},
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

/** Makes the fix that removes a property and the comma before it. A definition's flag is never its first property in valid use. */
function makeRemoval({ properties }: ObjectNode, property: Property): QapiFix {
  const at = properties.indexOf(property);
  const before = properties[at - 1];
  const after = properties[at + 1];
  const end = property.value?.end ?? property.key.end;
  const range = before
    ? { start: before.value?.end ?? before.key.end, end }
    : { start: property.key.start, end: after?.key.start ?? end };
  return { title: t('Remove “{0}”', property.key.value), edits: [{ ...range, newText: '' }] };
}
