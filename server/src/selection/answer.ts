import { chooserOf } from '../consumers/choosers';
import type { Chooser } from '../consumers/chooser';
import { readFirmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { DEFAULT_CONSUMER, findConsumer, nameOf } from '../consumers/index';
import { readAs } from '../consumers/jsonDialect';
import { defaultMachine, readDomain } from '../consumers/libvirt/domain';
import { DescriptorDocument } from '../descriptor/document';
import { canonicalMachine } from '../descriptor/machineTypes';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Files } from './directory';
import { explain, type Candidate } from './explain';
import { list, opened, searchPath } from './listing';
import type { Nearest } from './nearest';
import type {
  Asked,
  ConsumerName,
  FileOfPath,
  GuestAnswer,
  GuestQuestion,
  NearestAnswer,
  NoDomain,
  Question,
  SearchPathAnswer,
  Span,
} from './question';
import { verdictOn } from './verdict';
import { wishesOf } from './wishes';

/** The computer that is asked about, and what is known of QEMU. */
export interface Host {
  /** Its files, by their paths there. */
  readonly files: Files;
  /** The folder of the user's configuration; undefined where nobody knows it. */
  readonly configuration: string | undefined;
  /** Of the guests that name none. */
  readonly architecture: string;
  /** The schema whose terms reasons are put in. */
  readonly context: SchemaContext;
  readonly newestRelease: string;
}

export async function answer(
  question: Question,
  host: Host,
): Promise<SearchPathAnswer | GuestAnswer | NoDomain> {
  return question.kind === 'guest' ? explainGuest(question, host) : listSearchPath(question, host);
}

async function listSearchPath(asked: Asked, host: Host): Promise<SearchPathAnswer> {
  const chooser = chooseConsumer(asked.consumers);
  const { folders, candidates } = await findCandidates(asked, chooser, host);
  const files = candidates.map((candidate) => describeFile(candidate, chooser, host));
  const { merges } = chooser.consumer.manner;
  return { consumer: namesOf(chooser), folders, merges, files: await Promise.all(files) };
}

async function explainGuest(asked: GuestQuestion, host: Host): Promise<GuestAnswer | NoDomain> {
  const found = guestOf(asked, host);
  if ('problem' in found) return found;
  const { guest, os } = found;
  const isDomain = typeof asked.guest === 'string';
  const known = isDomain
    ? asked.consumers.filter((id) => findConsumer(id)?.takesDomains === true)
    : asked.consumers;
  const chooser = chooseConsumer(known);
  const { folders, candidates } = await findCandidates(asked, chooser, host);
  const explanation = explain(guest, candidates, chooser, host.context);
  return {
    consumer: namesOf(chooser),
    folders,
    guest: wishesOf(guest),
    leavesChoice: guest.firmware !== undefined,
    ...(os && { os }),
    picked: explanation.picked ?? null,
    stopped: explanation.stopped ?? null,
    candidates: explanation.candidates,
    nearest: explanation.nearest ? describeNearest(explanation.nearest) : null,
  };
}

/** Of several consumers the first whose choice is known; the default where it is of none. */
function chooseConsumer(ids: readonly string[]): Chooser {
  for (const id of [...ids, DEFAULT_CONSUMER]) {
    const chooser = chooserOf(id);
    if (chooser) return chooser;
  }
  throw new Error(`${DEFAULT_CONSUMER} is unknown`);
}

function namesOf({ consumer }: Chooser): ConsumerName {
  return { id: consumer.id, name: nameOf(consumer), isVerified: consumer.isVerified };
}

async function findCandidates(
  { inSession }: Asked,
  { consumer: { manner } }: Chooser,
  { files, configuration }: Host,
): Promise<{ readonly folders: readonly string[]; readonly candidates: readonly Candidate[] }> {
  const folders = searchPath(manner, { configuration, inSession });
  return { folders, candidates: await opened(await list(folders, manner, files), files) };
}

async function describeFile(
  candidate: Candidate,
  { consumer }: Chooser,
  { context, files }: Host,
): Promise<FileOfPath> {
  const { path, name, by, over, text } = candidate;
  const { verdict, because } = verdictOn(candidate, consumer, context);
  const missing: string[] = [];
  if (text !== undefined) {
    const seen = readAs(consumer.json, new DescriptorDocument(text, context, path));
    const { file, template } = 'root' in seen ? readFirmware(seen.root) : {};
    for (const image of [file, template])
      if (image?.startsWith('/') && !(await files.stat(image))) missing.push(image);
  }
  return {
    name,
    folder: path.slice(0, -name.length - 1),
    verdict,
    because: because.map(({ code, message }) => ({ code, ...(message !== undefined && { message }) })),
    ...(by !== undefined && { by }),
    over,
    missingImages: missing,
  };
}

function guestOf(
  { guest, qemuVersion }: GuestQuestion,
  host: Host,
): { readonly guest: Guest; readonly os?: Span } | NoDomain {
  const release = qemuVersion === 'latest' ? host.newestRelease : qemuVersion;
  if (typeof guest !== 'string') {
    const { architecture = host.architecture } = guest;
    const type = guest.machine ?? defaultMachine(architecture);
    return { guest: { ...guest, architecture, machine: canonicalMachine(architecture, type, release) } };
  }
  const found = readDomain(guest, { architecture: host.architecture, qemuVersion: release });
  if (!('guest' in found)) return { problem: found.message, offset: found.offset };
  return { guest: found.guest, os: { start: found.os.start, end: endOfTag(guest, found.os.start) } };
}

/** Where the tag at `start` ends. A `>` inside of an attribute is no end. */
function endOfTag(text: string, start: number): number {
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
