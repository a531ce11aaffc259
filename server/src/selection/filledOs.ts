import type { FilledOs } from '../consumers/outcome';

/** Lists the firmware part of a guest as names and values as they are used in the field, without what is left open. */
export function describeFilledOs({
  firmware,
  loader,
  nvram,
  varstore,
  smm,
  features = [],
}: FilledOs): (readonly [name: string, value: string])[] {
  const values: readonly (readonly [name: string, value: string | boolean | undefined])[] = [
    ['firmware', firmware],
    ['loader', loader?.path],
    ['loader type', loader?.type],
    ['loader format', loader?.format],
    ['loader readonly', loader?.readonly],
    ['loader secure', loader?.secure],
    ['stateless', loader?.stateless],
    ['nvram', nvram?.path],
    ['nvram format', nvram?.format],
    ['nvram template', nvram?.template],
    ['template format', nvram?.templateFormat],
    ['varstore', varstore?.path],
    ['varstore template', varstore?.template],
    ['smm', smm],
    ...features.map(({ name, enabled }) => [name, enabled] as const),
  ];
  return values.flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [[name, typeof value === 'string' ? value : value ? 'yes' : 'no'] as const];
  });
}
