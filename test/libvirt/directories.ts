import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HOME } from './daemon';
import { oneOf, type Random } from './guests';

export const PACKAGES = '/usr/share/qemu/firmware';
export const ADMINISTRATOR = '/etc/qemu/firmware';
export const USER = `${HOME}/.config/qemu/firmware`;

/** The files of descriptor directories by their paths: what is in them, or what links lead to. */
export type Tree = Readonly<Record<string, string | { readonly to: string }>>;

/** Puts files into the descriptor directories of a daemon, in the place of what is there. */
export function plant(root: string, tree: Tree): void {
  for (const folder of [PACKAGES, ADMINISTRATOR, USER]) {
    rmSync(path.join(root, folder), { recursive: true, force: true });
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === 'string') writeFileSync(file, content);
    else symlinkSync(content.to, file);
  }
}

const X86 = { architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] };
const Q35 = { architecture: 'x86_64', machines: ['pc-q35-*'] };
const ARM = { architecture: 'aarch64', machines: ['virt-*'] };

interface Parts {
  readonly interfaces?: readonly string[];
  readonly features?: readonly string[];
  readonly targets?: readonly object[];
  readonly mapping?: object;
}

/** A descriptor whose images have names of their own, so that what is chosen tells by which descriptor. */
export function descriptor(name: string, parts: Parts = {}): string {
  const { interfaces = ['uefi'], features = [], targets = [X86], mapping = split(name) } = parts;
  const members = { 'interface-types': interfaces, mapping, targets, features, tags: [] };
  return JSON.stringify({ description: name, ...members });
}

function file(filename: string, format = 'raw'): object {
  return { filename, format };
}

function split(name: string, format = 'raw', templateFormat = format): object {
  const template = file(`/fw/${name}.vars`, templateFormat);
  return { device: 'flash', executable: file(`/fw/${name}.code`, format), 'nvram-template': template };
}

function flash(name: string, mode: string): object {
  return { device: 'flash', mode, executable: file(`/fw/${name}.code`) };
}

const SECURE = ['secure-boot', 'requires-smm'];

const DISTRIBUTION: Tree = {
  [`${PACKAGES}/30-keys.json`]: descriptor('keys', {
    features: [...SECURE, 'enrolled-keys'],
    targets: [Q35],
  }),
  [`${PACKAGES}/40-secure.json`]: descriptor('secure', { features: [...SECURE, 'acpi-s3'], targets: [Q35] }),
  [`${PACKAGES}/50-arm.json`]: descriptor('arm', { targets: [ARM, { ...ARM, architecture: 'arm' }] }),
  [`${PACKAGES}/60-plain.json`]: descriptor('plain', { features: ['acpi-s3', 'acpi-s4', 'amd-sev'] }),
  [`${PACKAGES}/70-i386.json`]: descriptor('i386', { targets: [{ ...X86, architecture: 'i386' }] }),
  [`${PACKAGES}/80-bios.json`]: descriptor('bios', {
    interfaces: ['bios'],
    mapping: { device: 'memory', filename: '/fw/bios.code' },
  }),
};

/** What people do to these directories, each with what is special about it. */
export const TREES: Readonly<Record<string, Tree>> = {
  'as a distribution has them': DISTRIBUTION,
  'none at all': {},
  'files of the administrator in the place of others': {
    ...DISTRIBUTION,
    [`${ADMINISTRATOR}/40-secure.json`]: descriptor('own-secure', { features: SECURE, targets: [Q35] }),
    [`${ADMINISTRATOR}/60-plain.json`]: descriptor('own-plain'),
    [`${ADMINISTRATOR}/10-first.json`]: descriptor('first', { features: ['acpi-s4'], targets: [Q35] }),
  },
  'files of the user in the place of others': {
    ...DISTRIBUTION,
    [`${ADMINISTRATOR}/60-plain.json`]: descriptor('own-plain'),
    [`${USER}/60-plain.json`]: descriptor('users-plain'),
    [`${USER}/20-users.json`]: descriptor('users', { features: ['enrolled-keys', 'secure-boot'] }),
    [`${USER}/30-keys.json`]: '',
  },
  masks: {
    ...DISTRIBUTION,
    [`${ADMINISTRATOR}/60-plain.json`]: '',
    [`${ADMINISTRATOR}/99-nothing.json`]: '',
    [`${PACKAGES}/40-secure.json`]: '',
    [`${PACKAGES}/10-hidden.json`]: '',
    [`${ADMINISTRATOR}/10-hidden.json`]: descriptor('over-a-mask', { targets: [Q35] }),
  },
  'links to devices, to masks and to other files': {
    ...DISTRIBUTION,
    [`${ADMINISTRATOR}/60-plain.json`]: { to: '/dev/null' },
    [`${ADMINISTRATOR}/40-secure.json`]: { to: 'empty' },
    [`${ADMINISTRATOR}/empty`]: '',
    [`${ADMINISTRATOR}/20-link.json`]: { to: `${PACKAGES}/60-plain.json` },
    [`${PACKAGES}/25-relative.json`]: { to: '../firmware/80-bios.json' },
  },
  'files that are no descriptors by their names': {
    ...DISTRIBUTION,
    [`${PACKAGES}/.10-hidden.json`]: descriptor('hidden'),
    [`${PACKAGES}/20-backup.json~`]: descriptor('backup', { features: ['secure-boot'] }),
    [`${PACKAGES}/30-saved.json.rpmsave`]: descriptor('saved', { features: ['acpi-s3'] }),
    [`${PACKAGES}/55-without-suffix`]: descriptor('without-suffix', { targets: [Q35] }),
    [`${PACKAGES}/folder.json/56-inside.json`]: descriptor('inside'),
  },
  'the order of names': {
    [`${PACKAGES}/9-nine.json`]: descriptor('nine', { features: ['acpi-s3'] }),
    [`${PACKAGES}/10-ten.json`]: descriptor('ten', { features: ['secure-boot'] }),
    [`${PACKAGES}/B-capital.json`]: descriptor('capital', { features: ['acpi-s4'] }),
    [`${PACKAGES}/a-small.json`]: descriptor('small', { features: ['enrolled-keys'] }),
    [`${ADMINISTRATOR}/ä-letter.json`]: descriptor('letter', { targets: [ARM] }),
  },
  'modes and devices': {
    [`${PACKAGES}/10-combined.json`]: descriptor('combined', { mapping: flash('combined', 'combined') }),
    [`${PACKAGES}/20-stateless.json`]: descriptor('stateless', { mapping: flash('stateless', 'stateless') }),
    [`${PACKAGES}/30-kernel.json`]: descriptor('kernel', {
      interfaces: ['bios', 'uefi'],
      mapping: { device: 'kernel', filename: '/fw/kernel.code' },
      features: ['acpi-s4'],
    }),
    [`${PACKAGES}/40-memory.json`]: descriptor('memory', {
      mapping: { device: 'memory', filename: '/fw/memory.code' },
      features: ['secure-boot'],
    }),
    [`${PACKAGES}/50-split.json`]: descriptor('split', { mapping: { ...split('split'), mode: 'split' } }),
    [`${PACKAGES}/60-template.json`]: descriptor('template', {
      mapping: { ...split('template'), mode: 'stateless' },
      targets: [ARM],
    }),
  },
  formats: {
    [`${PACKAGES}/10-vmdk.json`]: descriptor('vmdk', {
      mapping: split('vmdk', 'vmdk'),
      features: ['acpi-s3'],
    }),
    [`${PACKAGES}/20-qcow2.json`]: descriptor('qcow2', {
      mapping: split('qcow2', 'qcow2'),
      features: ['acpi-s4'],
    }),
    [`${PACKAGES}/30-mixed.json`]: descriptor('mixed', {
      mapping: split('mixed', 'raw', 'qcow2'),
      targets: [Q35],
    }),
    [`${PACKAGES}/40-template.json`]: descriptor('template', { mapping: split('template', 'raw', 'vdi') }),
    [`${PACKAGES}/50-raw.json`]: descriptor('raw'),
  },
  'patterns of machines': {
    [`${PACKAGES}/10-alias.json`]: descriptor('alias', {
      targets: [{ architecture: 'x86_64', machines: ['q35', 'pc', 'virt'] }],
    }),
    [`${PACKAGES}/20-class.json`]: descriptor('class', {
      targets: [{ architecture: 'x86_64', machines: ['pc-[iq]*'] }],
    }),
    [`${PACKAGES}/30-mark.json`]: descriptor('mark', {
      targets: [{ architecture: 'x86_64', machines: ['pc-q35-?.?'] }],
    }),
    [`${PACKAGES}/35-name.json`]: descriptor('name', {
      targets: [
        { architecture: 'i686', machines: ['*q35*'] },
        { architecture: 'armv7l', machines: ['virt-*'] },
      ],
    }),
    [`${PACKAGES}/40-all.json`]: descriptor('all', {
      targets: [
        { architecture: 'x86_64', machines: [] },
        { architecture: 'x86_64', machines: ['isapc', '*-i440fx-*'] },
      ],
    }),
    [`${PACKAGES}/50-none.json`]: descriptor('none', { targets: [] }),
    [`${PACKAGES}/60-never.json`]: descriptor('never', { interfaces: [] }),
    [`${PACKAGES}/70-unknown.json`]: descriptor('unknown', { features: ['tomorrow'], targets: [ARM] }),
  },
};

/** What stands in a directory that is sound otherwise. */
export const ODD_FILES: Readonly<Record<string, Tree[string]>> = {
  'no JSON': 'firmware',
  'a space': ' ',
  'a comment': `// mine\n${descriptor('odd')}`,
  'a byte order mark': `\ufeff${descriptor('odd')}`,
  'something behind': `${descriptor('odd')}}`,
  'an array': '[]',
  'an empty object': '{}',
  'a raw tab': descriptor('odd').replace('"odd"', '"o\tdd"'),
  'a member twice': descriptor('odd').replace('{', '{"tags":[],'),
  'an unknown member': descriptor('odd').replace('{', '{"mine":[],'),
  'no description and tags': descriptor('odd').replace('"description":"odd",', '').replace(',"tags":[]', ''),
  'an unknown interface': descriptor('odd', { interfaces: ['uefi', 'efi'] }),
  'no interfaces': descriptor('odd').replace('"interface-types"', '"interfaces"'),
  'no targets': descriptor('odd').replace('"targets"', '"target"'),
  'no features': descriptor('odd').replace('"features"', '"feature"'),
  'an unknown architecture': descriptor('odd', { targets: [{ architecture: 'amd64', machines: ['*'] }] }),
  'an architecture of QEMU 7.1': descriptor('odd', {
    targets: [{ architecture: 'loongarch64', machines: ['*'] }],
  }),
  'a target without machines': descriptor('odd', { targets: [{ architecture: 'x86_64' }] }),
  'a number for a machine': descriptor('odd', { targets: [{ architecture: 'x86_64', machines: [1] }] }),
  'a number for a feature': descriptor('odd').replace('"features":[]', '"features":[1]'),
  'an unknown device': descriptor('odd', { mapping: { device: 'rom', filename: '/fw/odd.code' } }),
  IGVM: descriptor('odd', { mapping: { device: 'igvm', filename: '/fw/odd.code' } }),
  'an unknown mode': descriptor('odd', { mapping: flash('odd', 'separate') }),
  'split flash without a template': descriptor('odd', { mapping: flash('odd', 'split') }),
  'flash without an executable': descriptor('odd', { mapping: { device: 'flash', mode: 'combined' } }),
  'an executable without a format': descriptor('odd', {
    mapping: { device: 'flash', mode: 'stateless', executable: { filename: '/fw/odd.code' } },
  }),
  'memory without a file': descriptor('odd', { mapping: { device: 'memory' }, features: ['enrolled-keys'] }),
  'a link that leads nowhere': { to: 'gone.json' },
  'a link to itself': { to: '45-odd.json' },
};

/** The distribution's directory with one of the odd files in it. */
export function withOdd(content: Tree[string]): Tree {
  return { ...DISTRIBUTION, [`${ADMINISTRATOR}/45-odd.json`]: content };
}

const FEATURES = [
  'secure-boot',
  'enrolled-keys',
  'requires-smm',
  'acpi-s3',
  'acpi-s4',
  'amd-sev',
  'verbose-dynamic',
];

/** Directories with a handful of descriptors that nobody has thought up. */
export function randomTree(random: Random): Tree {
  const tree: Record<string, Tree[string]> = {};
  for (let left = 5 + random(5), id = 0; left > 0; left--, id++) {
    const folder = oneOf(random, [PACKAGES, PACKAGES, ADMINISTRATOR, USER]);
    // Few names, so that some come twice.
    const name = `${folder}/${10 + random(8)}-fw.json`;
    const kind = random(12);
    if (kind === 0) tree[name] = '';
    else if (kind === 1) tree[name] = { to: oneOf(random, ['/dev/null', `${PACKAGES}/90-last.json`]) };
    else tree[name] = randomDescriptor(random, `fw${id}`);
  }
  return { ...tree, [`${PACKAGES}/90-last.json`]: descriptor('last', { features: ['acpi-s3', 'acpi-s4'] }) };
}

function randomDescriptor(random: Random, name: string): string {
  const own = FEATURES.filter(() => random(4) === 0);
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
    { device: 'kernel', filename: `/fw/${name}.code` },
  ]);
  return descriptor(name, { features: own, targets, interfaces, mapping });
}

/** The images that the descriptors name, and one that none does. */
export function imagesOf(tree: Tree): readonly string[] {
  const texts = Object.values(tree).filter((content) => typeof content === 'string');
  const images = [...texts.join('\n').matchAll(/"(\/fw\/[^"]+)"/g)].flatMap(([, image]) => image ?? []);
  return [...new Set([...images, '/fw/unknown.code'])];
}
