/** The parsers of JSON that libvirt has used. */
import type { JsonDialect } from '../jsonDialect';

/** libvirt reads no more of a file, in bytes: 1 MiB. [virFileReadAll as qemu_interop_config.c calls it] */
export const LIBVIRT_MAX_BYTES = 1024 * 1024;

/** How many objects and lists may stand around a value since 10.8. [json-c's default of 32 levels, measured] */
export const LIBVIRT_MAX_DEPTH = 31;

/** json-c 0.18 in strict mode, checking UTF-8: since 10.8. Measured. */
export const JSON_C: JsonDialect = {
  hasNonFinite: true,
  endsAtNul: true,
  onDuplicate: 'last-counts',
  maxBytes: LIBVIRT_MAX_BYTES,
  maxDepth: LIBVIRT_MAX_DEPTH,
};

/** yajl 2.1: before 10.8, which refuses a duplicate member where it builds its objects. Measured. */
export const YAJL: JsonDialect = {
  hasNonFinite: false,
  endsAtNul: true,
  onDuplicate: 'refuses',
  maxBytes: LIBVIRT_MAX_BYTES,
};
