/** Finds the first release that a text names, as in “(since 7.1)” or “Since: 7.0.0”; undefined if it names none. */
export function findSince(text: string | undefined): string | undefined {
  return SINCE.exec(text ?? '')?.[1];
}

/** Finds the first version number in a text, such as that of a `Since:` section. */
export function findVersion(text: string | undefined): string | undefined {
  return VERSION.exec(text ?? '')?.[0];
}

const SINCE = /\b[Ss]ince:?\s+(\d+(?:\.\d+)*)/;
const VERSION = /\d+(?:\.\d+)*/;
