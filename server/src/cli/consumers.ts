import { t } from '../text/translations';
import { consumers, findConsumer, type ConsumerVerdict, type Verdict } from '../consumers/index';
import { UsageError, type Line } from './outcome';

/** The ids of `--consumer`. Throws UsageError where one is not known. */
export function checkConsumers(ids: readonly string[]): readonly string[] {
  for (const id of ids)
    if (!findConsumer(id)) {
      const known = consumers.map((consumer) => consumer.id).join(', ');
      throw new UsageError(t('--consumer: there is no consumer “{0}”; known are {1}', id, known));
    }
  return ids;
}

/** The verdicts by id, as JSON output has them. */
export function toVerdictsById(verdicts: readonly ConsumerVerdict[]): Record<string, object> {
  return Object.fromEntries(
    verdicts.map(({ consumer, verdict, because }) => [consumer, { verdict, because }]),
  );
}

/** A line for each consumer that does not load the file, such as `FILE: libvirt@11.3 skips it: template-missing`. */
export function formatVerdictLines(path: string, verdicts: readonly ConsumerVerdict[]): Line[] {
  return verdicts
    .filter(({ verdict }) => verdict !== 'loads')
    .map((judged) => [`${path}: ${formatVerdict(judged)}`]);
}

/** Such as `libvirt@11.3 skips it: template-missing`. */
export function formatVerdict({ consumer, verdict, because }: ConsumerVerdict): string {
  return [describeBehaviour(consumer, verdict), because.join(', ')].filter(Boolean).join(': ');
}

function describeBehaviour(consumer: string, verdict: Verdict): string {
  switch (verdict) {
    case 'loads':
      return t('{0} loads it', consumer);
    case 'skips':
      return t('{0} skips it', consumer);
    case 'masks':
      return t('{0} hides others by it', consumer);
    case 'breaks':
      return t('{0} fails because of it', consumer);
  }
}
