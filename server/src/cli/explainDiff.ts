/** Compares what guests get from two programs, or from two releases of one. */
import { formatConsumer } from '../consumers/index';
import {
  compareExplanations,
  findObstacle,
  startsGuest,
  type Change,
  type ChangedPart,
  type Comparison,
} from '../selection/compareExplanations';
import type { Explanation } from '../selection/explain';
import { explainGuest } from '../service/explainGuest';
import { searchDescriptors, type Found } from '../service/search';
import { t } from '../text/translations';
import { describeLack, describeModel } from './explanationText';
import { requireGuests } from './domainFiles';
import { makeExplainWays, readGuests, type ExplainValues } from './guestOptions';
import { formatJsonParts, JsonList } from './json';
import { EXIT, UsageError, type ExitCode, type Line, type Output, type TerminalStyle } from './outcome';
import { readSearch, tellAuto, tellUnreadable, type Search } from './searchOptions';
import type { TEXT_OR_JSON } from './syntax/command';

/** What a program does with a guest. */
interface Side {
  readonly search: Search;
  readonly found: Found;
}

type Counts = Record<Change, number>;

/** Prints what changes for each guest of `--domain` from the program of `--diff` to that of `--consumer`. */
export async function printDifferences(
  values: ExplainValues,
  format: (typeof TEXT_OR_JSON)[number],
  output: Output,
): Promise<ExitCode> {
  const { diff = '', domain } = values;
  if (domain === undefined) throw new UsageError(t('--diff requires --domain'));
  const before = await makeSide(await readSearch({ ...values, consumer: diff }, true, '--diff'));
  const after = await makeSide(await readSearch(values, true));
  const isText = format === 'text';
  if (isText) for (const note of await listNotes([before, after])) await output.note(note);
  const counts: Counts = { unchanged: 0, 'other-firmware': 0, 'no-longer-starts': 0, 'now-starts': 0 };
  const shown: object[] = [];
  let [count, isUnread] = [0, false];
  for await (const each of await readGuests(values)) {
    if ('problem' in each) {
      await output.note(each.problem);
      isUnread = true;
      continue;
    }
    const { label, path, name, guest } = each;
    await output.progress(() => label);
    const old = await explainGuest(guest, before.found, makeExplainWays(values, before.search));
    const found = await explainGuest(guest, after.found, makeExplainWays(values, after.search));
    const comparison = compareExplanations(old, found);
    counts[comparison.change]++;
    count++;
    if (isText) await output.out.lines([formatLine(label, comparison, found)]);
    else
      shown.push({
        path,
        name,
        change: comparison.change,
        before: toSideJson(old),
        after: toSideJson(found),
      });
  }
  await output.progress(undefined);
  requireGuests(count, isUnread, domain);
  if (isText) {
    if (count > 0) await output.out.lines([[], [formatSummary(before, after, counts, count)]]);
  } else await output.out.document(formatJson(before, after, counts, shown));
  const unreadable = [await tellUnreadable(before.found, output), await tellUnreadable(after.found, output)];
  if (isUnread || unreadable.includes(true)) return EXIT.failure;
  return counts['other-firmware'] + counts['no-longer-starts'] > 0 ? EXIT.findings : EXIT.clean;
}

async function makeSide(search: Search): Promise<Side> {
  return { search, found: await searchDescriptors(search.chooser, search.user, search.files) };
}

/** Lists what people should know about the two programs. */
async function listNotes(sides: readonly Side[]): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const { search, found } of sides) {
    await tellAuto(search, { note: (line) => Promise.resolve(void notes.push(line)) });
    notes.push(...(await describeLack(found, search.files)));
    const { consumer } = search.chooser;
    if (!consumer.isVerified) notes.push(describeModel(formatConsumer(consumer)));
  }
  return [...new Set(notes)];
}

const COLOURS: Readonly<Record<Change, readonly TerminalStyle[]>> = {
  unchanged: [],
  'other-firmware': ['yellow'],
  'no-longer-starts': ['red'],
  'now-starts': ['cyan'],
};

function formatLine(label: string, comparison: Comparison, after: Explanation): Line {
  const { change } = comparison;
  return [`${label}: `, { text: describeChange(comparison, after), styles: COLOURS[change] }];
}

function describeChange({ change, parts }: Comparison, after: Explanation): string {
  switch (change) {
    case 'unchanged':
      return startsGuest(after)
        ? t('unchanged')
        : t('unchanged, does not start: {0}', describeObstacle(after));
    case 'other-firmware':
      return t('other firmware: {0}', parts.map(formatPart).join(', '));
    case 'no-longer-starts':
      return t('no longer starts: {0}', describeObstacle(after));
    case 'now-starts':
      return t('now starts: {0}', after.os.loader?.path ?? after.picked ?? t('QEMU’s own firmware'));
  }
}

function describeObstacle(explanation: Explanation): string {
  return findObstacle(explanation) ?? t('No descriptor fits this guest.');
}

function formatPart({ name, before, after }: ChangedPart): string {
  return `${name} ${before ?? t('none')} -> ${after ?? t('none')}`;
}

function formatSummary(before: Side, after: Side, counts: Counts, count: number): string {
  const { unchanged, 'other-firmware': other, 'no-longer-starts': stopped, 'now-starts': started } = counts;
  const list = [
    unchanged > 0 && t('{0} unchanged', unchanged),
    other > 0 && t('{0} with other firmware', other),
    stopped > 0 && (stopped === 1 ? t('1 no longer starts') : t('{0} no longer start', stopped)),
    started > 0 && (started === 1 ? t('1 now starts') : t('{0} now start', started)),
  ].filter((item) => item !== false);
  const [from, to] = [before, after].map(({ search }) => formatConsumer(search.chooser.consumer));
  return count === 1
    ? t('1 guest, {0} -> {1}: {2}', from ?? '', to ?? '', list.join(', '))
    : t('{0} guests, {1} -> {2}: {3}', count, from ?? '', to ?? '', list.join(', '));
}

function toSideJson(explanation: Explanation): object {
  const { outcome, picked, os, problems } = explanation;
  const reason = startsGuest(explanation) ? null : describeObstacle(explanation);
  return { outcome, picked: picked ?? null, os, reason, problems };
}

function formatJson(before: Side, after: Side, counts: Counts, shown: readonly object[]): Iterable<string> {
  const describe = ({ search: { chooser, auto } }: Side): object => ({
    consumer: chooser.consumer.id,
    verified: chooser.consumer.isVerified,
    ...(auto && { installed: auto.installed ?? null }),
  });
  return formatJsonParts({
    version: 1,
    before: describe(before),
    after: describe(after),
    guests: new JsonList(shown),
    summary: {
      guests: shown.length,
      unchanged: counts.unchanged,
      otherFirmware: counts['other-firmware'],
      noLongerStart: counts['no-longer-starts'],
      nowStart: counts['now-starts'],
    },
  });
}
