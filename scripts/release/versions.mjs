/**
 * The version of the project: where it is written.
 * MAJOR.MINOR.PATCH only, because the Marketplace accepts no other form.
 */
const VERSION = /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/;

/** Files that name the packages of the current version, besides package.json, package-lock.json and generated files. */
export const NAMING_FILES = ['README.md', 'docs/ci.md', 'action.yml', 'ci/gitlab.yml'];

/** @returns {string} the version; throws a sentence if it is not one, or older than the current one */
export function checkVersion(version, current) {
  if (!version || !VERSION.test(version))
    throw new Error(`“${version ?? ''}” is not a version. Write three numbers, such as 0.2.0.`);
  if (compareVersions(version, current) < 0)
    throw new Error(`Version ${version} is older than the current version ${current}.`);
  return version;
}

/** @returns {number} negative if `a` is older than `b` */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left.map((part, index) => part - right[index]).find((difference) => difference !== 0) ?? 0;
}

/**
 * Replaces the version in the names of the packages: `qemu-firmware-0.1.0.tgz` and `qemu-firmware@0.1.0`.
 * @param {string} text @param {string} name of the package @param {string} version the new one
 */
export function renamePackages(text, name, version) {
  return text.replace(new RegExp(`\\b(${name}[-@])\\d+\\.\\d+\\.\\d+(?!\\.?\\d)`, 'g'), `$1${version}`);
}

/** Sets the version of package.json or package-lock.json, and changes nothing else. @param {string} text JSON */
export function setVersion(text, version) {
  const data = JSON.parse(text);
  data.version = version;
  if (data.packages?.['']) data.packages[''].version = version;
  return `${JSON.stringify(data, null, 2)}\n`;
}
