/** What becomes of a guest, as a whole. */
import type { GuestProblem, Outcome } from '../consumers/outcome';
import type { Explanation } from './explain';

/**
 * The same explanation with more that is known of the guest. An error among it makes a guest that would start one that is refused; what
 * was chosen stays named.
 */
export function addProblems(explanation: Explanation, problems: readonly GuestProblem[]): Explanation {
  if (problems.length === 0) return explanation;
  return {
    ...explanation,
    outcome: refuseForErrors(explanation.outcome, problems),
    problems: [...explanation.problems, ...problems],
  };
}

/** What an outcome comes to with these problems. */
export function refuseForErrors(outcome: Outcome, problems: readonly GuestProblem[]): Outcome {
  const isGood = outcome === 'starts' || outcome === 'own';
  return isGood && problems.some(isError) ? 'refused' : outcome;
}

/** Whether it keeps the guest from starting. */
export function isError({ severity }: GuestProblem): boolean {
  return severity === 'error';
}
