/** The JSON parsers that libvirt has used. */
import type { JsonDialect } from '../jsonDialect';

/** The size of the largest file that libvirt reads, in bytes: 1 MiB. [virFileReadAll as qemu_interop_config.c calls it] */
export const LIBVIRT_MAX_BYTES = 1024 * 1024;

/** json-c in strict mode, checking UTF-8: since 10.8. Tested with 0.18 and 0.19. */
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

/** json-c 0.18, to its default depth of 32 levels. It refuses non-ASCII characters in string values. Tested. */
export const JSON_C_0_18: JsonDialect = { ...JSON_C, refusesNonAscii: true, maxDepth: 31 };

/** json-c 0.19, to the 300 levels that libvirt sets. */
export const JSON_C_0_19: JsonDialect = { ...JSON_C, maxDepth: 299 };

/** yajl 2.1, before 10.8. libvirt refuses a duplicate member when it builds its objects. Tested. */
export const YAJL: JsonDialect = {
  hasNonFinite: false,
  hasMoreBlanks: true,
  endsAtNul: true,
  onDuplicate: 'refuses',
  takesLooseUtf8: true,
  maxBytes: LIBVIRT_MAX_BYTES,
};
