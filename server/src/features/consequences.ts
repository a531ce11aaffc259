import type { Consequence } from '../consumers/consumer';
import { findConsumer, judge, judgeUndecodable, type Consumer, type Objection } from '../consumers/index';
import type { DescriptorDocument } from '../descriptor/document';
import { brokenConsumer } from '../rules/internalError';
import type { Finding } from '../rules/rule';
import { conjunction } from '../text/conjunction';

/**
 * The findings of a document, those for which a consumer gives up the file with a sentence that says so. Consumers are named by
 * id, in the order in which they are told of; unknown ones are passed over. `undefined` stands for a file that is not UTF-8.
 * A consumer that fails by a bug has a finding of its own, which comes first.
 */
export function withConsequences(
  findings: readonly Finding[],
  ids: readonly string[],
  document: DescriptorDocument | undefined,
): readonly Finding[] {
  const judgements: { consumer: Consumer; because: readonly Objection[] }[] = [];
  const broken: Finding[] = [];
  for (const consumer of ids.flatMap((id) => findConsumer(id) ?? []))
    try {
      const { because } = document ? judge(consumer, document) : judgeUndecodable(consumer);
      judgements.push({ consumer, because });
    } catch (error) {
      broken.push(brokenConsumer(`${consumer.name} ${consumer.version}`, document?.text ?? '', error));
    }
  const told = findings.map((finding) => {
    const suffering = judgements.filter(({ because }) =>
      because.some((objection) => isOf(objection, finding)),
    );
    if (suffering.length === 0) return finding;
    return {
      ...finding,
      message: `${finding.message} ${sentence(suffering.map(({ consumer }) => consumer))}`,
    };
  });
  return [...broken, ...told];
}

/** Such as “libvirt 11.3 and libvirt 12.8 skip this file without a message; libvirt 9.0 then refuses to select any firmware.” */
function sentence(consumers: readonly Consumer[]): string {
  const sharing = new Map<Consequence, Consumer[]>();
  for (const consumer of consumers) {
    const { consequence } = consumer;
    sharing.set(consequence, [...(sharing.get(consequence) ?? []), consumer]);
  }
  const clauses = [...sharing].flatMap(([{ one, many }, those]) => {
    const names = those.map(({ name, version }) => `${name} ${version}`);
    return many && names.length > 1 ? [many(conjunction(names))] : names.map(one);
  });
  return `${clauses.join('; ')}.`;
}

/** Whether a rule and a consumer speak of the same: by one code of the same missing member, or of places that touch. */
function isOf({ code, range, missing }: Objection, finding: Finding): boolean {
  if (code !== finding.code) return false;
  if (missing !== undefined && finding.missing !== undefined) return missing === finding.missing;
  return range.start <= finding.range.end && finding.range.start <= range.end;
}
