import { t } from '../text/translations';
import { formatConsumer } from '../consumers/index';
import type { CandidateVerdict, Explanation } from '../selection/explain';
import type { Guest } from '../consumers/guest';
import type { GuestProblem } from '../consumers/outcome';
import { describeFilledOs } from '../selection/filledOs';
import { listWishes } from '../selection/wishes';
import { describeCandidateVerdict } from '../selection/words';
import { describeFirmwarePackages } from '../selection/images/packages';
import type { Found } from '../service/search';
import type { Workspace } from '../workspace/workspace';
import { describeOtherPlaces } from './otherPlaces';
import type { Line } from './outcome';
import { formatTable } from './table';

/** Returns the members of an explanation in JSON. @param installed see formatAuto */
export function toJson(explanation: Explanation, installed: object): object {
  const { consumer, isVerified, outcome, picked, os, problems, stopped, candidates, nearest } = explanation;
  return {
    consumer,
    ...installed,
    verified: isVerified,
    outcome,
    picked: picked ?? null,
    os,
    problems,
    stopped,
    candidates,
    ...(nearest && {
      nearest: {
        path: nearest.path,
        changes: nearest.refusals.map(({ code, guest, firmware }) => ({
          code,
          guest: guest?.text() ?? null,
          descriptor: firmware?.text() ?? null,
        })),
      },
    }),
  };
}

/** Describes where descriptors were searched for if none was found, and where some exist. */
export async function describeLack(found: Found, files: Workspace): Promise<readonly string[]> {
  if (found.candidates.length > 0) return [];
  const elsewhere = await describeOtherPlaces(found, files);
  return [
    t('No descriptors found in {0}.', found.folders.join(', ')),
    ...(elsewhere === undefined ? [] : [elsewhere]),
  ];
}

/**
 * Formats an explanation for people.
 *
 * @param found the descriptors in question
 * @param lack see describeLack
 */
export function formatExplanation(
  explanation: Explanation,
  guest: Guest,
  found: Found,
  lack: readonly string[],
): readonly Line[] {
  const consumer = formatConsumer(found.chooser.consumer);
  const words = explanation.candidates.map(({ verdict }, at) =>
    describeCandidateVerdict(verdict, found.candidates[at]?.standing),
  );
  const { isVerified, candidates, stopped, os, problems } = explanation;
  const verdicts = candidates.map((candidate, at) => [
    words[at] ?? '',
    candidate.path,
    formatRemark(candidate, stopped),
  ]);
  const wishes = listWishes(guest).map(([name, value]) => `${name} ${value}`);
  const filled = describeFilledOs(os).map(([name, value]) => `${name} ${value}`);
  const lines = [
    ...formatAnswer(explanation, consumer),
    ...problems.map(formatProblem),
    t('Guest requirements: {0}.', wishes.join(', ')),
    ...(filled.length > 0 ? [t('Resulting firmware: {0}.', filled.join(', '))] : []),
    ...lack,
    ...(isVerified ? [] : [describeModel(consumer)]),
  ];
  const paragraphs = [
    lines.map(toLine),
    formatTable(verdicts),
    [...formatClosest(explanation), ...formatPackages(explanation, guest)].map(toLine),
  ].filter((paragraph) => paragraph.length > 0);
  return paragraphs.flatMap((paragraph, at) => (at === 0 ? paragraph : [[], ...paragraph]));
}

/** Says that the answer comes from a model. @param consumer its name and release */
export function describeModel(consumer: string): string {
  return t('How {0} selects firmware is modelled from its source code, not tested.', consumer);
}

/** Describes the reason, with its code if that adds information; empty if the common reason is already shown above. */
function formatRemark({ verdict, code, message }: CandidateVerdict, stopped: string | undefined): string {
  if (verdict === 'refused' || verdict === 'skipped') return `${message} [${code}]`;
  return message === stopped ? '' : message;
}

function formatAnswer({ outcome, picked, stopped, problems }: Explanation, consumer: string): string[] {
  switch (outcome) {
    case 'starts':
      return [t('{0} selects {1}.', consumer, picked ?? '')];
    case 'own':
      return [
        t('{0} needs no descriptor for this guest.', consumer),
        ...(stopped === undefined ? [] : [stopped]),
      ];
    case 'refused':
      return [
        picked === undefined
          ? t('The guest is rejected: {0} does not start it.', consumer)
          : t('The guest is rejected: {0} selects {1} but does not start the guest.', consumer, picked),
        ...(stopped === undefined || problems.some(({ message }) => message === stopped) ? [] : [stopped]),
      ];
    case 'none':
      return [t('{0} finds no firmware for this guest.', consumer)];
  }
}

function formatProblem({ code, severity, message, element }: GuestProblem): string {
  const place = element === undefined ? '' : `${element}: `;
  return `${severity}: ${place}${message} [${code}]`;
}

function formatClosest({ outcome, nearest, candidates, problems }: Explanation): string[] {
  if (outcome !== 'none') return [];
  if (!nearest)
    return candidates.some(({ verdict }) => verdict === 'refused') &&
      !problems.some(({ code }) => code === 'confidential-firmware')
      ? [t('No descriptor supports guests of this kind.')]
      : [];
  const { path, refusals } = nearest;
  const intro =
    refusals.length === 1
      ? t('Closest match: {0}. One of these changes is enough:', path)
      : t('Closest match: {0}. All of these must change:', path);
  return [
    intro,
    ...refusals.flatMap(({ code, guest, firmware }) => [
      ...(refusals.length > 1 ? [`- ${code}`] : []),
      ...(guest ? [t('  in the guest: {0}', guest.text())] : []),
      ...(firmware ? [t('  in the descriptor: {0}', firmware.text())] : []),
    ]),
  ];
}

/** Names packages with descriptors for the architecture of a guest if none is installed. */
function formatPackages({ outcome, candidates, nearest }: Explanation, guest: Guest): string[] {
  const isKnown = candidates.some(({ verdict, code }) => verdict === 'refused' && code !== 'machine');
  const isOrdinary = guest.firmware === 'uefi' && guest.confidential === undefined;
  if (outcome !== 'none' || isKnown || !isOrdinary || nearest) return [];
  return [describeFirmwarePackages(guest.architecture) ?? []].flat();
}

function toLine(text: string): Line {
  return [text];
}
