import { editGuest } from '../consumers/libvirt/editGuest';
import { DomainDocument } from '../domain/document';
import type { GuestFinding, GuestFix } from '../rules/guestRule';
import type { Severity } from '../rules/rule';
import { applyEdits, areApplicable, type TextEdit } from '../text/textEdit';
import type { CheckedDomain, DomainChecker } from './checkDomain';

/** A change of the text that was tried: its finding is gone, and no error is new. */
export interface ProvenFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
  /** The finding that it removes. */
  readonly finding: GuestFinding;
}

/** The number of fixes that one request tries: each reads the descriptors' verdicts again. */
const MAX_TRIED = 20;

/** Lists the fixes of findings that work, in the order of the findings. Each is applied and the result checked. */
export async function proveFixes(
  document: DomainDocument,
  findings: readonly GuestFinding[],
  checker: DomainChecker,
): Promise<readonly ProvenFix[]> {
  const before = await checker.check(document);
  const proven: ProvenFix[] = [];
  const proposed = findings.flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ finding, fix })));
  for (const { finding, fix } of proposed.slice(0, MAX_TRIED)) {
    const edits = writeFix(document, finding, fix);
    if (!edits || !areApplicable(document.text, edits)) continue;
    const after = await checker.check(new DomainDocument(applyEdits(document.text, edits)));
    if (isSound(finding, before, after))
      proven.push({ title: fix.title, edits, safe: fix.safe === true, finding });
  }
  return proven;
}

function writeFix(
  document: DomainDocument,
  { range }: GuestFinding,
  { edits, change }: GuestFix,
): readonly TextEdit[] | undefined {
  if (!change) return edits;
  const domain = document.domains.findLast((each) => each.start <= range.start);
  const written = domain && editGuest(document.text, domain, change);
  return written && [...written, ...(edits ?? [])];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The finding is gone, and no error came that was not there before. */
function isSound(finding: GuestFinding, before: CheckedDomain, after: CheckedDomain): boolean {
  const grade = SEVERITIES.indexOf(finding.severity);
  const count = ({ findings }: CheckedDomain): number =>
    findings.filter(({ code, severity }) => code === finding.code && SEVERITIES.indexOf(severity) <= grade)
      .length;
  if (count(after) >= count(before)) return false;
  const countErrors = ({ findings }: CheckedDomain, code: string): number =>
    findings.filter((each) => each.code === code && each.severity === 'error').length;
  return after.findings.every(({ code }) => countErrors(after, code) <= countErrors(before, code));
}
