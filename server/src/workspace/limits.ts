/**
 * The maximum sizes of files in bytes, by purpose. The size that a file reports is not trusted: see `Workspace.read`.
 * Images are read in parts, with separate limits (images/limitedReader.ts, images/modules.ts).
 */
export const READ_LIMITS = {
  /** A file that the user names, or standard input. QEMU's largest descriptor has two kilobytes. */
  descriptor: 64 * 1024 * 1024,
  /** A file that consumers find when they search for firmware: the number of characters that are parsed. */
  candidate: 8 * 1024 * 1024,
  /** A file in any folder whose content may be a descriptor. */
  stray: 256 * 1024,
  /** A descriptor next to another one. */
  neighbour: 64 * 1024,
  configuration: 1024 * 1024,
  /** A file of a QAPI schema. QEMU's largest has about 200 KiB. */
  schemaFile: 8 * 1024 * 1024,
  /** A file with libvirt domains, by its name or in any folder. A domain has a few kilobytes. */
  domain: 1024 * 1024,
} as const;

/** No file has a longer path, in UTF-16 units. [Linux, PATH_MAX] */
export const MAX_PATH = 4096;

/** The number of links that Linux follows. */
export const MAX_LINKS = 40;
