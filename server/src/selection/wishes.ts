import type { Guest } from '../consumers/guest';

/** What of a guest is a word, or yes or no. */
type Wish = Exclude<keyof Guest, 'invalidValues'>;

/** Each wish of a guest by the name that descriptors, libvirt or QEMU have for it. */
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

/** What a guest wants, as names and values of the field; what it leaves open is left out. */
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
