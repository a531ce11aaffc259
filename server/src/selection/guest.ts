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
  readonly confidential?: Confidential | undefined;
}

export const CONFIDENTIAL = ['sev', 'sev-es', 'sev-snp', 'tdx'] as const;
export type Confidential = (typeof CONFIDENTIAL)[number];

/** A change to one side that lets the two fit. */
export interface Remedy<T> {
  /** What to do, as a sentence. */
  readonly text: () => string;
  readonly change: Partial<T>;
}

/** Why a consumer does not give this firmware to this guest. Texts are made when they are shown: most refusals are only counted. */
export interface Refusal {
  readonly code: string;
  readonly message: () => string;
  /** What to ask for instead, where the guest can. */
  readonly guest?: Remedy<Guest>;
  /** What the descriptor would have to say, where that can be true of the same image. */
  readonly firmware?: Remedy<Firmware>;
  /** Whether guest and firmware are of different kinds, so that nothing that can be changed makes them fit. */
  readonly isFundamental?: boolean;
}

/** What a descriptor says, in plain data. */
export interface Firmware {
  readonly interfaceTypes: readonly string[];
  /** Such as `flash`; empty where there is none. */
  readonly device: string;
  /** Of flash: `split` where nothing is said. */
  readonly mode: string;
  /** The path of the image. */
  readonly file?: string | undefined;
  readonly format?: string | undefined;
  readonly template?: string | undefined;
  readonly templateFormat?: string | undefined;
  readonly hasTemplate: boolean;
  readonly targets: readonly Target[];
  readonly features: readonly string[];
}

export interface Target {
  readonly architecture: string;
  /** Patterns. */
  readonly machines: readonly string[];
}
