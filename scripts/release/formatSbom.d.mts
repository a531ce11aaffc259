/** Formats npm’s bill of materials for the bundled packages (NAME@VERSION). Throws a sentence if it lacks one. */
export function formatSbom(
  bom: object,
  bundled: readonly string[],
  product: { name: string; version: string },
): string;
