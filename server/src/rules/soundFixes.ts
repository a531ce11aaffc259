/** Decides which of the fixes that rules propose are offered and applied. Nothing else decides this. */
import { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { SyntaxProblem } from '../descriptor/syntaxProblem';
import { MAX_RECOVERED } from '../descriptor/syntaxTree';
import { applyEdits, areApplicable, overlap, type TextEdit } from '../text/textEdit';
import { analyse } from './analyse';
import { TOO_MANY } from './fileFindings';
import type { Finding, Fix } from './rule';

/** The most that the proofs of one call may cost, in UTF-16 units read: enough for hundreds of fixes of a typical descriptor. */
const MAX_COST = 4 * 1024 * 1024;

/** The cost of a member or an element beyond its text, as the rules check each one: `{}` is two units long and lacks every member. */
const COST_OF_A_PART = 64;

/** The extra cost of each unit of a text that is not JSON, as the recovery tries many ways to read it. */
const COST_OF_RECOVERY = 64;

/** Returns the fixes of a finding that are proven to improve the document, the best one first. */
export function listSoundFixes(document: DescriptorDocument, finding: Finding): readonly Fix[] {
  return new FixProver(document).listSoundFixes(finding);
}

/**
 * Proves fixes by applying each one and checking the result: the finding is gone, the syntax is not worse, no new error occurs, and
 * fewer problems are left. If the structure of the text is broken, only fixes of the syntax are tried, because the tree may not match
 * the text. A fix that cannot be proven within this prover’s budget is not offered.
 */
export class FixProver {
  private budget = MAX_COST;
  private costOfAProof?: number;

  constructor(private readonly document: DescriptorDocument) {}

  /** Returns the proven fixes of a finding of the document, the best one first. @param shouldTry selects the fixes to try */
  listSoundFixes(finding: Finding, shouldTry: (fix: Fix) => boolean = () => true): readonly Fix[] {
    return (finding.fixes ?? []).filter((fix) => shouldTry(fix) && this.isSound(finding, fix));
  }

  private isSound(finding: Finding, fix: Fix): boolean {
    const { edits } = fix;
    const { text } = this.document;
    if (!areApplicable(text, edits) || !this.isAllowed(finding, fix)) return false;
    this.costOfAProof ??= measureProof(this.document);
    this.budget -= this.costOfAProof;
    if (this.budget < 0) return false;
    const after = changeText(this.document, edits);
    return after.text !== text && isBetter(this.document, after, finding, fix);
  }

  /** Whether the structure of the text allows a fix, and the fix does not touch other mistakes of the syntax. */
  private isAllowed({ code }: Finding, { edits, keepsComments }: Fix): boolean {
    const { problems } = this.document.syntax;
    const isHit = ({ range }: SyntaxProblem): boolean => edits.some((edit) => overlap(edit, range));
    // A comment is the author’s text: only the rule about comments may remove it.
    if (
      !keepsComments &&
      problems.some((problem) => problem.code === 'json-comment' && code !== problem.code && isHit(problem))
    )
      return false;
    if (problems.some((problem) => problem.code === code)) return true;
    return !isStructureBroken(this.document) && !problems.some(isHit);
  }
}

function measureProof({ text, syntax }: DescriptorDocument): number {
  const recovered = syntax.problems.length > 0 ? Math.min(text.length, MAX_RECOVERED) : 0;
  return text.length + COST_OF_A_PART * countParts(syntax.root) + COST_OF_RECOVERY * recovered;
}

/** Returns the document with edits applied, at the same path. */
export function changeText(
  { text, context, path, surroundings }: DescriptorDocument,
  edits: readonly TextEdit[],
): DescriptorDocument {
  return new DescriptorDocument(applyEdits(text, edits), context, path, surroundings);
}

/** Whether a change adds no mistakes of the syntax and does not break the structure. */
export function isSyntaxNoWorse(before: DescriptorDocument, after: DescriptorDocument): boolean {
  return (
    after.syntax.problems.length <= before.syntax.problems.length &&
    (before.syntax.incomplete || !after.syntax.incomplete) &&
    (isStructureBroken(before) || !isStructureBroken(after))
  );
}

/** Whether brackets, quotes or names are missing or misplaced: parts of the tree may then not be what the author wrote. */
function isStructureBroken({ syntax }: DescriptorDocument): boolean {
  const { problems, root } = syntax;
  if (problems.length === 0) return false;
  return (
    (root !== undefined && hasLooseEnds(root)) ||
    problems.some(({ code, hidesParts }) => hidesParts || code === 'json-extra-content')
  );
}

/** Counts the members and elements of a value on all levels. The tree is bounded in depth. */
function countParts(value: JsonValue | undefined): number {
  const parts =
    value?.kind === 'object'
      ? value.properties.map((property) => property.value)
      : value?.kind === 'array'
        ? value.elements
        : [];
  return parts.reduce((count, part) => count + 1 + countParts(part), 0);
}

/** Whether a bracket or the value of a member is missing somewhere in a value. The tree is bounded in depth. */
function hasLooseEnds(value: JsonValue): boolean {
  switch (value.kind) {
    case 'object':
      return (
        !value.closed || value.properties.some((property) => !property.value || hasLooseEnds(property.value))
      );
    case 'array':
      return !value.closed || value.elements.some(hasLooseEnds);
    default:
      return false;
  }
}

function isBetter(
  before: DescriptorDocument,
  after: DescriptorDocument,
  finding: Finding,
  { edits, reveals, repairsAll }: Fix,
): boolean {
  if (!isSyntaxNoWorse(before, after)) return false;
  if (repairsAll && after.syntax.problems.some(({ code }) => code !== 'json-byte-order-mark')) return false;
  const { code } = finding;
  // A fixed syntax reveals what was hidden, so the other findings prove nothing.
  if (before.syntax.problems.some((problem) => problem.code === code)) {
    const isProgress = after.syntax.problems.length < before.syntax.problems.length;
    return isProgress && isGone(finding, edits, before.syntax.problems, after.syntax.problems);
  }
  const [oldFindings, newFindings] = [analyse(before), analyse(after)];
  return (
    isGone(finding, edits, oldFindings, newFindings) &&
    (reveals === true ||
      (!hasNewErrors(oldFindings, newFindings) && !isExchange(finding, oldFindings, newFindings)))
  );
}

/** Whether fixing a problem leaves as many problems as before, or fixing a remark adds one. Omitted findings cannot be counted. */
function isExchange(
  finding: Finding,
  oldFindings: readonly Finding[],
  newFindings: readonly Finding[],
): boolean {
  if (oldFindings.some(({ code }) => code === TOO_MANY.code)) return false;
  const [before = 0, after = 0] = [oldFindings, newFindings].map((all) => all.filter(isProblem).length);
  return isProblem(finding) ? after >= before : after > before;
}

function isProblem({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** What findings and problems of syntax have in common. */
type Mark = Pick<Finding, 'range' | 'missing'> & { readonly code: string };

/** Whether fewer marks with the code of a finding remain, or none in its place. */
function isGone(
  { code, range, missing }: Finding,
  edits: readonly TextEdit[],
  oldMarks: readonly Mark[],
  newMarks: readonly Mark[],
): boolean {
  const hasCode = (mark: Mark): boolean => mark.code === code;
  const remaining = newMarks.filter(hasCode);
  if (remaining.length < oldMarks.filter(hasCode).length) return true;
  const place = shiftOffset(range.start, edits);
  return !remaining.some((mark) => mark.range.start === place && mark.missing === missing);
}

/** Returns where an offset is after edits; for an offset inside an edit, the start of the edit. */
function shiftOffset(offset: number, edits: readonly TextEdit[]): number {
  return edits.reduce((place, { start, end, newText }) => {
    if (start >= offset) return place;
    return end <= offset ? place + newText.length - (end - start) : place - (offset - start);
  }, offset);
}

function hasNewErrors(oldFindings: readonly Finding[], newFindings: readonly Finding[]): boolean {
  const known = countErrors(oldFindings);
  return [...countErrors(newFindings)].some(([code, count]) => count > (known.get(code) ?? 0));
}

function countErrors(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings)
    if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
