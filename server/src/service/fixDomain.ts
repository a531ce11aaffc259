import { DomainDocument } from '../domain/document';
import type { GuestFinding } from '../rules/guestRule';
import { applyEdits } from '../text/textEdit';
import type { DomainChecker } from './checkDomain';
import { limitTries, proveFixes, type ProvenFix } from './domainFixes';

export interface FixedDomain {
  /** The document itself if nothing could be fixed. */
  readonly document: DomainDocument;
  /** The findings whose fixes were applied; their ranges refer to the text in which each was found. */
  readonly fixed: readonly GuestFinding[];
}

/** The number of fixes that are tried for one text. */
const MAX_TRIES = 100;

/** Applies all safe fixes of a text with domains. Each is applied separately, and only if it works. */
export async function applySafeDomainFixes(
  document: DomainDocument,
  checker: DomainChecker,
  isWanted: (finding: GuestFinding) => boolean,
): Promise<FixedDomain> {
  let left = limitTries(document, MAX_TRIES);
  const findFix = async (current: DomainDocument): Promise<ProvenFix | undefined> => {
    const { findings } = await checker.check(current);
    for (const finding of findings) {
      const fixes = (finding.fixes ?? []).filter(({ safe }) => safe === true);
      if (fixes.length === 0 || !isWanted(finding)) continue;
      if (left-- <= 0) return undefined;
      const [fix] = await proveFixes(current, [{ ...finding, fixes }], checker);
      if (fix) return fix;
    }
    return undefined;
  };
  const fixed: GuestFinding[] = [];
  let current = document;
  for (let fix = await findFix(current); fix; fix = await findFix(current)) {
    current = new DomainDocument(applyEdits(current.text, fix.edits));
    fixed.push(fix.finding);
  }
  return { document: current, fixed };
}
