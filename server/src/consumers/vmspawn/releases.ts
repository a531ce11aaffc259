/** The releases of systemd-vmspawn that are known: a row for each, the oldest first. */
import type { Release } from '../consumer';
import type { Confidential } from '../guest';
import type { JsonDialect } from '../jsonDialect';
import { SYSTEM_PLACES, type Manner } from '../manner';

/** How releases differ in what they read. */
export interface VmspawnReading {
  /**
   * Knows the devices flash, where the template may be absent, and memory, and reads lists of names whole; else reads every
   * descriptor as one of flash with a template, and looks into no list but the features.
   */
  readonly goesByDevice: boolean;
}

/** How releases differ in what they choose. */
export interface VmspawnChoice {
  /**
   * Goes by the interface, the machine types, the template and the options --coco and --firmware-features; else by the architecture,
   * `secure-boot` and `enrolled-keys` only.
   */
  readonly goesByOptions: boolean;
  /** The ways to protect a guest that it knows. */
  readonly confidential: readonly Confidential[];
}

export type VmspawnRelease = Release<VmspawnReading, VmspawnChoice>;

/** systemd's sd-json. Measured. */
const SD_JSON: JsonDialect = {
  hasNonFinite: false,
  endsAtNul: false,
  onDuplicate: 'reader-decides',
  refusesOddText: true,
};

/** [systemd, conf-files.c] */
const MANNER_257: Manner = {
  places: [...SYSTEM_PLACES, { below: 'configuration' }],
  takes: (name) => name.endsWith('.json') && !name.startsWith('.'),
  onDevice: 'masks',
  onLink: 'follows',
  onDangling: 'passes',
  onEmpty: 'masks',
  order: 'by-name',
};

/** Measured, but for the place of ~/.local/share among the folders of shared data: it comes after /etc. */
const MANNER_262: Manner = {
  ...MANNER_257,
  places: [
    { below: 'shared-data' },
    { below: 'data' },
    { folder: '/etc/qemu/firmware' },
    { below: 'configuration' },
  ],
};

export const VMSPAWN_RELEASES: readonly VmspawnRelease[] = [
  {
    version: '257',
    isVerified: true,
    distribution: 'Debian 13',
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER_257,
    reading: { goesByDevice: false },
    choice: { goesByOptions: false, confidential: [] },
  },
  {
    version: '262',
    isVerified: true,
    distribution: 'Debian sid',
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER_262,
    reading: { goesByDevice: true },
    choice: { goesByOptions: true, confidential: ['sev-snp', 'tdx'] },
  },
];
