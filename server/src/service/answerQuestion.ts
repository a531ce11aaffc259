import { CHOOSERS, findChooser } from '../consumers/choosers';
import type { Chooser } from '../consumers/chooser';
import type { Guest } from '../consumers/guest';
import { NEWEST_LIBVIRT, findConsumer, formatConsumer } from '../consumers/index';
import { readDomain } from '../consumers/libvirt/domain';
import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import { formatFullMessage } from '../features/consequences';
import type { Candidate } from '../selection/explain';
import { describeFilledOs } from '../selection/filledOs';
import type { User } from '../selection/listing';
import type { Nearest } from '../selection/nearest';
import type {
  Asked,
  ConsumerName,
  EncodingFinding,
  FileOfPath,
  GuestAnswer,
  GuestQuestion,
  NearestAnswer,
  NoDomainAnswer,
  Question,
  SearchPathAnswer,
  Span,
} from '../selection/question';
import { listWishes } from '../selection/wishes';
import { describeCandidateVerdict } from '../selection/words';
import type { Workspace } from '../workspace/workspace';
import { completeGuest } from './completeGuest';
import { reportNotUtf8 } from './encoding';
import { explainGuest } from './explainGuest';
import { judgeCandidate, makeGuestFor, searchDescriptors, type Found } from './search';

/** The computer that a question is about, and its QEMU. */
export interface Computer {
  /** Its files, by their paths there. */
  readonly files: Workspace;
  /** The user's folders there, if known. */
  readonly user: Omit<User, 'inSession'>;
  /** The architecture of guests that name none. */
  readonly architecture: string;
  /** The schema for the wording of reasons. */
  readonly context: SchemaContext;
  readonly newestRelease: string;
}

/**
 * Answers a question about the selection of firmware, as plain data. Rejects only if reading files does.
 *
 * @param host the computer whose files are read
 */
export async function answerQuestion(
  question: Question,
  host: Computer,
): Promise<SearchPathAnswer | GuestAnswer | NoDomainAnswer> {
  return question.kind === 'guest' ? answerOnGuest(question, host) : listSearchPath(question, host);
}

async function listSearchPath(asked: Asked, host: Computer): Promise<SearchPathAnswer> {
  const found = await searchDescriptors(chooseConsumer(asked.consumers), makeUser(asked, host), host.files);
  return {
    consumer: getConsumerName(found.chooser),
    consumers: CHOOSERS.map((id) => getConsumerName(chooseConsumer([id]))),
    folders: found.folders,
    merges: found.chooser.consumer.manner.order === 'by-name',
    files: found.candidates.map((candidate) => describeFile(candidate, found, asked, host)),
  };
}

async function answerOnGuest(asked: GuestQuestion, host: Computer): Promise<GuestAnswer | NoDomainAnswer> {
  const found = readGuest(asked, host);
  if ('problem' in found) return found;
  const { guest, os } = found;
  const isDomain = typeof asked.guest === 'string';
  const known = isDomain
    ? asked.consumers.filter((id) => findConsumer(id)?.takesDomains === true)
    : asked.consumers;
  const chooser = chooseConsumer(known);
  const user = makeUser(asked, host);
  const searched = await searchDescriptors(chooser, user, host.files);
  const explanation = await explainGuest(guest, searched, {
    context: host.context,
    files: host.files,
    user,
    isRooted: asked.root !== '',
    looksAtImages: asked.looksAtImages ?? true,
  });
  return {
    consumer: getConsumerName(chooser),
    folders: searched.folders,
    guest: listWishes(guest),
    leavesChoice: guest.firmware !== undefined,
    os,
    outcome: explanation.outcome,
    picked: explanation.picked ?? null,
    stopped: explanation.stopped ?? null,
    filled: describeFilledOs(explanation.os),
    problems: explanation.problems,
    candidates: explanation.candidates.map((candidate, at) => ({
      ...candidate,
      word: describeCandidateVerdict(candidate.verdict, searched.candidates[at]?.standing),
    })),
    nearest: explanation.nearest ? describeNearest(explanation.nearest) : null,
  };
}

/** Returns the first of several consumers whose choice is known; the newest libvirt if there is none. */
function chooseConsumer(ids: readonly string[]): Chooser {
  for (const id of [...ids, NEWEST_LIBVIRT]) {
    const chooser = findChooser(id);
    if (chooser) return chooser;
  }
  throw new Error(`${NEWEST_LIBVIRT} is unknown`);
}

function getConsumerName({ consumer }: Chooser): ConsumerName {
  return { id: consumer.id, name: formatConsumer(consumer), isVerified: consumer.isVerified };
}

function makeUser({ inSession, directories }: Asked, { user }: Computer): User {
  return { ...user, inSession, directories };
}

function describeFile(candidate: Candidate, found: Found, asked: Asked, host: Computer): FileOfPath {
  const { path, because, ...file } = judgeCandidate(candidate, found, host.context);
  return {
    ...file,
    folder: path.slice(0, -file.name.length - 1),
    because: because.map(({ code, message }) => ({ code, message })),
    encoding: describeEncoding(candidate, asked, host),
    guest: makeGuestFor(candidate, found, host.context),
  };
}

function describeEncoding(
  { path, text, invalid }: Candidate,
  { consumers }: Asked,
  { context }: Computer,
): EncodingFinding | undefined {
  if (!invalid) return undefined;
  const document = text === undefined ? text : new DescriptorDocument(text, context, path, undefined, true);
  const message = formatFullMessage(reportNotUtf8(consumers, document));
  return { message, range: { start: invalid, end: { ...invalid, character: invalid.character + 1 } } };
}

function readGuest(
  { guest, qemuVersion }: GuestQuestion,
  host: Computer,
): { readonly guest: Guest; readonly os?: Span } | NoDomainAnswer {
  const release = qemuVersion === 'latest' ? host.newestRelease : qemuVersion;
  const defaults = { architecture: host.architecture, qemuVersion: release };
  if (typeof guest !== 'string') return { guest: completeGuest(guest, defaults) };
  const found = readDomain(guest, defaults);
  if (!('guest' in found)) return { problem: found.message, offset: found.offset };
  return { guest: found.guest, os: { start: found.os.start, end: findTagEnd(guest, found.os.start) } };
}

/** Finds the end of the tag at `start`. A `>` inside an attribute does not end it. */
function findTagEnd(text: string, start: number): number {
  const tag = /<(?:[^>"']|"[^"]*"|'[^']*')*>/y;
  tag.lastIndex = start;
  return start + (tag.exec(text)?.[0].length ?? 0);
}

function describeNearest({ path, refusals }: Nearest): NearestAnswer {
  return {
    path,
    changes: refusals.map(({ code, message, guest, firmware }) => ({
      code,
      message: message(),
      guest: guest?.text() ?? null,
      descriptor: firmware?.text() ?? null,
    })),
  };
}
