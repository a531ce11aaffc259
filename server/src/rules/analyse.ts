import type { DescriptorDocument } from '../descriptor/document';
import { MAX_FINDINGS, MAX_FINDINGS_OF_A_RULE, makeTooMany } from './tooMany';
import { ALL_RULES } from './index';
import { reportBrokenAnalysis, reportBrokenRule } from './internalError';
import type { Finding, Rule } from './rule';

/** Returns the findings of a descriptor in the order of the text. They are computed once for each document. */
export function analyse(document: DescriptorDocument): readonly Finding[] {
  const known = findingsByDocument.get(document);
  if (known) return known;
  const findings = runAllRules(document);
  findingsByDocument.set(document, findings);
  return findings;
}

const findingsByDocument = new WeakMap<DescriptorDocument, readonly Finding[]>();

function runAllRules(document: DescriptorDocument): readonly Finding[] {
  try {
    return runRules(document, ALL_RULES);
  } catch (error) {
    return [reportBrokenAnalysis(document.text, error)];
  }
}

/**
 * Returns what `rules` find in a document; for a rule that throws, one finding that says so. A zero-length file is a mask: only rules
 * about the file itself apply. Throws if the document itself cannot be read because of a bug.
 */
export function runRules(document: DescriptorDocument, rules: readonly Rule[]): Finding[] {
  const { isMask, isInstalled, syntax, surroundings } = document;
  const codes: ReadonlySet<string> = new Set(syntax.problems.map(({ code }) => code));
  const findings: Finding[] = [];
  let firstOmitted: Finding | undefined;
  for (const rule of rules) {
    if (isMask && !rule.aboutFile) continue;
    if (rule.aboutSyntax && !codes.has(rule.code)) continue;
    if (rule.needsImages && !surroundings?.images) continue;
    if (rule.needsSurroundings && !surroundings) continue;
    if (rule.needsWholeText && syntax.incomplete) continue;
    if (syntax.isDoubtful && !rule.aboutFile && !codes.has(rule.code)) continue;
    if (rule.onlyInstalled && !isInstalled) continue;
    const found = findFindings(rule, document);
    if (found.length === 0) continue;
    findings.push(...found.slice(0, MAX_FINDINGS_OF_A_RULE));
    firstOmitted ??= found[MAX_FINDINGS_OF_A_RULE];
  }
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  firstOmitted ??= findings[MAX_FINDINGS];
  return firstOmitted ? [...findings.slice(0, MAX_FINDINGS), makeTooMany(firstOmitted)] : findings;
}

/** Returns the first findings of a rule, one more than is shown. */
function findFindings(rule: Rule, document: DescriptorDocument): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    const { code, errorWhereRefused } = rule;
    for (const report of rule.check(document)) {
      const severity = report.severity ?? rule.severity;
      findings.push({ ...report, code, severity, ...(errorWhereRefused && { errorWhereRefused }) });
      if (findings.length > MAX_FINDINGS_OF_A_RULE) break;
    }
    return findings;
  } catch (error) {
    return [reportBrokenRule(rule.code, document.text, error)];
  }
}
