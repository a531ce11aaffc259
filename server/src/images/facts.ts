/**
 * Facts from the bytes of a firmware image, as plain data. Offsets and sizes are in bytes of the image that the guest sees, which for a
 * qcow2 file is its content. GUIDs are lower case. What an absent member describes is not in the image, or cannot be determined.
 */
export interface ImageFacts {
  /** The size of the file on disk. */
  readonly fileSize: number;
  readonly format: 'raw' | 'qcow2';
  readonly qcow2?: Qcow2Facts | undefined;
  /** The size that the guest sees; for a qcow2 file, its virtual size. */
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
 * variables. *blank*: nothing but zeros, or nothing but ones as in erased flash, in all places that were read. *bios*: a PC's reset vector followed by a date, and no
 * firmware volume. *linux*: a kernel. *pe*: another PE file. *json*: a JSON object, which may be a variable store. *unknown*: none of these, or a qcow2 file that is not read.
 */
export type ImageContent =
  'uefi' | 'variables' | 'blank' | 'bios' | 'igvm' | 'elf' | 'linux' | 'pe' | 'json' | 'unknown';

/** Architectures whose executables can be recognised, by the names of QEMU's FirmwareArchitecture, the most common first. */
export const IMAGE_ARCHITECTURES = ['x86_64', 'aarch64', 'riscv64', 'loongarch64', 'arm', 'i386'] as const;
export type ImageArchitecture = (typeof IMAGE_ARCHITECTURES)[number];

export interface Qcow2Facts {
  readonly version: number;
  /** In bytes. */
  readonly clusterSize: number;
  /**
   * Why the content is not read: it lies elsewhere (*backing-file*, *data-file*), is *encrypted*, is laid out (*extended-l2*,
   * *unknown-feature*) or compressed (*zstd*) in an unknown way, costs too much to unpack
   * (*costly*), or has an invalid header or tables, for example because the file was cut off (*broken*).
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
  /** The size in its header, which exceeds the image if that was cut off. */
  readonly length: number;
  /** The GUID of its file system. */
  readonly guid: string;
  /** *code*: a firmware file system. *variables*: non-volatile data. */
  readonly kind: 'code' | 'variables' | 'other';
  /** Whether the words of its header add up to zero, as they must. */
  readonly checksum: boolean;
  readonly headerLength: number;
}

/** What a variable store contains about Secure Boot. */
export interface StoredKeys {
  /** Live records; deleted ones do not count. */
  readonly count: number;
  /** Whether all records were read. If not, reading more would cost too much, and the store may have more than was found. */
  readonly complete: boolean;
  /** The platform key; its subject is the common name of its certificate. */
  readonly pk?: { readonly subject?: string | undefined } | undefined;
  /** Certificates and hashes in the signature lists of these names; 0 if the variable does not exist. */
  readonly kek: number;
  readonly db: number;
  readonly dbx: number;
  /** The byte of the variable; absent if it does not exist. */
  readonly secureBootEnable?: number | undefined;
  /** Whether Secure Boot is active at the first start: a platform key exists, and Secure Boot is not turned off. */
  readonly enrolled: boolean;
}

/** The UEFI variable store in the first volume for variables. */
export interface VariableStore extends StoredKeys {
  /** Of the store's own header. */
  readonly offset: number;
  /** Of the volume around it. */
  readonly volumeLength: number;
  /** Whether records have a time stamp, as Secure Boot requires. */
  readonly authenticated: boolean;
  readonly size: number;
  /** Whether the header says that the store is formatted and healthy, which firmware requires before it uses the store. */
  readonly formatted: boolean;
  readonly healthy: boolean;
}

/**
 * A JSON object as a variable store that QEMU keeps on the host. Its mistake: it is not JSON, lacks the members of a store, or has
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
  /** Whether it contains texts that only debug builds print; absent if none was found in the part that was read. */
  readonly debugStrings?: boolean | undefined;
}

/** The table of GUIDed entries that OVMF has right below its reset vector. */
export interface OvmfTable {
  /** Where it starts. */
  readonly offset: number;
  /** Whether there is a reset address for the processors of an SEV-ES guest. */
  readonly sevEs: boolean;
  /** Whether there is a place for an SEV launch secret. */
  readonly sevSecret: boolean;
  /** Whether the hashes of kernel, initrd and command line are checked in an SEV guest. */
  readonly sevHashes: 'absent' | 'unsupported' | 'supported';
  /** The section types in the SEV-SNP metadata, in their order; absent without such metadata. */
  readonly sevMetadata?: readonly number[] | undefined;
  /** The section types in the TDX metadata, in their order; absent without such metadata. */
  readonly tdvf?: readonly number[] | undefined;
  /** Whether there is a place for IGVM parameters. */
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

/** Returns whether there are compressed modules to read. */
export function hasModules({ content }: ImageFacts): boolean {
  return content === 'uefi';
}
