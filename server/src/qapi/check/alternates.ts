import { t } from '../../text/translations';
import type { AlternateType } from '../schema';
import type { JsonKind, TypeUse } from './typeTable';
import type { TypeContext } from './types';

/** Checks that the branches of an alternate can be told apart by the JSON kind of a value. */
export function checkAlternate({ alternatives }: AlternateType, { report, resolve }: TypeContext): void {
  const known = new Map<JsonKind, string>();
  for (const { name, type } of alternatives) {
    const found = resolve(type);
    if (!found) continue;
    const kinds = listKinds(found);
    if (kinds.length === 0) {
      report(
        'type/alternate-any',
        type.range,
        t('“{0}” cannot be a branch of an alternate: its values have no fixed JSON type.', type.name),
      );
      continue;
    }
    const other = kinds.flatMap((kind) => known.get(kind) ?? [])[0];
    if (other !== undefined)
      report(
        'type/alternate-ambiguous',
        type.range,
        t('The branches “{0}” and “{1}” accept the same kinds of values.', other, name),
      );
    for (const kind of kinds) known.set(kind, name);
  }
}

/** Lists the JSON kinds that values can have, or look like on a command line, where all values are texts. */
function listKinds(use: TypeUse): readonly JsonKind[] {
  if (use.kind === 'array') return ['array'];
  if (use.kind === 'builtin') {
    if (use.name === 'str') return ['string', 'number', 'boolean'];
    return use.json === undefined ? [] : [use.json];
  }
  switch (use.type.kind) {
    case 'struct':
    case 'union':
      return ['object'];
    case 'enum': {
      const names = use.type.values.map(({ name }) => name);
      return [
        'string',
        ...(names.some((name) => /^[-+0-9.]/.test(name)) ? (['number'] as const) : []),
        ...(names.some((name) => name === 'on' || name === 'off') ? (['boolean'] as const) : []),
      ];
    }
    default:
      return [];
  }
}
