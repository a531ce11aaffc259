import { t } from '../text/translations';
import { consumers, findConsumer, type ConsumerVerdict, type Verdict } from '../consumers/index';
import { AUTO, findMeantConsumer, type AutoConsumer } from '../consumers/installed';
import { UsageError, type Line } from './outcome';

/** Checks the ids of `--consumer`. Throws UsageError if one is unknown. */
export function checkConsumers(ids: readonly string[]): readonly string[] {
  for (const id of ids)
    if (id !== AUTO && !findConsumer(id))
      throw makeUnknown(id, [AUTO, ...consumers.map((known) => known.id)]);
  return ids;
}

/** Makes the error for an unknown consumer, with the likely one and the known ones. */
export function makeUnknown(id: string, known: readonly string[], option = '--consumer'): UsageError {
  const meant = findMeantConsumer(id);
  const names = known.join(', ');
  return new UsageError(
    meant !== undefined && known.includes(meant)
      ? t('{0}: unknown consumer “{1}”; did you mean “{2}”? Known consumers: {3}', option, id, meant, names)
      : t('{0}: unknown consumer “{1}”; known consumers: {2}', option, id, names),
  );
}

/** Returns the verdicts by id for JSON output. Those for `auto` have the installed release, or null if none is installed. */
export function toVerdictsById(
  verdicts: readonly ConsumerVerdict[],
  auto: readonly AutoConsumer[] = [],
): Record<string, object> {
  return Object.fromEntries(
    verdicts.map(({ consumer, verdict, because }) => {
      const found = auto.find(({ id }) => id === consumer);
      return [consumer, { verdict, because, ...(found && { installed: found.installed ?? null }) }];
    }),
  );
}

/** Makes a line for each consumer that does not load the file, such as `FILE: libvirt@11.3 ignores it: template-missing`. */
export function formatVerdictLines(path: string, verdicts: readonly ConsumerVerdict[]): Line[] {
  return verdicts
    .filter(({ verdict }) => verdict !== 'loads')
    .map((judged) => [`${path}: ${formatVerdict(judged)}`]);
}

/** Such as `libvirt@11.3 ignores it: template-missing`. */
export function formatVerdict({ consumer, verdict, because }: ConsumerVerdict): string {
  return [describeBehaviour(consumer, verdict), because.join(', ')].filter(Boolean).join(': ');
}

function describeBehaviour(consumer: string, verdict: Verdict): string {
  switch (verdict) {
    case 'loads':
      return t('{0} reads it', consumer);
    case 'skips':
      return t('{0} ignores it', consumer);
    case 'masks':
      return t('{0} treats it as a mask', consumer);
    case 'breaks':
      return t('{0} fails on it', consumer);
  }
}
