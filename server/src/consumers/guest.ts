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
  /** Whether the guest says how much memory is SMM's. */
  readonly hasTseg?: boolean | undefined;
  readonly acpi?: boolean | undefined;
  /** Whether the guest can be suspended to memory, and to disk. */
  readonly s3?: boolean | undefined;
  readonly s4?: boolean | undefined;
  /** Whether the guest has a `<loader>`, however empty. */
  readonly hasLoader?: boolean | undefined;
  /** The path of the firmware that the guest names. */
  readonly loader?: string | undefined;
  readonly loaderType?: 'rom' | 'pflash' | undefined;
  /** Whether the guest leaves the type open, and `rom` is what libvirt makes of its path. */
  readonly isDefaultLoaderType?: boolean | undefined;
  readonly loaderReadonly?: boolean | undefined;
  /** Whether only SMM may write to the flash. */
  readonly loaderSecure?: boolean | undefined;
  readonly loaderFormat?: string | undefined;
  readonly stateless?: boolean | undefined;
  /** Whether the guest has an `<nvram>`, however empty. */
  readonly hasNvram?: boolean | undefined;
  /** The path of the file with the guest's variables. */
  readonly nvram?: string | undefined;
  /** The kind of storage that the variables are in, such as `network`; a file where nothing is said. */
  readonly nvramType?: string | undefined;
  /** Whether that storage is named by nothing. */
  readonly lacksNvramSource?: boolean | undefined;
  readonly nvramFormat?: string | undefined;
  readonly nvramTemplate?: string | undefined;
  readonly templateFormat?: string | undefined;
  /** Whether the guest has a `<varstore>`, however empty. */
  readonly hasVarstore?: boolean | undefined;
  /** The path of the variable store of firmware in memory. */
  readonly varstore?: string | undefined;
  readonly varstoreTemplate?: string | undefined;
  readonly kernel?: string | undefined;
  /** Features that the firmware must have, and must not have, where the guest lists them by their names. */
  readonly requiredFeatures?: readonly string[] | undefined;
  readonly excludedFeatures?: readonly string[] | undefined;
  readonly confidential?: Confidential | undefined;
  /** Whether the policy of the protection is missing or no number. */
  readonly isPolicyUnread?: boolean | undefined;
  /** The type of the domain, such as `kvm` or `xen`. */
  readonly domainType?: string | undefined;
  /** The attributes whose values libvirt does not know, in the order of the definition. */
  readonly invalidValues?: readonly InvalidValue[] | undefined;
}

/** An attribute of a guest's definition with a value that it cannot have. */
export interface InvalidValue {
  readonly element: string;
  readonly attribute: string;
  /** Undefined where the attribute is missing, and must not be. */
  readonly value: string | undefined;
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
