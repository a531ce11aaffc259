import { locate } from '../domain/place';
import { MAX_FINDINGS, MAX_FINDINGS_OF_A_RULE, makeTooMany } from './tooMany';
import { TOO_MANY } from './fileFindings';
import { reportBrokenRule } from './internalError';
import type { DomainDocument } from '../domain/document';
import type { GuestFinding, GuestReport, GuestRule, GuestView } from './guestRule';
import { GUEST_RULES } from './guestRules';
import { findRequest } from './shared/guestPlaces';

/** Lists what is wrong with a guest, in the order of the text. */
export function checkGuest(view: GuestView): readonly GuestFinding[] {
  return collect((rule) => chain(reportProblems(rule, view), rule.check?.(view)), view.document);
}

/** Lists what keeps a text from being read as domains. */
export function checkDomainText(document: DomainDocument): readonly GuestFinding[] {
  return collect((rule) => rule.checkText?.(document) ?? [], document);
}

/** Lists what is wrong with a guest of a hypervisor that does not use descriptors. */
export function checkOtherGuest(view: GuestView): readonly GuestFinding[] {
  return collect((rule) => (rule.isForOthers === true ? (rule.check?.(view) ?? []) : []), view.document);
}

function* chain(...lists: readonly (Iterable<GuestReport> | undefined)[]): Generator<GuestReport> {
  for (const list of lists) if (list) yield* list;
}

/** Collects what the rules report, and says if there is more. A rule that throws is reported as such. */
function collect(
  report: (rule: GuestRule) => Iterable<GuestReport>,
  { text }: DomainDocument,
): readonly GuestFinding[] {
  const found = GUEST_RULES.flatMap((rule): readonly GuestFinding[] => {
    try {
      const reports: GuestReport[] = [];
      for (const each of report(rule)) if (reports.push(each) > MAX_FINDINGS_OF_A_RULE) break;
      return reports.map((each) => ({ code: rule.code, severity: rule.severity, ...withoutUndefined(each) }));
    } catch (error) {
      return [reportBrokenRule(rule.code, text, error)];
    }
  });
  return limitFindings(found);
}

/** Returns the first findings in the order of the text: a hostile text may have any number. */
export function limitFindings(findings: readonly GuestFinding[]): readonly GuestFinding[] {
  const counts = new Map<string, number>();
  const sorted = [...findings].sort((a, b) => a.range.start - b.range.start);
  const kept = sorted.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MAX_FINDINGS_OF_A_RULE;
  });
  const shown = kept.slice(0, MAX_FINDINGS);
  const known = new Set(kept);
  const omitted = kept[MAX_FINDINGS] ?? sorted.find((finding) => !known.has(finding));
  return omitted && !shown.some(({ code }) => code === TOO_MANY.code)
    ? [...shown, makeTooMany(omitted)]
    : shown;
}

/** Reports the problems of the explanation that belong to a rule. */
function reportProblems(rule: GuestRule, view: GuestView): readonly GuestReport[] {
  const { problems = [] } = view.explanation ?? {};
  return problems
    .filter(({ code }) => rule.problems?.includes(code))
    .flatMap((problem) => {
      const more = rule.complete ? rule.complete(problem, view) : {};
      if (!more) return [];
      const { severity, message, element = findRequest(view) } = problem;
      return { severity, message, range: locate(view.document.text, view.domain, element), ...more };
    });
}

function withoutUndefined(
  report: GuestReport,
): Omit<GuestReport, 'severity'> & Partial<Pick<GuestFinding, 'severity'>> {
  const { severity, ...rest } = report;
  return severity === undefined ? rest : { ...rest, severity };
}
