import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { TOO_MANY } from './fileFindings';
import { ALL_RULES } from './index';
import { reportBrokenAnalysis, reportBrokenRule } from './internalError';
import type { Finding, Rule } from './rule';

/** More findings than this in one file help nobody: another one then says that there are more. */
export const MAX_FINDINGS = 200;

/** So many of one rule show what is the matter, and leave room for the findings of the others. */
export const MAX_FINDINGS_OF_A_RULE = 50;

/** Everything that is wrong with a descriptor, in the order of the text; worked out once for each document. */
export function analyse(document: DescriptorDocument): readonly Finding[] {
  const known = analysed.get(document);
  if (known) return known;
  const findings = runAllRules(document);
  analysed.set(document, findings);
  return findings;
}

const analysed = new WeakMap<DescriptorDocument, readonly Finding[]>();

function runAllRules(document: DescriptorDocument): readonly Finding[] {
  try {
    return runRules(document, ALL_RULES);
  } catch (error) {
    return [reportBrokenAnalysis(document.text, error)];
  }
}

/**
 * What `rules` find in a document; a rule that throws has one finding, which says so. A zero-length file is a mask: nothing is wrong
 * with it but, maybe, its place. Throws where the document itself cannot be read by a bug.
 */
export function runRules(document: DescriptorDocument, rules: readonly Rule[]): Finding[] {
  const { isMask, isInstalled, syntax, surroundings } = document;
  const codes: ReadonlySet<string> = new Set(syntax.problems.map(({ code }) => code));
  const findings: Finding[] = [];
  let leftOut: Finding | undefined;
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
    leftOut ??= found[MAX_FINDINGS_OF_A_RULE];
  }
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  leftOut ??= findings[MAX_FINDINGS];
  return leftOut ? [...findings.slice(0, MAX_FINDINGS), makeTooMany(leftOut)] : findings;
}

/** The first findings of a rule, one more than are shown. */
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

/** Says, where the first finding that is left out stands, that there are more. */
function makeTooMany({ range }: Finding): Finding {
  return {
    ...TOO_MANY,
    message: t(
      'Not all findings are shown: at most {0} of a rule and {1} of a file. Mend these first; the others appear then.',
      MAX_FINDINGS_OF_A_RULE,
      MAX_FINDINGS,
    ),
    range,
  };
}
