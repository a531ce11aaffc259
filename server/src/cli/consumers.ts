import { consumers, findConsumer, type ConsumerVerdict } from '../consumers/index';
import { UsageError } from './outcome';
import { printable } from './terminal';

/** The ids of `--consumer`. Throws UsageError where one is not known. */
export function checkedConsumers(ids: readonly string[]): readonly string[] {
  for (const id of ids)
    if (!findConsumer(id)) {
      const known = consumers.map((consumer) => consumer.id).join(', ');
      throw new UsageError(`--consumer: there is no consumer “${id}”; known are ${known}`);
    }
  return ids;
}

/** The verdicts by id, as JSON output has them. */
export function verdictsById(verdicts: readonly ConsumerVerdict[]): Record<string, object> {
  return Object.fromEntries(
    verdicts.map(({ consumer, verdict, because }) => [consumer, { verdict, because }]),
  );
}

const WHAT_IT_DOES = {
  skips: 'skips it',
  masks: 'hides others by it',
  breaks: 'fails because of it',
} as const;

/** A line for each consumer that does not load the file, such as `FILE: libvirt@11.3 skips it: template-missing`. */
export function verdictLines(path: string, verdicts: readonly ConsumerVerdict[]): string {
  return verdicts
    .flatMap(({ consumer, verdict, because }) => {
      if (verdict === 'loads') return [];
      const why = because.length > 0 ? `: ${because.join(', ')}` : '';
      return [`${printable(`${path}: ${consumer} ${WHAT_IT_DOES[verdict]}${why}`)}\n`];
    })
    .join('');
}
