/** libvirt's names of architectures. [virarch.c; virQEMUCapsArchFromString] */

/** libvirt's names where they differ from QEMU's. */
const OWN_NAMES: readonly (readonly [qemu: string, libvirt: string])[] = [
  ['i386', 'i686'],
  ['arm', 'armv7l'],
];

/** Translates QEMU's name of an architecture to libvirt's. */
export function toLibvirtArchitecture(name: string): string {
  return OWN_NAMES.find(([qemu]) => qemu === name)?.[1] ?? name;
}

/** Translates libvirt's name of an architecture to QEMU's. */
export function toQemuArchitecture(name: string): string {
  return OWN_NAMES.find(([, libvirt]) => libvirt === name)?.[0] ?? name;
}

/** The names that libvirt 9.0 accepts in a descriptor: its own, and those of QEMU that it translates. */
export const ARCHITECTURES_9_0: readonly string[] = [
  ...OWN_NAMES.map(([qemu]) => qemu),
  ...(
    'or32 ' +
    'aarch64 alpha armv6l armv7b armv7l cris i686 ia64 lm32 m68k microblaze microblazeel mips mips64 mips64el mipsel openrisc ' +
    'parisc parisc64 ppc ppc64 ppc64le ppcemb ppcle riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 ' +
    'xtensa xtensaeb'
  ).split(' '),
];

/** The names that libvirt 11.3 accepts. */
export const ARCHITECTURES_11_3: readonly string[] = [...ARCHITECTURES_9_0, 'loongarch64'];
