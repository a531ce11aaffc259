import { t } from '../text/translations';
import type { Consequence, Failure } from '../consumers/consumer';
import {
  consumers,
  findConsumer,
  judge,
  judgeIfPossible,
  judgeUndecodable,
  formatConsumer,
  type Objection,
} from '../consumers/index';
import type { DescriptorDocument } from '../descriptor/document';
import { REFUSED } from '../rules/fileFindings';
import { reportBrokenConsumer } from '../rules/internalError';
import type { Finding } from '../rules/rule';
import { joinWithAnd } from '../text/conjunction';

/** How a consumer treats the file, and why. */
interface Reaction {
  readonly consequence: Consequence;
  readonly because: readonly Objection[];
}

/**
 * Adds consequences to the findings for which a consumer rejects the document; they decide the severity of findings on valid text.
 * Consumers are given by id, in the order of the message; unknown ids are ignored. An `undefined` document is a file that is not UTF-8.
 * A consumer that fails because of a bug gets a separate finding, which comes first. A consumer that rejects the file for another reason
 * gets one, too, which comes last.
 */
export function addConsequences(
  findings: readonly Finding[],
  ids: readonly string[],
  document: DescriptorDocument | undefined,
): readonly Finding[] {
  const reactions: Reaction[] = [];
  const broken: Finding[] = [];
  for (const id of ids) {
    const consumer = findConsumer(id);
    if (!consumer) continue;
    try {
      const { because } = document ? judge(consumer, document) : judgeUndecodable(consumer);
      reactions.push({ consequence: { consumer: id, effect: consumer.effect }, because });
    } catch (error) {
      broken.push(reportBrokenConsumer(formatConsumer(consumer), document?.text ?? '', error));
    }
  }
  if (broken.length === 0 && reactions.every(({ because }) => because.length === 0)) return findings;
  const isInUse = document?.isInstalled ?? false;
  const told = findings.map((finding) => addTo(finding, reactions, isInUse));
  return [...broken, ...told, ...reportUnexplained(told, reactions, isInUse)];
}

function addTo(finding: Finding, reactions: readonly Reaction[], isInUse: boolean): Finding {
  const consequences = reactions
    .filter(({ because }) => because.some((objection) => isOf(objection, finding)))
    .map(({ consequence }) => consequence);
  if (consequences.length === 0) return finding;
  const place = finding.errorWhereRefused;
  const isError = place === 'anywhere' || (place === 'in-use' && isInUse);
  return { ...finding, ...(isError && { severity: 'error' }), consequences };
}

/** Makes a finding for each reason for which consumers reject the file and that no other finding explains. */
function reportUnexplained(
  told: readonly Finding[],
  reactions: readonly Reaction[],
  isInUse: boolean,
): readonly Finding[] {
  const explained = new Set(
    told.flatMap(({ consequences = [] }) => consequences.map(({ consumer }) => consumer)),
  );
  const reported = new Map<string, Finding>();
  for (const { consequence, because } of reactions) {
    const [objection] = because;
    if (!objection || explained.has(consequence.consumer)) continue;
    const { range, message } = objection;
    const key = `${range.start} ${range.end} ${message}`;
    const { consequences = [] } = reported.get(key) ?? {};
    const all = [...consequences, consequence];
    reported.set(key, {
      ...REFUSED,
      ...(isInUse && all.some(({ effect }) => effect === 'breaks') && { severity: 'error' }),
      message: t('Some programs cannot use this file: {0}.', message),
      range,
      consequences: all,
    });
  }
  return [...reported.values()];
}

/** Whether every known program rejects the file because of a finding, regardless of which are chosen. */
export function isRefusedByAll(finding: Finding, document: DescriptorDocument): boolean {
  return consumers.every((consumer) =>
    judgeIfPossible(consumer, document)?.because.some((objection) => isOf(objection, finding)),
  );
}

/** Formats the message of a finding with its consequences, for clients that support only text. */
export function formatFullMessage({
  message,
  consequences = [],
}: Pick<Finding, 'message' | 'consequences'>): string {
  return consequences.length === 0 ? message : `${message} ${formatSentence(consequences)}`;
}

/** “libvirt 11.3 and libvirt 12.8 silently ignore this file; libvirt 9.0 selects no firmware at all because of this file.” */
function formatSentence(consequences: readonly Consequence[]): string {
  const sharing = new Map<Failure, string[]>();
  for (const { consumer: id } of consequences) {
    const consumer = findConsumer(id);
    if (!consumer) continue;
    const { onUnusable } = consumer;
    sharing.set(onUnusable, [...(sharing.get(onUnusable) ?? []), formatConsumer(consumer)]);
  }
  return `${[...sharing].map(([failure, names]) => formatClause(failure, names)).join('; ')}.`;
}

/** Describes a failure as users see it. */
function formatClause(failure: Failure, names: readonly string[]): string {
  const [name = ''] = names;
  switch (failure) {
    case 'skips-silently':
      return names.length > 1
        ? t('{0} silently ignore this file', joinWithAnd(names))
        : t('{0} silently ignores this file', name);
    case 'selects-nothing':
      return names.map((each) => t('{0} selects no firmware at all because of this file', each)).join('; ');
    case 'raises-exception':
      return names.map((each) => t('{0} fails with an error because of this file', each)).join('; ');
  }
}

/** Whether a rule and a consumer report the same: one code for the same missing member, or for places that touch. */
function isOf({ code, range, missing }: Objection, finding: Finding): boolean {
  if (code !== finding.code) return false;
  if (missing !== undefined && finding.missing !== undefined) return missing === finding.missing;
  return range.start <= finding.range.end && finding.range.start <= range.end;
}
