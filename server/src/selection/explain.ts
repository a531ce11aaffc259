import { t } from '../text/translations';
import { isSameText, type Chooser, type SameFile, type Stop } from '../consumers/chooser';
import { readFirmware, type Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { formatConsumer } from '../consumers/index';
import type { FilledOs, GuestProblem, Outcome } from '../consumers/outcome';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Position } from '../text/lineIndex';
import { describeFileProblem, type FileProblem } from '../workspace/fileProblem';
import type { Listed } from './arrange';
import { openCandidate } from './candidateDocument';
import { findNearest, type Nearest } from './nearest';
import { addProblems, isError, refuseForErrors } from './outcome';

/** A file of the search path, with its text if it is read. */
export interface Candidate extends Listed {
  /** Undefined if the file is not read, cannot be read, or does not have the form of UTF-8. */
  readonly text?: string;
  /** Whether the file is not UTF-8, and `text` is what lenient parsers read. */
  readonly isRepaired?: boolean;
  /** The first position that is not UTF-8. */
  readonly invalid?: Position;
  /** Why the file cannot be read. */
  readonly problem?: FileProblem;
}

/** The code for a file that the file system, not its content, makes unreadable. No rule states it. */
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
  /** Whether the behaviour was tested on the consumer itself. */
  readonly isVerified: boolean;
  readonly outcome: Outcome;
  /** The selected descriptor, even if the guest is then rejected. */
  readonly picked: string | undefined;
  /** Why the consumer does not choose at all, or rejects the guest if no descriptor matches. */
  readonly stopped: string | undefined;
  /** The firmware part of the guest as the consumer fills it in. */
  readonly os: FilledOs;
  /** Further problems of the guest and its firmware, the first error first. */
  readonly problems: readonly GuestProblem[];
  readonly candidates: readonly CandidateVerdict[];
  /** The closest match, if no descriptor matches. */
  readonly nearest: Nearest | undefined;
}

/** What is known about the machine besides the descriptors. */
export interface KnownOfHost {
  /** Returns whether two image paths lead to the same file, for consumers that follow links. */
  readonly isSameFile?: SameFile | undefined;
  /** Returns whether a file that a descriptor names is missing, so it is not recommended. */
  readonly isMissing?: ((path: string) => boolean) | undefined;
  /** Problems of the guest that were found elsewhere. */
  readonly moreProblems?: readonly GuestProblem[] | undefined;
}

/**
 * Explains which firmware a consumer gives to a guest, why it rejects the others, and the outcome for the guest.
 *
 * @param candidates in the order of the search path
 * @param context the schema for the wording of reasons; consumers do not use it
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

/** Reads the candidates as far as each can be judged by itself. */
export function readCandidates(
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
  context: SchemaContext,
): readonly ReadCandidate[] {
  return candidates.map((candidate) => readCandidate(candidate, guest, chooser, context));
}

/** Like `explainSelection`, for callers that have already read the candidates. */
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

/** Why the consumer stops: it has its firmware, or gives up. */
type End = Stop;

/** A candidate as far as it can be judged without the others. */
export interface ReadCandidate {
  readonly path: string;
  /** Its verdict, if that does not depend on the guest. */
  readonly verdict?: CandidateVerdict;
  /** Whether the verdict also applies if the consumer does not reach the file. */
  readonly isCertain?: boolean;
  /** Whether the consumer gives up because of it. */
  readonly isFatal: boolean;
  /** Whether a consumer that reads ahead notices the failure only when it reaches the file. */
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

/** Keeps no syntax tree: those of a thousand files would fill the memory. */
function readCandidate(
  candidate: Candidate,
  guest: Guest,
  chooser: Chooser,
  context: SchemaContext,
): ReadCandidate {
  const { path, standing } = candidate;
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
  const document = openCandidate(candidate, context);
  if (!document)
    return describeSkipped(path, 'json-encoding', t('The file is not UTF-8.'), isFatal, consumer.name);
  const { root, objections, isMetLater } = chooser.read(document, guest);
  const [objection] = objections;
  if (!objection) return { path, isFatal: false, ...(root && { firmware: readFirmware(root) }) };
  const message = t('{0} cannot use this file: {1}.', formatConsumer(consumer), objection.message);
  const skipped = describeSkipped(path, objection.code, message, isFatal, consumer.name, objection.message);
  return { ...skipped, isMetLater };
}

/** Describes a file that takes no part in the selection. */
function describeUnread(
  { path, name, kind, standing, isIgnoredLink = false, by = '', over }: Candidate,
  consumer: string,
): ReadCandidate {
  switch (standing) {
    case 'replaced':
      return describeMasked(path, t('Overridden by {0}.', by));
    case 'hidden':
      return describeMasked(path, t('Masked by {0}.', by));
    case 'mask': {
      const message =
        over.length > 0 ? t('Masks {0}.', over.join(', ')) : t('Empty file that masks nothing.');
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
