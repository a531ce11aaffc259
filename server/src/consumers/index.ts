import type { Code } from '../descriptor/codes';
import type { DescriptorDocument } from '../descriptor/document';
import { Kept } from '../descriptor/kept';
import {
  EFFECTS,
  type Consumer,
  type Judgement,
  type Objection,
  type Program,
  type ProgramId,
  type Verdict,
} from './consumer';
import { BCVK } from './bcvk/program';
import { objectToEncoding, readAs } from './jsonDialect';
import { LIBVIRT } from './libvirt/program';
import { MKOSI } from './mkosi/program';
import { NOVA } from './nova/program';
import { VMSPAWN } from './vmspawn/program';

export type { Consumer, Judgement, Objection, Verdict } from './consumer';

const BY_PROGRAM: Readonly<Record<ProgramId, readonly Consumer[]>> = {
  libvirt: makeConsumers(LIBVIRT),
  vmspawn: makeConsumers(VMSPAWN),
  mkosi: makeConsumers(MKOSI),
  nova: makeConsumers(NOVA),
  bcvk: makeConsumers(BCVK),
};

/** All known releases of programs, the older releases of each program first. */
export const consumers: readonly Consumer[] = Object.values(BY_PROGRAM).flat();

function makeConsumers<Reading, Choice>(program: Program<Reading, Choice>): Consumer[] {
  const { id, name, takesDomains } = program;
  return program.releases.map(({ version, reading, onUnusable, ...release }) => ({
    ...release,
    id: `${id}@${version}`,
    name,
    version,
    takesDomains,
    onUnusable,
    effect: EFFECTS[onUnusable],
    read: (root, document) => program.read(root, document, reading),
  }));
}

/**
 * Returns the consumer with this id. A point release means the release that it fixes: `libvirt@11.3.1` means `libvirt@11.3`. A release
 * that behaves like an older one means that one.
 */
export function findConsumer(id: string): Consumer | undefined {
  return (
    byId.get(id) ?? consumers.find((consumer) => listIds(consumer).some((known) => isReleaseOf(id, known)))
  );
}

const byId: ReadonlyMap<string, Consumer> = new Map(
  [...consumers].reverse().flatMap((consumer) => listIds(consumer).map((id) => [id, consumer])),
);

function listIds({ id, version, alsoCovers = [] }: Consumer): readonly string[] {
  return [id, ...alsoCovers.map((other) => id.slice(0, -version.length) + other)];
}

function isReleaseOf(id: string, known: string): boolean {
  return id === known || (id.startsWith(`${known}.`) && /^(\.\d+)+$/.test(id.slice(known.length)));
}

/** The newest known libvirt: descriptors are judged for it if no consumer is chosen or installed. */
export const NEWEST_LIBVIRT: string = getNewest(BY_PROGRAM.libvirt).id;

function getNewest(releases: readonly Consumer[]): Consumer {
  const newest = releases.at(-1);
  if (!newest) throw new Error('no release of libvirt is known');
  return newest;
}

/** Returns the name of a consumer for users, such as `libvirt 11.3`. */
export function formatConsumer({ name, version }: Pick<Consumer, 'name' | 'version'>): string {
  return `${name} ${version}`;
}

/** The number of reasons that are given for one file. */
const MAX_OBJECTIONS = 50;

/**
 * Returns what a consumer does with a descriptor, and why; computed once for each document. The ranges of objections refer to the
 * document.
 */
export function judge(consumer: Consumer, document: DescriptorDocument): Judgement {
  const known = judgements.of(document, makeMap);
  const judgement = known.get(consumer) ?? getJudgement(consumer, document);
  known.set(consumer, judgement);
  return judgement;
}

const judgements = new Kept<Map<Consumer, Judgement>>();
const makeMap = (): Map<Consumer, Judgement> => new Map();

function getJudgement(consumer: Consumer, document: DescriptorDocument): Judgement {
  if (document.isMask && consumer.manner.onEmpty === 'masks') return { verdict: 'masks', because: [] };
  const because = listObjections(consumer, document).slice(0, MAX_OBJECTIONS);
  return { verdict: because.length > 0 ? consumer.effect : 'loads', because };
}

/** Returns what a consumer does with a file that does not have the form of UTF-8, which has no document. All consumers reject it. */
export function judgeUndecodable(consumer: Consumer): Judgement {
  return { verdict: consumer.effect, because: [objectToEncoding()] };
}

/** A judgement in brief. */
export interface ConsumerVerdict {
  /** The id of the consumer. */
  readonly consumer: string;
  /** Its name and version, such as `libvirt 11.3`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The codes of the objections, each once. */
  readonly because: readonly Code[];
}

/**
 * Returns what the consumers with these ids do with a document, or with a file that is not UTF-8 if it is `undefined`. Leaves out
 * unknown ids, and consumers whose model fails because of a bug.
 */
export function listVerdicts(
  ids: readonly string[],
  document: DescriptorDocument | undefined,
): readonly ConsumerVerdict[] {
  const verdicts: ConsumerVerdict[] = [];
  for (const id of ids) {
    const consumer = findConsumer(id);
    const judgement =
      consumer && (document ? judgeIfPossible(consumer, document) : judgeUndecodable(consumer));
    if (!judgement) continue;
    const { verdict, because } = judgement;
    const codes = because.length > 0 ? [...new Set(because.map(({ code }) => code))] : NONE;
    verdicts.push({ consumer: id, name: formatConsumer(consumer), verdict, because: codes });
  }
  return verdicts;
}

const NONE: readonly never[] = [];

/** Like `judge`; undefined if that fails because of a bug. */
export function judgeIfPossible(consumer: Consumer, document: DescriptorDocument): Judgement | undefined {
  try {
    return judge(consumer, document);
  } catch {
    return undefined;
  }
}

function listObjections(consumer: Consumer, document: DescriptorDocument): readonly Objection[] {
  const seen = readAs(consumer.json, document);
  return 'refused' in seen ? seen.refused : consumer.read(seen.root, seen.document);
}
