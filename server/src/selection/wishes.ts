import type { Guest } from '../consumers/guest';

/** The members of a guest whose value is a word, or yes or no. */
type Wish = Exclude<keyof Guest, 'invalidValues'>;

/** Each requirement of a guest with its name in descriptors, libvirt or QEMU. */
const WISHES: readonly (readonly [name: string, wish: Wish])[] = [
  ['architecture', 'architecture'],
  ['machine', 'machine'],
  ['firmware', 'firmware'],
  ['confidential', 'confidential'],
  ['secure-boot', 'secureBoot'],
  ['enrolled-keys', 'enrolledKeys'],
  ['smm', 'smm'],
  ['suspend-to-mem', 's3'],
  ['suspend-to-disk', 's4'],
  ['loader', 'loader'],
  ['loader type', 'loaderType'],
  ['loader readonly', 'loaderReadonly'],
  ['loader secure', 'loaderSecure'],
  ['loader format', 'loaderFormat'],
  ['stateless', 'stateless'],
  ['nvram', 'nvram'],
  ['nvram format', 'nvramFormat'],
  ['nvram template', 'nvramTemplate'],
  ['template format', 'templateFormat'],
  ['varstore', 'varstore'],
  ['varstore template', 'varstoreTemplate'],
  ['kernel', 'kernel'],
  ['required features', 'requiredFeatures'],
  ['excluded features', 'excludedFeatures'],
];

/** Lists the requirements of a guest as names and values as they are used in the field, without what it leaves open. */
export function listWishes(guest: Guest): (readonly [name: string, value: string])[] {
  const named = {
    ...guest,
    nvram: guest.nvram ?? guest.hasNvram,
    varstore: guest.varstore ?? guest.hasVarstore,
  };
  return WISHES.flatMap(([name, wish]) => {
    const value = named[wish];
    if (value === undefined) return [];
    if (typeof value === 'object') return value.length > 0 ? [[name, value.join(' ')] as const] : [];
    return [[name, typeof value === 'string' ? value : value ? 'yes' : 'no'] as const];
  });
}
