/** The known releases of libvirt, the oldest first. */
import type { Release } from '../consumer';
import type { Confidential } from '../guest';
import { SYSTEM_PLACES, type Manner } from '../manner';
import { ARCHITECTURES_11_3, ARCHITECTURES_9_0 } from './architectures';
import { JSON_C_0_18, JSON_C_0_19, YAJL } from './json';

/** How releases differ in what they read. */
export interface LibvirtReading {
  /** The architecture names that it knows. */
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
  /** The guest architectures that it knows, by its own names. */
  readonly architectures: readonly string[];
  readonly confidential: readonly Confidential[];
  /** Whether it checks if SMM is turned off, and the formats of images. */
  readonly looksAtFormats: boolean;
  /** Whether it compares only the path of the loader, only for flash, and before anything else. */
  readonly goesByLoader: boolean;
  /** Whether it treats two paths to the same file as equal. */
  readonly followsLinks: boolean;
  /** Whether a request for enrolled keys also requests Secure Boot. */
  readonly derivesSecureBoot: boolean;
  /** Whether it checks the consistency of a guest's definition before rather than after it chooses the firmware. */
  readonly checksFirst: boolean;
  /**
   * How it treats ROM that a guest names: uses it without reading descriptors; does so only if the type is given; or looks it up, also
   * among UEFI firmware.
   */
  readonly ownRom: 'taken' | 'taken-if-typed' | 'looked-up';
  /** Whether it gives ARM guests without a machine type one for which no firmware exists. */
  readonly startsBareArm: boolean;
  /** The rules on variables and flash modes that apply: those up to 11, or those since 12, which knows `<varstore>`. */
  readonly variables: 'up-to-11' | 'since-12';
  /** The format that `<nvram>` must have: that of the image, or that of the template. */
  readonly nvramFormat: 'unread' | 'executable' | 'template';
  /** Whether it accepts the device `kernel`, and crashes if such a descriptor requires SMM and the guest has no `<loader>`. */
  readonly loadsKernels: boolean;
  /** Whether it reads `<shim>`. Since 11.2. */
  readonly readsShim: boolean;
}

/** How one version of libvirt chooses. */
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
    // One file that it cannot read makes every selection of firmware fail, with an error that the user sees.
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
      readsShim: false,
    },
  },
  {
    version: '11.3',
    isVerified: true,
    distribution: 'Debian 13',
    json: JSON_C_0_18,
    // Debug messages give the reason. [qemuFirmwareFetchParsedConfigs]
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
      readsShim: true,
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
      // A kernel is like any other unknown device.
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
      readsShim: true,
    },
  },
];
