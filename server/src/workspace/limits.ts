/**
 * How much of a file is read, by what it is read as; in bytes. What a file says of its own size is not believed: see `Workspace.read`.
 * Images are read in parts, with limits of their own (images/limitedReader.ts, images/modules.ts).
 */
export const READ_LIMITS = {
  /** One that the user names, or standard input. QEMU's largest has two kilobytes. */
  descriptor: 64 * 1024 * 1024,
  /** One that consumers find when they search for firmware: as many characters as are parsed. */
  candidate: 8 * 1024 * 1024,
  /** A file in any folder that may be a descriptor by its content. */
  stray: 256 * 1024,
  /** A descriptor beside another one. */
  neighbour: 64 * 1024,
  configuration: 1024 * 1024,
  /** A file of a QAPI schema. QEMU's largest has some 200 KiB. */
  schemaFile: 8 * 1024 * 1024,
  /** A libvirt domain. */
  domain: 64 * 1024 * 1024,
} as const;

/** A path of more units is one that no file has. [Linux, PATH_MAX] */
export const MAX_PATH = 4096;

/** Links to links, as many as Linux follows. */
export const MAX_LINKS = 40;
