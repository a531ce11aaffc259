import type { GuestExplanation, NoDomain } from '../../server/src/lsp/protocol/customRequests';
import { makeVisible } from '../../server/src/text/visible';
import { compareExplanations, describeDifferences } from './comparison';
import {
  describeAnswer,
  describeCandidates,
  describeOutcome,
  describeReason,
  describeSeverity,
  describeSources,
} from './explanationWords';
import { t } from './texts';

/** Formats the contents of an explanation page as plain text for a report. Control characters are shown as codes. */
export function formatExplanation(
  title: string,
  found: GuestExplanation | NoDomain,
  compared?: GuestExplanation,
): string {
  const lines =
    'problem' in found
      ? [t('Not a libvirt domain'), t('Line {0}: {1}', found.at.line + 1, found.problem)]
      : [...listLines(found), ...(compared ? listComparison(found, compared) : [])];
  return [title, '', ...lines, ''].map(makeVisible).join('\n');
}

function listLines(found: GuestExplanation): string[] {
  const { guest, filled, candidates, picked } = found;
  return [
    `${describeOutcome(found)}${picked === null ? '' : `: ${picked}`}`,
    describeAnswer(found),
    ...found.problems.map(({ severity, message, element = '', code }) =>
      joinWords(describeSeverity(severity), message, `[${joinWords(element, code)}]`),
    ),
    ...listValues(t('Guest requirements'), guest),
    ...listValues(t('Resulting firmware'), filled),
    '',
    describeCandidates(found),
    ...candidates.map((candidate) => {
      const { message, code } = describeReason(candidate, found);
      return joinWords(
        '-',
        `${candidate.word}:`,
        message === '' ? candidate.path : `${candidate.path}:`,
        message,
        code && `[${code}]`,
      );
    }),
    ...listNearest(found),
    '',
    ...describeSources(found),
  ];
}

function listValues(title: string, values: GuestExplanation['filled']): string[] {
  if (values.length === 0) return [];
  return ['', title, ...values.map(([name, value]) => `- ${name}: ${value}`)];
}

function listNearest({ nearest }: GuestExplanation): string[] {
  if (!nearest) return [];
  return [
    '',
    t('Closest match: {0}.', nearest.path),
    ...nearest.changes.flatMap(({ message, guest, descriptor }) => [
      `- ${message}`,
      ...(guest === null ? [] : [`  ${t('In the guest:')} ${guest}`]),
      ...(descriptor === null ? [] : [`  ${t('In the descriptor:')} ${descriptor}`]),
    ]),
  ];
}

/** Lists only what differs. */
function listComparison(found: GuestExplanation, compared: GuestExplanation): string[] {
  const rows = compareExplanations(found, compared);
  const columns = [found, compared].map(({ consumer }) => consumer.name);
  return [
    '',
    t('Comparison of {0} and {1}', ...columns),
    describeDifferences(rows),
    ...rows
      .filter(({ differs }) => differs)
      .flatMap(({ name, cells }) => [
        `- ${name}`,
        ...cells.map((lines, index) => `  ${columns[index] ?? ''}: ${lines.join('; ') || '–'}`),
      ]),
  ];
}

function joinWords(...words: readonly string[]): string {
  return words.filter(Boolean).join(' ');
}
