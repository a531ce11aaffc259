/** Gives the changes since the last release their version and date (YYYY-MM-DD). Throws a sentence if that is impossible. */
export function releaseChanges(text: string, version: string, date: string): string;
