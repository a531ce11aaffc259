/** Returns the version; throws a sentence if it is not one, or older than the current one. */
export function checkVersion(version: string | undefined, current: string): string;
/** Replaces the version in the names of the packages. */
export function renamePackages(text: string, name: string, version: string): string;
/** Sets the version of package.json or package-lock.json. */
export function setVersion(text: string, version: string): string;
