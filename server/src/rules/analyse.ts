import type { DescriptorDocument } from '../descriptor/document';
import { ALL_RULES } from './index';
import type { Finding, Rule } from './rule';

/** More findings than this in one file help nobody: the last one then says that there are more. */
export const MAX_FINDINGS = 200;

/** Everything that is wrong with a descriptor, in the order of the text; worked out once for each document. */
export function analyse(document: DescriptorDocument): readonly Finding[] {
  const known = analysed.get(document);
  if (known) return known;
  const findings = runRules(document, ALL_RULES);
  analysed.set(document, findings);
  return findings;
}

const analysed = new WeakMap<DescriptorDocument, readonly Finding[]>();

/** What `rules` find in a document. A zero-length file is a mask and has no findings. */
export function runRules(document: DescriptorDocument, rules: readonly Rule[]): Finding[] {
  if (document.isMask) return [];
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.needsWholeText && document.syntax.incomplete) continue;
    if (rule.onlyInstalled && !document.isInstalled) continue;
    for (const report of rule.check(document)) {
      findings.push({ code: rule.code, severity: rule.severity, ...report });
      if (findings.length > MAX_FINDINGS * 2) break;
    }
  }
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return findings.length > MAX_FINDINGS ? [...findings.slice(0, MAX_FINDINGS), tooMany(findings)] : findings;
}

function tooMany(findings: readonly Finding[]): Finding {
  return {
    code: 'too-many-findings',
    severity: 'information',
    message: `Only the first ${MAX_FINDINGS} findings are shown. Mend these first; the others appear then.`,
    range: findings[MAX_FINDINGS]?.range ?? { start: 0, end: 0 },
  };
}
