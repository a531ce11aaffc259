import { locate } from '../domain/place';
import type { DomainDocument } from '../domain/document';
import type { GuestFinding, GuestReport, GuestRule, GuestView } from './guestRule';
import { GUEST_RULES } from './guestRules';
import { findRequest } from './shared/guestPlaces';

/** Lists what is wrong with a guest, in the order of the text. */
export function checkGuest(view: GuestView): readonly GuestFinding[] {
  return collect((rule) => [...reportProblems(rule, view), ...(rule.check?.(view) ?? [])]);
}

/** Lists what keeps a text from being read as domains. */
export function checkDomainText(document: DomainDocument): readonly GuestFinding[] {
  return collect((rule) => [...(rule.checkText?.(document) ?? [])]);
}

/** Lists what is wrong with a guest of a hypervisor that does not use descriptors. */
export function checkOtherGuest(view: GuestView): readonly GuestFinding[] {
  return collect((rule) => (rule.isForOthers === true ? [...(rule.check?.(view) ?? [])] : []));
}

function collect(report: (rule: GuestRule) => readonly GuestReport[]): readonly GuestFinding[] {
  const found = GUEST_RULES.flatMap((rule) =>
    report(rule).map((each) => ({ code: rule.code, severity: rule.severity, ...withoutUndefined(each) })),
  );
  return found.sort((a, b) => a.range.start - b.range.start);
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
