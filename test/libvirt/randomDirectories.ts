import { ARM, descriptor, flash, Q35, split, stored, X86 } from './descriptors';
import { ADMINISTRATOR, IMAGES, PACKAGES, USER, type Tree } from './directories';
import { oneOf, type Random } from './random';

const FEATURES = [
  'secure-boot',
  'enrolled-keys',
  'requires-smm',
  'acpi-s3',
  'acpi-s4',
  'amd-sev',
  'amd-sev-snp',
  'intel-tdx',
  'host-uefi-vars',
  'verbose-dynamic',
];

/** Returns directories with a few random descriptors. */
export function randomTree(random: Random): Tree {
  const tree: Record<string, Tree[string]> = {};
  for (let left = 5 + random(5), id = 0; left > 0; left--, id++) {
    const folder = oneOf(random, [PACKAGES, PACKAGES, ADMINISTRATOR, USER]);
    // Few names, so some occur twice.
    const name = `${folder}/${10 + random(8)}-fw.json`;
    const kind = random(12);
    if (kind === 0) tree[name] = '';
    else if (kind === 1) tree[name] = { to: oneOf(random, ['/dev/null', `${PACKAGES}/90-last.json`]) };
    else tree[name] = randomDescriptor(random, `fw${id}`);
  }
  return { ...tree, [`${PACKAGES}/90-last.json`]: descriptor('last', { features: ['acpi-s3', 'acpi-s4'] }) };
}

function randomDescriptor(random: Random, name: string): string {
  const wished = FEATURES.filter(() => random(4) === 0);
  const targets = oneOf(random, [[X86], [X86], [Q35], [X86, { ...Q35, architecture: 'i386' }], [ARM]]);
  const interfaces = oneOf(random, [
    ['uefi'],
    ['uefi'],
    ['uefi'],
    ['bios', 'uefi'],
    ['bios'],
    ['uboot', 'uefi'],
  ]);
  const mapping = oneOf(random, [
    split(name),
    split(name),
    split(name, 'qcow2'),
    flash(name, 'stateless'),
    flash(name, 'combined'),
    { device: 'memory', filename: `/fw/${name}.code` },
    stored(name),
    stored(name),
    { device: 'kernel', filename: `/fw/${name}.code` },
  ]);
  // A kernel that requires SMM crashes libvirt 9.0 and 11.3.
  const isKernel = 'device' in mapping && mapping.device === 'kernel';
  const own = isKernel ? wished.filter((feature) => feature !== 'requires-smm') : wished;
  return descriptor(name, { features: own, targets, interfaces, mapping });
}

/** Returns the images that the descriptors name or that exist, and one that exists nowhere. */
export function imagesOf(tree: Tree): readonly string[] {
  const texts = Object.values(tree).filter((content) => typeof content === 'string');
  const named = [...texts.join('\n').matchAll(/"([^"]*\/fw\/+[^"]+)"/g)].flatMap(([, image]) => image ?? []);
  const present = Object.keys(tree).filter((name) => name.startsWith(IMAGES));
  return [...new Set([...named, ...present, '/fw/unknown.code'])];
}
