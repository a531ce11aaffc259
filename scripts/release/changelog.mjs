/** CHANGELOG.md in the form of Keep a Changelog: a section for each version, the newest first. */

const UNRELEASED = '## Unreleased';
const SECTION = /^## (?:Unreleased|(\d+\.\d+\.\d+)(?: - (\d{4}-\d\d-\d\d))?)$/;

/**
 * Gives the changes since the last release their version and date, and starts an empty section.
 * Returns the text unchanged if its newest release is this version already and nothing is unreleased.
 * @param {string} text @param {string} version @param {string} date YYYY-MM-DD
 * @returns {string} throws a sentence if the file is not in that form, or has no changes to release
 */
export function releaseChanges(text, version, date) {
  const sections = listSections(text);
  const [unreleased, newest] = sections;
  if (unreleased?.heading !== UNRELEASED)
    throw new Error(`CHANGELOG.md does not start with the section “${UNRELEASED}”.`);
  if (sections.slice(2).some((section) => section.version === version))
    throw new Error(`CHANGELOG.md has an older release ${version} already.`);
  const hasChanges = /^- /m.test(unreleased.body);
  if (newest?.version === version) {
    if (!hasChanges) return text;
    throw new Error(`CHANGELOG.md has a release ${version}, but also changes that are not released.`);
  }
  if (!hasChanges) throw new Error(`CHANGELOG.md lists no change under “${UNRELEASED}”.`);
  return text.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} - ${date}`);
}

/** @returns {{ heading: string, version?: string, body: string }[]} throws a sentence if a heading has another form */
function listSections(text) {
  const [, ...parts] = text.split(/^(?=## )/m);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const heading = (end < 0 ? part : part.slice(0, end)).trimEnd();
    const found = SECTION.exec(heading);
    if (!found) throw new Error(`“${heading}” in CHANGELOG.md is not “## VERSION - YYYY-MM-DD”.`);
    return { heading, version: found[1], body: part.slice(heading.length) };
  });
}
