import { t } from '@vscode/l10n';
import type { DescriptorDocument } from '../descriptor/document';
import type { Consumer, Judgement, Objection, Verdict } from './consumer';
import { readAs } from './jsonDialect';
import { LIBVIRT_11_3, LIBVIRT_12_8, LIBVIRT_9_0 } from './libvirt';
import { MKOSI_27 } from './mkosi';
import { VMSPAWN_257, VMSPAWN_262 } from './vmspawn';

export type { Consumer, Judgement, Objection, Verdict } from './consumer';

/** The programs that are known, older releases first. */
export const consumers: readonly Consumer[] = [
  LIBVIRT_9_0,
  LIBVIRT_11_3,
  LIBVIRT_12_8,
  VMSPAWN_257,
  VMSPAWN_262,
  MKOSI_27,
];

/** The consumer of that id. A point release stands for the release that it mends: `libvirt@11.3.1` for `libvirt@11.3`. */
export function findConsumer(id: string): Consumer | undefined {
  return consumers.find(
    (consumer) =>
      id === consumer.id ||
      (id.startsWith(`${consumer.id}.`) && /^(\.\d+)+$/.test(id.slice(consumer.id.length))),
  );
}

/** Whom a descriptor is judged for where nobody chose: the newest libvirt that was watched at work. */
export const DEFAULT_CONSUMERS: readonly string[] = [LIBVIRT_11_3.id];

/** So many reasons are told of one file. */
const MAX_OBJECTIONS = 50;

/**
 * What a consumer does with a descriptor, and why; worked out once for each document. The range of an objection is one of the
 * document.
 */
export function judge(consumer: Consumer, document: DescriptorDocument): Judgement {
  const known = judged.get(document) ?? new Map<Consumer, Judgement>();
  judged.set(document, known);
  const judgement = known.get(consumer) ?? judgementOf(consumer, document);
  known.set(consumer, judgement);
  return judgement;
}

const judged = new WeakMap<DescriptorDocument, Map<Consumer, Judgement>>();

function judgementOf(consumer: Consumer, document: DescriptorDocument): Judgement {
  if (document.isMask && consumer.onEmpty === 'masks') return { verdict: 'masks', because: [] };
  const because = objections(consumer, document).slice(0, MAX_OBJECTIONS);
  return { verdict: because.length > 0 ? consumer.onUnusable : 'loads', because };
}

/** What a consumer does with a file that is not UTF-8, of which there is no document. All of them refuse it. */
export function judgeUndecodable(consumer: Consumer): Judgement {
  const because = [{ code: 'json-encoding', range: { start: 0, end: 0 }, message: t('not UTF-8') }];
  return { verdict: consumer.onUnusable, because };
}

/** A judgement in short. */
export interface ConsumerVerdict {
  /** The id of the consumer. */
  readonly consumer: string;
  /** Its name and version, such as `libvirt 11.3`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The codes of the objections, each once. */
  readonly because: readonly string[];
}

/**
 * What the consumers of these ids do with a document; `undefined` stands for a file that is not UTF-8. Unknown ids are left out,
 * and consumers that fail by a bug.
 */
export function verdicts(
  ids: readonly string[],
  document: DescriptorDocument | undefined,
): readonly ConsumerVerdict[] {
  return ids.flatMap((id) => {
    const consumer = findConsumer(id);
    if (!consumer) return [];
    const judgement = document ? judgeIfPossible(consumer, document) : judgeUndecodable(consumer);
    if (!judgement) return [];
    const { verdict, because } = judgement;
    const codes = [...new Set(because.map(({ code }) => code))];
    return [{ consumer: id, name: `${consumer.name} ${consumer.version}`, verdict, because: codes }];
  });
}

function judgeIfPossible(consumer: Consumer, document: DescriptorDocument): Judgement | undefined {
  try {
    return judge(consumer, document);
  } catch {
    return undefined;
  }
}

function objections(consumer: Consumer, document: DescriptorDocument): readonly Objection[] {
  const seen = readAs(consumer.json, document);
  return 'refused' in seen ? seen.refused : consumer.read(seen.root, seen.document);
}
