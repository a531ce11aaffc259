import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';

/** A quick fix of a domain that a page offers as a button. */
export interface Remedy {
  /** The server's id of the fix, if it has one. */
  readonly id?: unknown;
  /** The title of the quick fix. */
  readonly title: string;
  /** The messages of the findings that it removes. */
  readonly findings: readonly string[];
}

/** The remedies with a button: those of each problem, by its index, and the one that makes the closest match fit. */
export interface ShownRemedies {
  readonly ofProblems: readonly (readonly Remedy[])[];
  readonly ofNearest: Remedy | undefined;
}

/** Assigns quick fixes to what a page says. Fixes of findings that the page does not mention are left out. */
export function assignRemedies(
  { problems, nearest }: GuestExplanation,
  remedies: readonly Remedy[],
): ShownRemedies {
  const isWhole = nearest?.changes.every(({ guest }) => Boolean(guest)) === true;
  const ofNearest = isWhole ? remedies.find(({ id }) => id === 'match-closest') : undefined;
  const others = remedies.filter((remedy) => remedy !== ofNearest);
  return {
    ofNearest,
    ofProblems: problems.map(({ message }) =>
      others.filter(({ findings }) => findings.some((finding) => finding.includes(message))),
    ),
  };
}

/** Lists the titles that the page shows: its command applies no other fix. */
export function listTitles({ ofProblems, ofNearest }: ShownRemedies): readonly string[] {
  return [...ofProblems.flat(), ...(ofNearest ? [ofNearest] : [])].map(({ title }) => title);
}
