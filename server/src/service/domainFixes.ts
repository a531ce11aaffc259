import { editGuest } from '../consumers/libvirt/editGuest';
import { DomainDocument } from '../domain/document';
import { listComments } from '../domain/edits';
import type { DomainRewrite } from '../features/domain/listRewrites';
import type { GuestFinding, GuestFix } from '../rules/guestRule';
import type { Severity } from '../rules/rule';
import type { Explanation } from '../selection/explain';
import { applyEdits, areApplicable, type TextEdit } from '../text/textEdit';
import type { CheckedDomain, DomainChecker } from './checkDomain';

/** A change of the text that was tried: its finding is gone, and no error is new. */
export interface ProvenFix extends Pick<GuestFix, 'id'> {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
  /** The finding that it removes. */
  readonly finding: GuestFinding;
}

/** The number of fixes that one request tries: each reads the descriptors' verdicts again. */
const MAX_TRIED = 20;

/** The number of guests that one request reads for its proofs. A file has one, a list perhaps a hundred. */
const MAX_READ = 2000;

/** Returns how many fixes of a text may be tried: each try reads the whole text again. @param most the number for one guest */
export function limitTries({ domains }: DomainDocument, most: number): number {
  return Math.min(most, Math.floor(MAX_READ / Math.max(1, domains.length)));
}

/** Lists the fixes of findings that work, in the order of the findings. Each is applied and the result checked. */
export async function proveFixes(
  document: DomainDocument,
  findings: readonly GuestFinding[],
  checker: DomainChecker,
): Promise<readonly ProvenFix[]> {
  const proven: ProvenFix[] = [];
  const proposed = findings.flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ finding, fix })));
  const tried = proposed.slice(0, limitTries(document, MAX_TRIED));
  if (tried.length === 0) return proven;
  const before = new Map<number, CheckedDomain>();
  for (const { finding, fix } of tried) {
    const edits = writeFix(document, finding, fix);
    if (!edits || !keepsText(document, edits)) continue;
    const index = findDomain(document, finding.range.start);
    const old = before.get(index) ?? (await checker.check(document, index));
    before.set(index, old);
    const after = await checker.check(new DomainDocument(applyEdits(document.text, edits)), index);
    if (isSound(finding, old, after))
      proven.push({ id: fix.id, title: fix.title, edits, safe: fix.safe === true, finding });
  }
  return proven;
}

/** Whether edits can be applied and keep each comment: people write their reasons there. */
function keepsText({ text }: DomainDocument, edits: readonly TextEdit[]): boolean {
  const keepsComments = ({ start, end, newText }: TextEdit): boolean =>
    listComments(text.slice(start, end)).every((comment) => newText.includes(comment));
  return areApplicable(text, edits) && edits.every(keepsComments);
}

/** Returns the index of the domain at an offset, the first one before all of them. Only that one is checked again. */
function findDomain({ domains }: DomainDocument, offset: number): number {
  return Math.max(
    0,
    domains.findLastIndex(({ start }) => start <= offset),
  );
}

function writeFix(
  document: DomainDocument,
  { range }: GuestFinding,
  { edits, change }: GuestFix,
): readonly TextEdit[] | undefined {
  if (!change) return edits;
  const domain = document.domains[findDomain(document, range.start)];
  const written = domain && editGuest(document.text, domain, change);
  return written && [...written, ...(edits ?? [])];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Returns whether the finding is gone and no error is new. */
function isSound(finding: GuestFinding, before: CheckedDomain, after: CheckedDomain): boolean {
  const grade = SEVERITIES.indexOf(finding.severity);
  const count = ({ findings }: CheckedDomain): number =>
    findings.filter(({ code, severity }) => code === finding.code && SEVERITIES.indexOf(severity) <= grade)
      .length;
  return count(after) < count(before) && addsNoError(before, after);
}

function addsNoError(before: CheckedDomain, after: CheckedDomain): boolean {
  return after.findings.every(({ code }) => countErrors(after, code) <= countErrors(before, code));
}

function countErrors({ findings }: CheckedDomain, code: string): number {
  return findings.filter((each) => each.code === code && each.severity === 'error').length;
}

/** Returns whether a rewrite works: it is applied, and the result has no new error and keeps what the rewrite promises. */
export async function proveRewrite(
  document: DomainDocument,
  rewrite: DomainRewrite,
  checker: DomainChecker,
): Promise<boolean> {
  if (!keepsText(document, rewrite.edits)) return false;
  const index = findDomain(document, rewrite.domain.start);
  const before = await checker.check(document, index);
  const after = await checker.check(new DomainDocument(applyEdits(document.text, rewrite.edits)), index);
  return addsNoError(before, after) && keepsPromise(rewrite, before, after);
}

/** Whether the same domain afterwards gets what was promised. Domains before it keep their places. */
function keepsPromise(
  { domain, promise }: DomainRewrite,
  before: CheckedDomain,
  after: CheckedDomain,
): boolean {
  const find = ({ guests }: CheckedDomain): Explanation | undefined =>
    guests.find((guest) => guest.domain.start === domain.start)?.explanation;
  const old = find(before);
  const found = find(after);
  if (!found || (found.outcome !== 'starts' && found.outcome !== 'own')) return false;
  const features = new Set(found.os.features?.filter(({ enabled }) => enabled).map(({ name }) => name));
  switch (promise) {
    case 'same-images':
      return old !== undefined && listImages(old) === listImages(found);
    case 'secure-boot':
      return features.has('secure-boot');
    case 'no-secure-boot':
      return !features.has('secure-boot');
    case 'starts':
      return true;
  }
}

/** The images that a guest gets, as a text to compare. Its own file for variables is not an image of the host. */
function listImages({ os: { loader, nvram, varstore } }: Explanation): string {
  return [loader?.path, loader?.type, nvram?.template, varstore?.template].join('\n');
}
