/**
 * What the bytes of a firmware image say, as plain data. Offsets and sizes are in bytes, as the guest sees the image: behind the
 * clusters of a qcow2 file. GUIDs are lower case. A member that is absent is not in the image, or cannot be told.
 */
export interface ImageFacts {
  /** The size of the file on disk. */
  readonly fileSize: number;
  readonly format: 'raw' | 'qcow2';
  readonly qcow2?: Qcow2Facts | undefined;
  /** The size that the guest sees: of a qcow2 file its virtual size. */
  readonly size: number;
  readonly content: ImageContent;
  readonly volumes: readonly FirmwareVolume[];
  readonly variables?: VariableStore | undefined;
  readonly json?: JsonStore | undefined;
  readonly core?: FirmwareCore | undefined;
  readonly ovmf?: OvmfTable | undefined;
  readonly igvm?: IgvmFacts | undefined;
  readonly elf?: ElfFacts | undefined;
  readonly linux?: { readonly architecture: ImageArchitecture } | undefined;
  readonly pe?: { readonly architecture?: ImageArchitecture | undefined } | undefined;
  /** The date in the last bytes of a PC BIOS, as it is written there: `06/23/99`. */
  readonly biosDate?: string | undefined;
}

/**
 * What an image is as a whole. *uefi*: firmware volumes with code. *variables*: firmware volumes without code, one of them for
 * variables. *blank*: nothing but zeros, or nothing but ones as in erased flash, wherever it was looked at. *bios*: a PC's reset vector with a date behind it, and no
 * firmware volume. *linux*: a kernel. *pe*: another PE file. *json*: a JSON object, which may be a variable store. *unknown*: none of these, or a qcow2 file that is not read.
 */
export type ImageContent =
  'uefi' | 'variables' | 'blank' | 'bios' | 'igvm' | 'elf' | 'linux' | 'pe' | 'json' | 'unknown';

/** Architectures by the names of QEMU's FirmwareArchitecture, the most common first, as far as executables of theirs are told apart. */
export const IMAGE_ARCHITECTURES = ['x86_64', 'aarch64', 'riscv64', 'loongarch64', 'arm', 'i386'] as const;
export type ImageArchitecture = (typeof IMAGE_ARCHITECTURES)[number];

export interface Qcow2Facts {
  readonly version: number;
  /** In bytes. */
  readonly clusterSize: number;
  /**
   * Why the content is not read: it lies elsewhere (*backing-file*, *data-file*), is *encrypted*, is laid out (*extended-l2*,
   * *unknown-feature*) or compressed (*zstd*) in a way that is not known here, has to be unpacked for more than a look may cost
   * (*costly*), or the header or the tables make no sense, as where the file was cut off (*broken*).
   */
  readonly declined?: Qcow2Refusal | undefined;
}

export type Qcow2Refusal =
  | 'backing-file'
  | 'encrypted'
  | 'data-file'
  | 'extended-l2'
  | 'zstd'
  | 'unknown-feature'
  | 'costly'
  | 'broken';

/** A firmware volume that is found by its header. */
export interface FirmwareVolume {
  readonly offset: number;
  /** What its header says; more than the image has where the image was cut off. */
  readonly length: number;
  /** The GUID of its file system. */
  readonly guid: string;
  /** *code*: a firmware file system. *variables*: non-volatile data. */
  readonly kind: 'code' | 'variables' | 'other';
  /** Whether the words of its header add up to zero, as they must. */
  readonly checksum: boolean;
  readonly headerLength: number;
}

/** What a variable store says of Secure Boot. */
export interface StoredKeys {
  /** Live records; deleted ones do not count. */
  readonly count: number;
  /** All records were looked at. Where not, there were more than a look may cost, and what was not found may still be there. */
  readonly complete: boolean;
  /** The platform key; its subject is the common name of its certificate. */
  readonly pk?: { readonly subject?: string | undefined } | undefined;
  /** Certificates and hashes in the signature lists of these names; 0 where there is no such variable. */
  readonly kek: number;
  readonly db: number;
  readonly dbx: number;
  /** The byte of the variable; absent where there is none. */
  readonly secureBootEnable?: number | undefined;
  /** Secure Boot is in force at the first start: a platform key is there, and Secure Boot is not switched off. */
  readonly enrolled: boolean;
}

/** The UEFI variable store in the first volume for variables. */
export interface VariableStore extends StoredKeys {
  /** Of the store's own header. */
  readonly offset: number;
  /** Of the volume around it. */
  readonly volumeLength: number;
  /** Records carry a time stamp, as Secure Boot wants it. */
  readonly authenticated: boolean;
  readonly size: number;
  /** Whether the header says that the store is formatted and healthy, as firmware demands before it uses it. */
  readonly formatted: boolean;
  readonly healthy: boolean;
}

/**
 * A JSON object as a variable store that QEMU keeps on the host. Its mistake: it is no JSON, has not the members of a store, or has
 * more bytes than are read.
 */
export type JsonStore =
  | { readonly variables: StoredKeys; readonly mistake?: undefined }
  | { readonly variables?: undefined; readonly mistake: 'syntax' | 'members' | 'size' };

/** The executable that firmware starts with, which lies uncompressed in the image. */
export interface FirmwareCore {
  /** Of this executable; what it loads may be of another (32-bit SEC before a 64-bit DXE core). */
  readonly architecture: ImageArchitecture;
  readonly kind: 'sec' | 'pei';
  readonly offset: number;
  /** It holds texts that only debug builds print; absent where none was found in as much as a look may cost. */
  readonly debugStrings?: boolean | undefined;
}

/** The table of GUIDed entries that OVMF has right below its reset vector. */
export interface OvmfTable {
  /** Where it starts. */
  readonly offset: number;
  /** There is a reset address for the processors of an SEV-ES guest. */
  readonly sevEs: boolean;
  /** There is a place for an SEV launch secret. */
  readonly sevSecret: boolean;
  /** Whether the hashes of kernel, initrd and command line are checked in an SEV guest. */
  readonly sevHashes: 'absent' | 'unsupported' | 'supported';
  /** The types of the sections that SEV-SNP metadata lists, in their order; absent where there is no such metadata. */
  readonly sevMetadata?: readonly number[] | undefined;
  /** The types of the sections that TDX metadata lists, in their order; absent where there is no such metadata. */
  readonly tdvf?: readonly number[] | undefined;
  /** There is a place for IGVM parameters. */
  readonly igvm: boolean;
  /** The GUIDs of all entries, from the last one in the image to the first. */
  readonly entries: readonly string[];
}

export interface IgvmFacts {
  readonly version: number;
  /** The size that the header gives for the whole file. */
  readonly totalSize: number;
  /** The platforms that the file supports, as far as they have a name: `sev-snp`, `tdx`; else `platform-9`. */
  readonly platforms: readonly string[];
}

export interface ElfFacts {
  /** The machine number of the header (e_machine). */
  readonly machine: number;
  readonly architecture?: ImageArchitecture | undefined;
}

/** Whether there are compressed modules to look into. */
export function hasModules({ content }: ImageFacts): boolean {
  return content === 'uefi';
}
