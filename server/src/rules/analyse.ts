import type { DescriptorDocument } from '../descriptor/document';
import { Kept } from '../descriptor/kept';
import { MAX_FINDINGS, MAX_FINDINGS_OF_A_RULE, makeTooMany } from './tooMany';
import { ALL_RULES } from './index';
import { reportBrokenAnalysis, reportBrokenRule } from './internalError';
import type { Finding, Rule } from './rule';
import { findTraits, toTraits, type Traits } from './traits';

/** Returns the findings of a descriptor in the order of the text. They are computed once for each document. */
export function analyse(document: DescriptorDocument): readonly Finding[] {
  return findingsOf.of(document, () => runAllRules(document));
}

const findingsOf = new Kept<readonly Finding[]>();

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
  const codes: ReadonlySet<string> | undefined =
    syntax.problems.length > 0 ? new Set(syntax.problems.map(({ code }) => code)) : undefined;
  const traits = findTraits(document);
  const findings: Finding[] = [];
  let firstOmitted: Finding | undefined;
  for (const needs of prepare(rules)) {
    const { rule, concerns } = needs;
    if (concerns !== 0 && (concerns & traits) === 0) continue;
    if (isMask && !needs.aboutFile) continue;
    if (needs.aboutSyntax && !codes?.has(rule.code)) continue;
    if (needs.needsImages && !surroundings?.images) continue;
    if (needs.needsSurroundings && !surroundings) continue;
    if (needs.needsWholeText && syntax.incomplete) continue;
    if (syntax.isDoubtful && !needs.aboutFile && !codes?.has(rule.code)) continue;
    if (needs.onlyInstalled && !isInstalled) continue;
    const found = findFindings(rule, document);
    if (found.length === 0) continue;
    findings.push(...found.slice(0, MAX_FINDINGS_OF_A_RULE));
    firstOmitted ??= found[MAX_FINDINGS_OF_A_RULE];
  }
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  firstOmitted ??= findings[MAX_FINDINGS];
  return firstOmitted ? [...findings.slice(0, MAX_FINDINGS), makeTooMany(firstOmitted)] : findings;
}

/** What a rule needs to be started. All have the same shape, because they are compared with every document. */
interface Prepared extends Required<Pick<Rule, Need>> {
  readonly rule: Rule;
  /** No bit is set if the rule concerns every document. */
  readonly concerns: Traits;
}

type Need =
  'aboutFile' | 'aboutSyntax' | 'needsImages' | 'needsSurroundings' | 'needsWholeText' | 'onlyInstalled';

/** Prepares a list of rules once. */
function prepare(rules: readonly Rule[]): readonly Prepared[] {
  const known = preparedByList.get(rules);
  if (known?.length === rules.length) return known;
  const prepared = rules.map((rule) => ({
    rule,
    concerns: toTraits(rule.concerns ?? []),
    aboutFile: rule.aboutFile === true,
    aboutSyntax: rule.aboutSyntax === true,
    needsImages: rule.needsImages === true,
    needsSurroundings: rule.needsSurroundings === true,
    needsWholeText: rule.needsWholeText === true,
    onlyInstalled: rule.onlyInstalled === true,
  }));
  preparedByList.set(rules, prepared);
  return prepared;
}

const preparedByList = new WeakMap<readonly Rule[], readonly Prepared[]>();

/** Returns the first findings of a rule, one more than is shown. */
function findFindings(rule: Rule, document: DescriptorDocument): readonly Finding[] {
  let findings: Finding[] | undefined;
  try {
    const { code, errorWhereRefused } = rule;
    for (const report of rule.check(document)) {
      findings ??= [];
      const severity = report.severity ?? rule.severity;
      findings.push({ ...report, code, severity, ...(errorWhereRefused && { errorWhereRefused }) });
      if (findings.length > MAX_FINDINGS_OF_A_RULE) break;
    }
    return findings ?? NONE;
  } catch (error) {
    return [reportBrokenRule(rule.code, document.text, error)];
  }
}

const NONE: readonly never[] = [];
