/** The parsers of JSON that libvirt has used. */
import type { JsonDialect } from '../jsonDialect';

/** libvirt reads no more of a file, in bytes: 1 MiB. [virFileReadAll as qemu_interop_config.c calls it] */
export const LIBVIRT_MAX_BYTES = 1024 * 1024;

/** json-c in strict mode, checking UTF-8: since 10.8. Measured with 0.18 and 0.19. */
const JSON_C: JsonDialect = {
  hasNonFinite: true,
  hasLooseNumbers: true,
  hasSingleQuotedNames: true,
  endsAtNul: true,
  onDuplicate: 'last-counts',
  refusesLargeIntegers: true,
  takesLooseUtf8: true,
  maxBytes: LIBVIRT_MAX_BYTES,
};

/** json-c 0.18, to its default depth of 32 levels. It takes no character beyond ASCII in strings that are values. Measured. */
export const JSON_C_0_18: JsonDialect = { ...JSON_C, refusesNonAscii: true, maxDepth: 31 };

/** json-c 0.19, to the 300 levels that libvirt asks for. */
export const JSON_C_0_19: JsonDialect = { ...JSON_C, maxDepth: 299 };

/** yajl 2.1: before 10.8, which refuses a duplicate member where it builds its objects. Measured. */
export const YAJL: JsonDialect = {
  hasNonFinite: false,
  hasMoreBlanks: true,
  endsAtNul: true,
  onDuplicate: 'refuses',
  takesLooseUtf8: true,
  maxBytes: LIBVIRT_MAX_BYTES,
};
