/** The releases of libvirt that are known: a row for each, the oldest first. */
import { SYSTEM_FOLDERS } from '../../descriptor/searchPath';
import type { Release } from '../consumer';
import type { Confidential } from '../guest';
import type { Manner } from '../manner';
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
  /** Sees whether SMM is switched off, and the formats of images. */
  readonly looksAtFormats: boolean;
  /** Compares the path of the loader, with flash only and before all else, and no other path. */
  readonly goesByLoader: boolean;
  /** Takes a wish for enrolled keys as one for Secure Boot, too. */
  readonly derivesSecureBoot: boolean;
  /** Holds the definition of a guest against itself before it chooses the firmware, not after that. */
  readonly checksFirst: boolean;
  /** Takes ROM that a guest names as it is, without a look at descriptors. */
  readonly passesOverRom: boolean;
  /** Refuses ROM that the guest may write to or that is not raw; ROM that the guest names may also be UEFI. */
  readonly checksRom: boolean;
  /** Gives guests of ARM that name no machine type one that no firmware is made for. */
  readonly startsBareArm: boolean;
  /** Takes stateless and combined flash also where nobody asked for it, and compares the format of the template. */
  readonly isOpenAboutModes: boolean;
  readonly confidential: readonly Confidential[];
}

/** What libvirt of one version goes by when it chooses. */
export interface VersionedChoice extends LibvirtChoice {
  readonly version: string;
}

export type LibvirtRelease = Release<LibvirtReading, LibvirtChoice>;

/** [qemu_interop_config.c] */
export const LIBVIRT_MANNER: Manner = {
  systemFolders: SYSTEM_FOLDERS,
  usersFolder: 'session',
  takes: (name) => !name.startsWith('.'),
  onDevice: 'passes',
  onDangling: 'breaks',
  onEmpty: 'masks',
  merges: true,
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
      looksAtFormats: false,
      goesByLoader: true,
      derivesSecureBoot: true,
      checksFirst: true,
      passesOverRom: false,
      checksRom: false,
      startsBareArm: true,
      isOpenAboutModes: false,
      confidential: ['sev', 'sev-es'],
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
      looksAtFormats: true,
      goesByLoader: false,
      derivesSecureBoot: false,
      checksFirst: false,
      passesOverRom: true,
      checksRom: false,
      startsBareArm: false,
      isOpenAboutModes: false,
      confidential: ['sev', 'sev-es', 'sev-snp'],
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
      looksAtFormats: true,
      goesByLoader: false,
      derivesSecureBoot: false,
      checksFirst: false,
      passesOverRom: false,
      checksRom: true,
      startsBareArm: false,
      isOpenAboutModes: true,
      confidential: ['sev', 'sev-es', 'sev-snp', 'tdx'],
    },
  },
];
