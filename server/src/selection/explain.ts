import { t } from '../text/translations';
import type { Chooser } from '../consumers/chooser';
import { readFirmware, type Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { formatConsumer } from '../consumers/index';
import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import { describeFileProblem, type FileProblem } from '../workspace/fileProblem';
import type { Listed } from './arrange';
import { findNearest, type Nearest } from './nearest';

/** A file of the search path with what is in it, where it is read. */
export interface Candidate extends Listed {
  /** Undefined where the file is not read, cannot be, or does not have the form of UTF-8. */
  readonly text?: string;
  /** Whether the file is not UTF-8, and `text` what lenient parsers make of it. */
  readonly isRepaired?: boolean;
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
  readonly picked: string | undefined;
  /** Why the consumer does not even choose, or refuses the guest where nothing fits. */
  readonly stopped: string | undefined;
  readonly candidates: readonly CandidateVerdict[];
  /** What would fit, where nothing does. */
  readonly nearest: Nearest | undefined;
}

/**
 * Which firmware a consumer gives to a guest, and why not the others.
 *
 * @param candidates in the order of the search path
 * @param context the schema whose terms the reasons are put in; consumers do not go by it
 */
export function explainSelection(
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
  context: SchemaContext,
): Explanation {
  const { consumer, readsAhead } = chooser;
  const read = candidates.map((candidate) => readCandidate(candidate, guest, chooser, context));
  const broken = readsAhead ? read.find(({ isFatal }) => isFatal) : undefined;
  const stop = chooser.findStop(guest);
  let end: End | undefined = stop === undefined ? broken?.end : { message: stop };
  const verdicts: CandidateVerdict[] = [];
  for (const each of read) {
    const verdict = judgeCandidate(each, guest, chooser, end);
    verdicts.push(verdict);
    if (verdict.verdict === 'picked') end = { message: t('An earlier one fits.'), picked: each.path };
    else if (each.isFatal) end ??= each.end;
  }
  const caveat = end ? undefined : chooser.findCaveat(guest, undefined);
  if (caveat !== undefined) end = { message: caveat };
  const usable = read.flatMap(({ path, firmware }) => (firmware ? [{ path, firmware }] : []));
  return {
    consumer: consumer.id,
    isVerified: consumer.isVerified,
    picked: end?.picked,
    stopped: end && end.picked === undefined ? end.message : undefined,
    candidates: verdicts,
    nearest: end ? undefined : findNearest(guest, usable, chooser),
  };
}

/** Why the consumer looks no further: it has its firmware, or gives up. */
interface End {
  readonly message: string;
  readonly picked?: string;
}

/** A candidate as far as it can be said without looking at the others. */
interface ReadCandidate {
  readonly path: string;
  /** What becomes of it whatever the guest wants. */
  readonly verdict?: CandidateVerdict;
  /** Whether it is said also of a file that the consumer does not come to. */
  readonly isCertain?: boolean;
  /** Whether the consumer gives up because of it. */
  readonly isFatal: boolean;
  readonly end?: End;
  readonly firmware?: Firmware;
}

function judgeCandidate(
  { path, verdict, isCertain = false, firmware }: ReadCandidate,
  guest: Guest,
  chooser: Chooser,
  end: End | undefined,
): CandidateVerdict {
  if (verdict && (isCertain || chooser.readsAhead || !end)) return verdict;
  if (end) return { path, verdict: 'not-reached', code: 'not-reached', message: end.message };
  for (const { code, message } of firmware ? chooser.findRefusals(guest, firmware) : [])
    return { path, verdict: 'refused', code, message: message() };
  const caveat = firmware && chooser.findCaveat(guest, firmware);
  return { path, verdict: 'picked', code: 'fits', message: caveat ?? t('It is the first that fits.') };
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
      t('It cannot be read: {0}.', describeFileProblem(candidate.problem)),
      isFatal,
      consumer.name,
    );
  if (text === undefined)
    return describeSkipped(path, 'json-encoding', t('It cannot be read as UTF-8.'), isFatal, consumer.name);
  const { root, objections } = chooser.read(
    new DescriptorDocument(text, context, path, undefined, candidate.isRepaired),
    guest,
  );
  const [objection] = objections;
  if (!objection) return { path, isFatal: false, ...(root && { firmware: readFirmware(root) }) };
  const message = t('{0} cannot use it: {1}.', formatConsumer(consumer), objection.message);
  return describeSkipped(path, objection.code, message, isFatal, consumer.name);
}

/** What is said of a file that takes no part in the selection. */
function describeUnread(
  { path, name, kind, standing, by = '', over }: Candidate,
  consumer: string,
): ReadCandidate {
  switch (standing) {
    case 'replaced':
      return describeMasked(path, t('{0} is read in its place.', by));
    case 'hidden':
      return describeMasked(path, t('{0} hides it.', by));
    case 'mask': {
      const message =
        over.length > 0 ? t('It hides {0}.', over.join(', ')) : t('It is empty, and hides nothing.');
      return { ...describeSkipped(path, 'mask', message, false, consumer), isCertain: true };
    }
    case 'breaks':
      return describeSkipped(path, 'file-link', t('This link leads nowhere.'), true, consumer);
    default:
      return {
        ...describeSkipped(path, ...describeForeign(name, kind, consumer), false, consumer),
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
  kind: Listed['kind'],
  consumer: string,
): [code: string, message: string] {
  if (kind === 'device')
    return ['file-link', t('{0} passes over links to devices, which hide nothing.', consumer)];
  if (kind === 'dangling') return ['file-link', t('{0} passes over links that lead nowhere.', consumer)];
  return ['file-name', t('{0} takes no file that is called “{1}”.', consumer, name)];
}

function describeSkipped(
  path: string,
  code: string,
  message: string,
  isFatal: boolean,
  consumer: string,
): ReadCandidate {
  const why = t('{0} cannot read {1}, and therefore chooses no firmware at all.', consumer, path);
  return {
    path,
    verdict: { path, verdict: 'skipped', code, message },
    isFatal,
    ...(isFatal && { end: { message: why } }),
  };
}
