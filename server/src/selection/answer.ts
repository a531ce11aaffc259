import { readAs } from '../consumers/jsonDialect';
import { DescriptorDocument } from '../descriptor/document';
import { canonicalMachine } from '../descriptor/machineTypes';
import type { SchemaContext } from '../descriptor/schemaContext';
import { chooserOf, type Chooser } from './chooser';
import type { Files } from './directory';
import { defaultMachine, readDomain } from './domain';
import { explain, type Candidate } from './explain';
import { readFirmware } from './firmware';
import type { Guest } from './guest';
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

/** The machine that is asked about, and what is known of QEMU. */
export interface Machine {
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

/** Whom to answer for where the choice of none of the consumers is known. */
const DEFAULT = 'libvirt@11.3';

export async function answer(
  question: Question,
  machine: Machine,
): Promise<SearchPathAnswer | GuestAnswer | NoDomain> {
  return question.kind === 'guest' ? explained(question, machine) : searched(question, machine);
}

async function searched(asked: Asked, machine: Machine): Promise<SearchPathAnswer> {
  const chooser = firstKnown(asked.consumers);
  const { folders, candidates } = await look(asked, chooser, machine);
  const files = candidates.map((candidate) => fileOf(candidate, chooser, machine));
  const { merges } = chooser.manner;
  return { consumer: nameOf(chooser), folders, merges, files: await Promise.all(files) };
}

async function explained(asked: GuestQuestion, machine: Machine): Promise<GuestAnswer | NoDomain> {
  const found = guestOf(asked, machine);
  if ('problem' in found) return found;
  const { guest, os } = found;
  const isDomain = typeof asked.guest === 'string';
  const known = isDomain ? asked.consumers.filter((id) => id.startsWith('libvirt@')) : asked.consumers;
  const chooser = firstKnown(known);
  const { folders, candidates } = await look(asked, chooser, machine);
  const explanation = explain(guest, candidates, chooser, machine.context);
  return {
    consumer: nameOf(chooser),
    folders,
    guest: wishesOf(guest),
    leavesChoice: guest.firmware !== undefined,
    ...(os && { os }),
    picked: explanation.picked ?? null,
    stopped: explanation.stopped ?? null,
    candidates: explanation.candidates,
    nearest: explanation.nearest ? inSentences(explanation.nearest) : null,
  };
}

function firstKnown(ids: readonly string[]): Chooser {
  for (const id of [...ids, DEFAULT]) {
    const chooser = chooserOf(id);
    if (chooser) return chooser;
  }
  throw new Error(`${DEFAULT} is unknown`);
}

function nameOf({ consumer: { id, name, version, isVerified } }: Chooser): ConsumerName {
  return { id, name: `${name} ${version}`, isVerified };
}

async function look(
  { inSession }: Asked,
  { manner }: Chooser,
  { files, configuration }: Machine,
): Promise<{ readonly folders: readonly string[]; readonly candidates: readonly Candidate[] }> {
  const folders = searchPath(manner, { configuration, inSession });
  return { folders, candidates: await opened(await list(folders, manner, files), files) };
}

async function fileOf(
  candidate: Candidate,
  { consumer }: Chooser,
  { context, files }: Machine,
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
  machine: Machine,
): { readonly guest: Guest; readonly os?: Span } | NoDomain {
  const release = qemuVersion === 'latest' ? machine.newestRelease : qemuVersion;
  if (typeof guest !== 'string') {
    const { architecture = machine.architecture } = guest;
    const type = guest.machine ?? defaultMachine(architecture);
    return { guest: { ...guest, architecture, machine: canonicalMachine(architecture, type, release) } };
  }
  const found = readDomain(guest, { architecture: machine.architecture, qemuVersion: release });
  if (!('guest' in found)) return { problem: found.message, offset: found.offset };
  return { guest: found.guest, os: { start: found.os.start, end: endOfTag(guest, found.os.start) } };
}

/** Where the tag at `start` ends. A `>` inside of an attribute is no end. */
function endOfTag(text: string, start: number): number {
  const tag = /<(?:[^>"']|"[^"]*"|'[^']*')*>/y;
  tag.lastIndex = start;
  return start + (tag.exec(text)?.[0].length ?? 0);
}

function inSentences({ path, refusals }: Nearest): NearestAnswer {
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
