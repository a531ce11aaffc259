/** The releases of libvirt that are known: a row for each, the oldest first. */
import type { Release } from '../consumer';
import type { Confidential } from '../guest';
import { SYSTEM_PLACES, type Manner } from '../manner';
import { ARCHITECTURES_11_3, ARCHITECTURES_9_0 } from './architectures';
import { JSON_C_0_18, JSON_C_0_19, YAJL } from './json';

/** How releases differ in what they read. */
export interface LibvirtReading {
  /** The names that it knows. */
  readonly architectures: readonly string[];
  readonly interfaceTypes: readonly string[];
  readonly devices: readonly string[];
  /** Whether a kernel or memory device without a file makes the descriptor unusable. */
  readonly needsFilename: boolean;
  /** Whether `uefi-vars` of a memory device must name its template. */
  readonly knowsUefiVars: boolean;
}

/** How releases differ in what they choose. */
export interface LibvirtChoice {
  /** The architectures of guests that it knows, by its own names. */
  readonly architectures: readonly string[];
  readonly confidential: readonly Confidential[];
  /** Sees whether SMM is switched off, and the formats of images. */
  readonly looksAtFormats: boolean;
  /** Compares the path of the loader, with flash only and before all else, and no other path. */
  readonly goesByLoader: boolean;
  /** Takes two paths that lead to one file for the same. */
  readonly followsLinks: boolean;
  /** Takes a wish for enrolled keys as one for Secure Boot, too. */
  readonly derivesSecureBoot: boolean;
  /** Holds the definition of a guest against itself before it chooses the firmware, not after that. */
  readonly checksFirst: boolean;
  /**
   * What it does with ROM that a guest names: takes it as it is, without a look at descriptors; does so only where the type is said; or
   * looks it up among UEFI, too.
   */
  readonly ownRom: 'taken' | 'taken-if-typed' | 'looked-up';
  /** Gives guests of ARM that name no machine type one that no firmware is made for. */
  readonly startsBareArm: boolean;
  /** Which rules hold on variables and the modes of flash: those up to 11 or those of 12, which knows `<varstore>`. */
  readonly variables: 'up-to-11' | 'since-12';
  /** What the format of `<nvram>` has to be: that of the image, or that of the template. */
  readonly nvramFormat: 'unread' | 'executable' | 'template';
  /** Whether it takes descriptors of the device `kernel`, and ends where one of them needs SMM and the guest has no `<loader>`. */
  readonly loadsKernels: boolean;
}

/** What libvirt of one version goes by when it chooses. */
export interface VersionedChoice extends LibvirtChoice {
  readonly version: string;
}

export type LibvirtRelease = Release<LibvirtReading, LibvirtChoice>;

/** [qemu_interop_config.c] */
export const LIBVIRT_MANNER: Manner = {
  places: [...SYSTEM_PLACES, { below: 'session-configuration' }],
  takes: (name) => !name.startsWith('.'),
  onDevice: 'passes',
  onLink: 'follows',
  onDangling: 'breaks',
  onEmpty: 'masks',
  order: 'by-name',
};

const INTERFACE_TYPES: readonly string[] = ['bios', 'openfirmware', 'uboot', 'uefi'];

export const LIBVIRT_RELEASES: readonly LibvirtRelease[] = [
  {
    version: '9.0',
    isVerified: true,
    distribution: 'Debian 12',
    json: YAJL,
    // One file that it cannot read ends every selection of firmware, with an error that the user sees.
    onUnusable: 'selects-nothing',
    manner: LIBVIRT_MANNER,
    reading: {
      architectures: ARCHITECTURES_9_0,
      interfaceTypes: INTERFACE_TYPES,
      devices: ['flash', 'memory', 'kernel'],
      needsFilename: false,
      knowsUefiVars: false,
    },
    choice: {
      architectures: ARCHITECTURES_9_0,
      confidential: ['sev', 'sev-es'],
      looksAtFormats: false,
      goesByLoader: true,
      followsLinks: false,
      derivesSecureBoot: true,
      checksFirst: true,
      ownRom: 'taken',
      startsBareArm: true,
      variables: 'up-to-11',
      nvramFormat: 'unread',
      loadsKernels: true,
    },
  },
  {
    version: '11.3',
    isVerified: true,
    distribution: 'Debian 13',
    json: JSON_C_0_18,
    // Debug messages name the reason. [qemuFirmwareFetchParsedConfigs]
    onUnusable: 'skips-silently',
    manner: LIBVIRT_MANNER,
    reading: {
      architectures: ARCHITECTURES_11_3,
      interfaceTypes: INTERFACE_TYPES,
      devices: ['flash', 'memory', 'kernel'],
      // Since 9.2.
      needsFilename: true,
      knowsUefiVars: false,
    },
    choice: {
      architectures: ARCHITECTURES_11_3,
      confidential: ['sev', 'sev-es', 'sev-snp'],
      looksAtFormats: true,
      goesByLoader: false,
      followsLinks: false,
      derivesSecureBoot: false,
      checksFirst: false,
      ownRom: 'taken-if-typed',
      startsBareArm: false,
      variables: 'up-to-11',
      nvramFormat: 'executable',
      loadsKernels: true,
    },
  },
  {
    version: '12.8',
    alsoCovers: ['12.9'],
    isVerified: true,
    distribution: 'Debian sid',
    json: JSON_C_0_19,
    onUnusable: 'skips-silently',
    manner: LIBVIRT_MANNER,
    reading: {
      architectures: ARCHITECTURES_11_3,
      interfaceTypes: INTERFACE_TYPES,
      // A kernel is a device like any other that it does not know.
      devices: ['flash', 'memory'],
      needsFilename: true,
      // Since 12.
      knowsUefiVars: true,
    },
    choice: {
      architectures: ARCHITECTURES_11_3,
      confidential: ['sev', 'sev-es', 'sev-snp', 'tdx'],
      looksAtFormats: true,
      goesByLoader: false,
      followsLinks: true,
      derivesSecureBoot: false,
      checksFirst: false,
      ownRom: 'looked-up',
      startsBareArm: false,
      variables: 'since-12',
      nvramFormat: 'template',
      loadsKernels: false,
    },
  },
];
