import { locate } from '../domain/place';
import type { GuestFinding, GuestReport, GuestRule, GuestView } from './guestRule';
import { GUEST_RULES } from './guestRules';

/** Lists what is wrong with a guest, in the order of the text. */
export function checkGuest(view: GuestView): readonly GuestFinding[] {
  const found = GUEST_RULES.flatMap((rule) =>
    [...reportProblems(rule, view), ...(rule.check?.(view) ?? [])].map((report) => ({
      code: rule.code,
      severity: rule.severity,
      ...withoutUndefined(report),
    })),
  );
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** Reports the problems of the explanation that belong to a rule. */
function reportProblems(rule: GuestRule, view: GuestView): readonly GuestReport[] {
  const { problems = [] } = view.explanation ?? {};
  return problems
    .filter(({ code }) => rule.problems?.includes(code))
    .map((problem) => ({
      severity: problem.severity,
      message: problem.message,
      range: locate(view.document.text, view.domain, problem.element ?? 'os'),
      ...rule.complete?.(problem, view),
    }));
}

function withoutUndefined(
  report: GuestReport,
): Omit<GuestReport, 'severity'> & Partial<Pick<GuestFinding, 'severity'>> {
  const { severity, ...rest } = report;
  return severity === undefined ? rest : { ...rest, severity };
}
