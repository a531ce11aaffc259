/** What a guest wants of its firmware, as far as a consumer asks. What is undefined is left open. */
export interface Guest {
  /** As QEMU names it. */
  readonly architecture: string;
  /** A machine type, no alias; empty where none is known. */
  readonly machine: string;
  /** Whether the guest leaves the machine type to libvirt. */
  readonly isDefaultMachine?: boolean | undefined;
  /** The interface that the guest asks for by itself. */
  readonly firmware?: 'bios' | 'uefi' | undefined;
  readonly secureBoot?: boolean | undefined;
  readonly enrolledKeys?: boolean | undefined;
  readonly smm?: boolean | undefined;
  readonly acpi?: boolean | undefined;
  /** Whether the guest can be suspended to memory, and to disk. */
  readonly s3?: boolean | undefined;
  readonly s4?: boolean | undefined;
  /** The path of the firmware that the guest names. */
  readonly loader?: string | undefined;
  readonly loaderType?: 'rom' | 'pflash' | undefined;
  readonly loaderReadonly?: boolean | undefined;
  /** Whether only SMM may write to the flash. */
  readonly loaderSecure?: boolean | undefined;
  readonly loaderFormat?: string | undefined;
  readonly stateless?: boolean | undefined;
  /** The path of the file with the guest's variables. */
  readonly nvram?: string | undefined;
  readonly nvramFormat?: string | undefined;
  readonly nvramTemplate?: string | undefined;
  readonly templateFormat?: string | undefined;
  readonly kernel?: string | undefined;
  /** Features that the firmware must have, and must not have, where the guest lists them by their names. */
  readonly requiredFeatures?: readonly string[] | undefined;
  readonly excludedFeatures?: readonly string[] | undefined;
  readonly confidential?: Confidential | undefined;
}

export const CONFIDENTIAL = ['sev', 'sev-es', 'sev-snp', 'tdx'] as const;
export type Confidential = (typeof CONFIDENTIAL)[number];

/** How users know the ways to protect a guest. */
export const CONFIDENTIAL_NAMES: Readonly<Record<Confidential, string>> = {
  sev: 'AMD SEV',
  'sev-es': 'AMD SEV-ES',
  'sev-snp': 'AMD SEV-SNP',
  tdx: 'Intel TDX',
};
