import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HOME } from './daemon';
import { ARM, descriptor, flash, Q35, split, stored, X86 } from './descriptors';

export const PACKAGES = '/usr/share/qemu/firmware';
export const ADMINISTRATOR = '/etc/qemu/firmware';
/** The folders of images that exist, and of links to them. */
export const IMAGES = '/var/lib/fw';
export const USER = `${HOME}/.config/qemu/firmware`;

/** The files of descriptor directories by path: their contents, or the targets of links. */
export type Tree = Readonly<Record<string, string | { readonly to: string }>>;

/** Replaces the files in the descriptor directories of a daemon. */
export function plant(root: string, tree: Tree): void {
  for (const folder of [PACKAGES, ADMINISTRATOR, USER, IMAGES]) {
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

const SECURE = ['secure-boot', 'requires-smm'];

export const DISTRIBUTION: Tree = {
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

/** Variants of these directories that users create, by what is special about them. */
export const TREES: Readonly<Record<string, Tree>> = {
  'as in a distribution': DISTRIBUTION,
  'no files at all': {},
  'files of the administrator that override others': {
    ...DISTRIBUTION,
    [`${ADMINISTRATOR}/40-secure.json`]: descriptor('own-secure', { features: SECURE, targets: [Q35] }),
    [`${ADMINISTRATOR}/60-plain.json`]: descriptor('own-plain'),
    [`${ADMINISTRATOR}/10-first.json`]: descriptor('first', { features: ['acpi-s4'], targets: [Q35] }),
  },
  'files of the user that override others': {
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
  'files with names that are not those of descriptors': {
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
  'variable stores': {
    [`${PACKAGES}/10-stored.json`]: descriptor('stored', {
      mapping: stored('stored'),
      features: ['host-uefi-vars', 'acpi-s4'],
    }),
    [`${PACKAGES}/20-keys.json`]: descriptor('keys', {
      mapping: stored('keys'),
      features: ['host-uefi-vars', 'secure-boot', 'enrolled-keys'],
      targets: [Q35],
    }),
    [`${PACKAGES}/30-memory.json`]: descriptor('memory', {
      mapping: { device: 'memory', filename: '/fw/memory.code' },
    }),
    [`${PACKAGES}/40-split.json`]: descriptor('split', { features: ['acpi-s3'] }),
    [`${PACKAGES}/50-bare.json`]: descriptor('bare', {
      mapping: { device: 'memory', filename: '/fw/bare.code', 'uefi-vars': {} },
    }),
  },
  'confidential guests': {
    [`${PACKAGES}/10-tdx.json`]: descriptor('tdx', {
      mapping: { device: 'memory', filename: '/fw/tdx.code' },
      features: ['intel-tdx', 'secure-boot', 'enrolled-keys'],
    }),
    [`${PACKAGES}/20-snp.json`]: descriptor('snp', {
      mapping: flash('snp', 'stateless'),
      features: ['amd-sev-snp'],
    }),
    [`${PACKAGES}/30-es.json`]: descriptor('es', { features: ['amd-sev', 'amd-sev-es'], targets: [Q35] }),
    [`${PACKAGES}/40-sev.json`]: descriptor('sev', { features: ['amd-sev', 'verbose-dynamic'] }),
  },
  'links to images': {
    [`${IMAGES}/real.code`]: 'image',
    [`${IMAGES}/link.code`]: { to: 'real.code' },
    [`${IMAGES}/chain.code`]: { to: '../fw/link.code' },
    [`${IMAGES}/real.vars`]: 'template',
    [`${IMAGES}/link.vars`]: { to: './real.vars' },
    [`${IMAGES}/gone.code`]: { to: 'nowhere' },
    [`${PACKAGES}/10-double.json`]: descriptor('double', {
      mapping: split(`${IMAGES}//real`),
      features: ['secure-boot'],
    }),
    [`${PACKAGES}/20-real.json`]: descriptor('real', { mapping: split(`${IMAGES}/real`) }),
    [`${PACKAGES}/30-link.json`]: descriptor('link', { mapping: split(`${IMAGES}/link`), targets: [Q35] }),
    [`${PACKAGES}/40-dots.json`]: descriptor('dots', { mapping: split(`${IMAGES}/../fw/real`, 'qcow2') }),
    [`${PACKAGES}/50-gone.json`]: descriptor('gone', { mapping: split('/fw//gone') }),
    [`${PACKAGES}/60-rom.json`]: descriptor('rom', {
      interfaces: ['bios'],
      mapping: { device: 'memory', filename: `${IMAGES}/link.code` },
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
