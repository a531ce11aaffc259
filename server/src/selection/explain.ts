import { t } from '../text/translations';
import { isSameText, type Chooser, type SameFile, type Stop } from '../consumers/chooser';
import { readFirmware, type Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { formatConsumer } from '../consumers/index';
import type { FilledOs, GuestProblem, Outcome } from '../consumers/outcome';
import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Position } from '../text/lineIndex';
import { describeFileProblem, type FileProblem } from '../workspace/fileProblem';
import type { Listed } from './arrange';
import { findNearest, type Nearest } from './nearest';
import { addProblems, isError, refuseForErrors } from './outcome';

/** A file of the search path with what is in it, where it is read. */
export interface Candidate extends Listed {
  /** Undefined where the file is not read, cannot be, or does not have the form of UTF-8. */
  readonly text?: string;
  /** Whether the file is not UTF-8, and `text` what lenient parsers make of it. */
  readonly isRepaired?: boolean;
  /** Where the file ceases to be UTF-8. */
  readonly invalid?: Position;
  /** Why the file cannot be read. */
  readonly problem?: FileProblem;
}

/** The code of a file that a file system, and not its content, keeps from being read: no rule states it. */
export const UNREADABLE = 'unreadable';

export interface CandidateVerdict {
  readonly path: string;
  readonly verdict: 'picked' | 'refused' | 'skipped' | 'masked' | 'not-reached';
  readonly code: string;
  readonly message: string;
}

export interface Explanation {
  /** The id of the consumer. */
  readonly consumer: string;
  /** Whether what is said was measured on the consumer itself. */
  readonly isVerified: boolean;
  readonly outcome: Outcome;
  /** The descriptor that is chosen, also where the guest is then refused. */
  readonly picked: string | undefined;
  /** Why the consumer does not even choose, or refuses the guest where nothing fits. */
  readonly stopped: string | undefined;
  /** The firmware part of the guest as the consumer fills it in. */
  readonly os: FilledOs;
  /** What else is to be known of the guest and its firmware, the first error first. */
  readonly problems: readonly GuestProblem[];
  readonly candidates: readonly CandidateVerdict[];
  /** What would fit, where nothing does. */
  readonly nearest: Nearest | undefined;
}

/** What is known of the machine beyond the descriptors. */
export interface KnownOfHost {
  /** Whether two paths of images lead to one file, for consumers that follow links. */
  readonly isSameFile?: SameFile | undefined;
  /** Whether the file that a descriptor names is missing, so that nobody is told to use it. */
  readonly isMissing?: ((path: string) => boolean) | undefined;
  /** What others have found out about the guest. */
  readonly moreProblems?: readonly GuestProblem[] | undefined;
}

/**
 * Which firmware a consumer gives to a guest, why not the others, and what becomes of the guest.
 *
 * @param candidates in the order of the search path
 * @param context the schema whose terms the reasons are put in; consumers do not go by it
 */
export function explainSelection(
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
  context: SchemaContext,
  host: KnownOfHost = {},
): Explanation {
  return explainReadCandidates(guest, readCandidates(guest, candidates, chooser, context), chooser, host);
}

/** The candidates as far as each can be told by itself. */
export function readCandidates(
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
  context: SchemaContext,
): readonly ReadCandidate[] {
  return candidates.map((candidate) => readCandidate(candidate, guest, chooser, context));
}

/** The same as `explainSelection`, for who has read the candidates before. */
export function explainReadCandidates(
  guest: Guest,
  read: readonly ReadCandidate[],
  chooser: Chooser,
  host: KnownOfHost = {},
): Explanation {
  const { consumer, readsAhead } = chooser;
  const isSameFile = (chooser.followsLinks ? host.isSameFile : undefined) ?? isSameText;
  const stop = chooser.findStop(guest);
  const isMet = ({ isFatal, isMetLater }: ReadCandidate): boolean => isFatal && isMetLater !== true;
  const broken = readsAhead && !stop ? read.find(isMet) : undefined;
  let end: End | undefined = stop ?? broken?.end;
  const verdicts: CandidateVerdict[] = [];
  let picked: ReadCandidate | undefined;
  for (const each of read) {
    const verdict = judgeCandidate(each, guest, chooser, isSameFile, end);
    verdicts.push(verdict);
    if (verdict.verdict === 'picked') {
      picked = each;
      end = { message: t('An earlier descriptor matches.'), problems: [] };
    } else if (each.isFatal) end ??= each.end;
  }
  const firmware = picked?.firmware;
  const isOwn = !end && chooser.hasOwnFirmware(guest);
  const problems = firmware
    ? chooser.findProblems(guest, { firmware })
    : (end?.problems ?? chooser.findProblems(guest, isOwn ? 'own' : 'none'));
  const outcome = refuseForErrors(picked ? 'starts' : isOwn || end ? 'own' : 'none', problems);
  const refusal = isOwn ? problems.find(isError)?.message : undefined;
  const usable = read.flatMap(({ path, firmware }) => (firmware ? [{ path, firmware }] : []));
  const explanation: Explanation = {
    consumer: consumer.id,
    isVerified: consumer.isVerified,
    outcome,
    picked: picked?.path,
    stopped: picked ? undefined : (end?.message ?? refusal),
    os: outcome === 'none' || (outcome === 'refused' && !picked) ? {} : chooser.fillIn(guest, firmware),
    problems,
    candidates: verdicts,
    nearest: outcome === 'none' ? findNearest(guest, usable, chooser, isSameFile, host.isMissing) : undefined,
  };
  return addProblems(explanation, host.moreProblems ?? []);
}

/** Why the consumer looks no further: it has its firmware, or gives up. */
type End = Stop;

/** A candidate as far as it can be said without looking at the others. */
export interface ReadCandidate {
  readonly path: string;
  /** What becomes of it whatever the guest wants. */
  readonly verdict?: CandidateVerdict;
  /** Whether it is said also of a file that the consumer does not come to. */
  readonly isCertain?: boolean;
  /** Whether the consumer gives up because of it. */
  readonly isFatal: boolean;
  /** Whether a consumer that reads ahead meets the failure only when it comes to the file. */
  readonly isMetLater?: boolean | undefined;
  readonly end?: End;
  readonly firmware?: Firmware;
}

function judgeCandidate(
  { path, verdict, isCertain = false, isMetLater = false, firmware }: ReadCandidate,
  guest: Guest,
  chooser: Chooser,
  isSameFile: SameFile,
  end: End | undefined,
): CandidateVerdict {
  const isKnown = isCertain || (chooser.readsAhead && !isMetLater);
  if (verdict && (isKnown || !end)) return verdict;
  if (end) return { path, verdict: 'not-reached', code: 'not-reached', message: end.message };
  for (const { code, message } of firmware ? chooser.findRefusals(guest, firmware, isSameFile) : [])
    return { path, verdict: 'refused', code, message: message() };
  const isRefused = firmware && chooser.findProblems(guest, { firmware }).some(isError);
  const message = isRefused ? t('First match, but the guest is then rejected.') : t('First match.');
  return { path, verdict: 'picked', code: 'fits', message };
}

/** Keeps no syntax tree: of a thousand files they would fill the memory. */
function readCandidate(
  candidate: Candidate,
  guest: Guest,
  chooser: Chooser,
  context: SchemaContext,
): ReadCandidate {
  const { path, text, standing } = candidate;
  const { consumer } = chooser;
  if (standing !== 'read') return describeUnread(candidate, consumer.name);
  const isFatal = consumer.effect === 'breaks';
  if (candidate.problem)
    return describeSkipped(
      path,
      UNREADABLE,
      t('Cannot read the file: {0}.', describeFileProblem(candidate.problem)),
      isFatal,
      consumer.name,
    );
  if (text === undefined)
    return describeSkipped(path, 'json-encoding', t('The file is not UTF-8.'), isFatal, consumer.name);
  const { root, objections, isMetLater } = chooser.read(
    new DescriptorDocument(text, context, path, undefined, candidate.isRepaired),
    guest,
  );
  const [objection] = objections;
  if (!objection) return { path, isFatal: false, ...(root && { firmware: readFirmware(root) }) };
  const message = t('{0} cannot use this file: {1}.', formatConsumer(consumer), objection.message);
  const skipped = describeSkipped(path, objection.code, message, isFatal, consumer.name, objection.message);
  return { ...skipped, isMetLater };
}

/** What is said of a file that takes no part in the selection. */
function describeUnread(
  { path, name, kind, standing, isIgnoredLink = false, by = '', over }: Candidate,
  consumer: string,
): ReadCandidate {
  switch (standing) {
    case 'replaced':
      return describeMasked(path, t('Overridden by {0}.', by));
    case 'hidden':
      return describeMasked(path, t('Hidden by {0}.', by));
    case 'mask': {
      const message =
        over.length > 0 ? t('Hides {0}.', over.join(', ')) : t('Empty file that hides nothing.');
      return { ...describeSkipped(path, 'mask', message, false, consumer), isCertain: true };
    }
    case 'breaks':
      return describeSkipped(path, 'file-link', t('Broken symbolic link.'), true, consumer);
    default:
      return {
        ...describeSkipped(
          path,
          ...describeForeign(name, isIgnoredLink ? 'link' : kind, consumer),
          false,
          consumer,
        ),
        isCertain: true,
      };
  }
}

function describeMasked(path: string, message: string): ReadCandidate {
  return {
    path,
    verdict: { path, verdict: 'masked', code: 'file-hidden', message },
    isCertain: true,
    isFatal: false,
  };
}

function describeForeign(
  name: string,
  kind: Listed['kind'] | 'link',
  consumer: string,
): [code: string, message: string] {
  if (kind === 'link') return ['file-link', t('{0} ignores symbolic links.', consumer)];
  if (kind === 'device') return ['file-link', t('{0} ignores links to devices.', consumer)];
  if (kind === 'dangling') return ['file-link', t('{0} ignores broken symbolic links.', consumer)];
  return ['file-name', t('{0} ignores files named “{1}”.', consumer, name)];
}

function describeSkipped(
  path: string,
  code: string,
  message: string,
  isFatal: boolean,
  consumer: string,
  reason?: string,
): ReadCandidate {
  const file = reason === undefined ? path : `${path} (${reason})`;
  const why = t('{0} cannot read {1}, so it selects no firmware at all.', consumer, file);
  return {
    path,
    verdict: { path, verdict: 'skipped', code, message },
    isFatal,
    ...(isFatal && {
      end: { message: why, problems: [{ code: 'descriptor-breaks', severity: 'error', message: why }] },
    }),
  };
}
