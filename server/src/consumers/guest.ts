/** What a guest requires of its firmware, as far as consumers check it. Undefined members are left open. */
export interface Guest {
  /** As QEMU names it. */
  readonly architecture: string;
  /** A machine type, not an alias; empty if none is known. */
  readonly machine: string;
  /** Whether the guest leaves the machine type to libvirt. */
  readonly isDefaultMachine?: boolean | undefined;
  /** The interface that the guest requests explicitly. */
  readonly firmware?: 'bios' | 'uefi' | undefined;
  readonly secureBoot?: boolean | undefined;
  readonly enrolledKeys?: boolean | undefined;
  readonly smm?: boolean | undefined;
  /** Whether the guest sets the amount of memory for SMM. */
  readonly hasTseg?: boolean | undefined;
  /** That amount in bytes, if it is known. */
  readonly tsegSize?: number | undefined;
  readonly acpi?: boolean | undefined;
  /** Whether the guest can be suspended to memory, and to disk. */
  readonly s3?: boolean | undefined;
  readonly s4?: boolean | undefined;
  /** Whether the guest has a `<loader>`, even an empty one. */
  readonly hasLoader?: boolean | undefined;
  /** The path of the firmware that the guest names. */
  readonly loader?: string | undefined;
  readonly loaderType?: 'rom' | 'pflash' | undefined;
  /** Whether the guest leaves the type open, so libvirt infers `rom` from its path. */
  readonly isDefaultLoaderType?: boolean | undefined;
  readonly loaderReadonly?: boolean | undefined;
  /** Whether only SMM may write to the flash. */
  readonly loaderSecure?: boolean | undefined;
  readonly loaderFormat?: string | undefined;
  readonly stateless?: boolean | undefined;
  /** Whether the guest has an `<nvram>`, even an empty one. */
  readonly hasNvram?: boolean | undefined;
  /** The path of the file with the guest's variables. */
  readonly nvram?: string | undefined;
  /** The kind of storage for the variables, such as `network`; a file by default. */
  readonly nvramType?: string | undefined;
  /** Whether nothing names that storage. */
  readonly lacksNvramSource?: boolean | undefined;
  readonly nvramFormat?: string | undefined;
  readonly nvramTemplate?: string | undefined;
  readonly templateFormat?: string | undefined;
  /** Whether the guest has a `<varstore>`, even an empty one. */
  readonly hasVarstore?: boolean | undefined;
  /** The path of the variable store of firmware in memory. */
  readonly varstore?: string | undefined;
  readonly varstoreTemplate?: string | undefined;
  readonly kernel?: string | undefined;
  /** Features that the firmware must and must not have, if the guest lists them by name. */
  readonly requiredFeatures?: readonly string[] | undefined;
  readonly excludedFeatures?: readonly string[] | undefined;
  readonly confidential?: Confidential | undefined;
  /** Whether the policy of the protection is missing or not a number. */
  readonly isPolicyUnread?: boolean | undefined;
  /** The kind of operating system if it is not `hvm`; empty if the definition names none. */
  readonly otherOsType?: string | undefined;
  /** Whether the guest has a `<shim>`. */
  readonly hasShim?: boolean | undefined;
  /** The type of the domain, such as `kvm` or `xen`. */
  readonly domainType?: string | undefined;
  /** The attributes with values that libvirt does not know, in the order of the definition. */
  readonly invalidValues?: readonly InvalidValue[] | undefined;
}

/** An attribute of a guest's definition with an invalid value. */
export interface InvalidValue {
  readonly element: string;
  readonly attribute: string;
  /** Undefined if a required attribute is missing. */
  readonly value: string | undefined;
}

export const CONFIDENTIAL = ['sev', 'sev-es', 'sev-snp', 'tdx'] as const;
export type Confidential = (typeof CONFIDENTIAL)[number];

/** The names that users know for the ways to protect a guest. */
export const CONFIDENTIAL_NAMES: Readonly<Record<Confidential, string>> = {
  sev: 'AMD SEV',
  'sev-es': 'AMD SEV-ES',
  'sev-snp': 'AMD SEV-SNP',
  tdx: 'Intel TDX',
};
