/** The maximum nesting: more than libvirt 12.8 reads. A descriptor needs 4 levels; jsonc-parser overflows the stack near 6,000. */
export const MAX_DEPTH = 400;
/** The maximum length of a text, in UTF-16 units. */
export const MAX_LENGTH = 8 * 1024 * 1024;
