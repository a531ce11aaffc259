import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';
import { describeOutcome, describeSeverity } from './explanationWords';
import { t } from './texts';

/** A line of two answers side by side. */
export interface ComparedRow {
  readonly name: string;
  readonly differs: boolean;
  /** What each answer says; empty if it says nothing. */
  readonly cells: readonly [readonly string[], readonly string[]];
  /** Whether the cells are the paths of descriptors. */
  readonly isDescriptor?: boolean;
}

/** Compares what two programs, or two releases of one, do with the same guest: the result, the images that it gets, and the problems. */
export function compareExplanations(one: GuestExplanation, other: GuestExplanation): readonly ComparedRow[] {
  const names = new Set([...one.filled, ...other.filled].map(([name]) => name));
  return [
    makeRow(t('Result'), [describeOutcome(one)], [describeOutcome(other)]),
    { ...makeRow(t('Descriptor'), listPicked(one), listPicked(other)), isDescriptor: true },
    ...[...names].map((name) => makeRow(name, listValues(one, name), listValues(other, name))),
    {
      ...makeRow(t('Problems'), listProblems(one), listProblems(other)),
      // The messages also name the release.
      differs: formatCodes(one) !== formatCodes(other),
    },
  ];
}

/** Says how many lines differ. */
export function describeDifferences(rows: readonly ComparedRow[]): string {
  const count = rows.filter(({ differs }) => differs).length;
  if (count === 0) return t('Both give the same answer.');
  return count === 1 ? t('1 difference') : t('{0} differences', count);
}

function makeRow(name: string, one: readonly string[], other: readonly string[]): ComparedRow {
  return { name, cells: [one, other], differs: one.join('\n') !== other.join('\n') };
}

function listPicked({ picked }: GuestExplanation): readonly string[] {
  return picked === null ? [] : [picked];
}

function listValues({ filled }: GuestExplanation, name: string): readonly string[] {
  return filled.flatMap(([each, value]) => (each === name ? [value] : []));
}

function listProblems({ problems }: GuestExplanation): readonly string[] {
  return problems.map(({ severity, message }) => `${describeSeverity(severity)} ${message}`);
}

function formatCodes({ problems }: GuestExplanation): string {
  return problems.map(({ severity, code, element = '' }) => `${severity} ${code} ${element}`).join('\n');
}
