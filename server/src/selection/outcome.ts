/** The overall outcome for a guest. */
import type { GuestProblem, Outcome } from '../consumers/outcome';
import type { Explanation } from './explain';

/**
 * Adds problems to an explanation. An error turns a guest that would start into a rejected one; the selected descriptor stays
 * named.
 */
export function addProblems(explanation: Explanation, problems: readonly GuestProblem[]): Explanation {
  if (problems.length === 0) return explanation;
  return {
    ...explanation,
    outcome: refuseForErrors(explanation.outcome, problems),
    problems: [...explanation.problems, ...problems],
  };
}

/** Returns the outcome with these problems. */
export function refuseForErrors(outcome: Outcome, problems: readonly GuestProblem[]): Outcome {
  const isGood = outcome === 'starts' || outcome === 'own';
  return isGood && problems.some(isError) ? 'refused' : outcome;
}

/** Returns whether the problem keeps the guest from starting. */
export function isError({ severity }: GuestProblem): boolean {
  return severity === 'error';
}
