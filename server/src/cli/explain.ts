import type { Guest } from '../consumers/guest';
import type { Explanation } from '../selection/explain';
import { explainGuest } from '../service/explainGuest';
import { searchDescriptors, type Found } from '../service/search';
import { startsGuest } from '../selection/compareExplanations';
import { describeLack, formatExplanation, toJson } from './explanationText';
import { FileError } from './files';
import { requireGuests, type Guests } from './domainFiles';
import { printDifferences } from './explainDiff';
import {
  makeExplainWays,
  readExplainArguments,
  readGuests,
  readOptionsGuest,
  type ExplainValues,
} from './guestOptions';
import { formatJsonParts, formatJsonText, JsonList } from './json';
import { EXIT, type ExitCode, type Output } from './outcome';
import { formatAuto, readSearch, tellAuto, tellUnreadable, type Search } from './searchOptions';
import { TEXT_OR_JSON } from './syntax/command';
import { requireOneOf } from './syntax/parse';

/** What a command explains, and how. */
interface Task {
  readonly values: ExplainValues;
  readonly format: (typeof TEXT_OR_JSON)[number];
  readonly search: Search;
  readonly found: Found;
  readonly output: Output;
}

export async function printExplanation(args: readonly string[], output: Output): Promise<ExitCode> {
  const values = readExplainArguments(args);
  const format = requireOneOf('--format', values.format, TEXT_OR_JSON);
  if (values.diff !== undefined) return printDifferences(values, format, output);
  const search = await readSearch(values, values.domain !== undefined);
  const guests = values.domain === undefined ? undefined : await readGuests(values);
  const guest = guests ? findOnly(guests) : readOptionsGuest(values, search.chooser);
  const found = await searchDescriptors(search.chooser, search.user, search.files);
  const task = { values, format, search, found, output };
  if (format === 'text') await tellAuto(search, output);
  const status = guest ? await explainOne(guest, task) : await explainAll(guests ?? [], task);
  return (await tellUnreadable(found, output)) ? EXIT.failure : status;
}

/** Returns the guest of a file with one; undefined for a folder and for several. Throws FileError if it cannot be read. */
function findOnly(guests: Guests): Guest | undefined {
  const only = 'length' in guests && guests.length === 1 ? guests[0] : undefined;
  if (only && 'problem' in only) throw new FileError(only.problem);
  return only?.guest;
}

async function explainOne(guest: Guest, { values, format, search, found, output }: Task): Promise<ExitCode> {
  const explanation = await explainGuest(guest, found, makeExplainWays(values, search));
  if (format === 'json')
    await output.out.document(formatJsonText({ version: 1, ...toJson(explanation, formatAuto(search)) }));
  else {
    const lack = await describeLack(found, search.files);
    await output.out.lines(formatExplanation(explanation, guest, found, lack));
  }
  return getStatus(explanation);
}

/** Explains several guests; one that cannot be read does not stop the others. */
async function explainAll(
  guests: Guests,
  { values, format, search, found, output }: Task,
): Promise<ExitCode> {
  const ways = makeExplainWays(values, search);
  const lack = format === 'text' ? await describeLack(found, search.files) : [];
  const shown: object[] = [];
  let [count, status]: [number, ExitCode] = [0, EXIT.clean];
  for await (const each of guests) {
    if ('problem' in each) {
      await output.note(each.problem);
      status = EXIT.failure;
      continue;
    }
    const { label, path, name, guest } = each;
    await output.progress(() => label);
    const explanation = await explainGuest(guest, found, ways);
    if (status === EXIT.clean) status = getStatus(explanation);
    if (format === 'json') shown.push({ path, name, ...toJson(explanation, {}) });
    else {
      const heading = [{ text: `${label}:`, styles: ['bold'] }] as const;
      const lines = formatExplanation(explanation, guest, found, lack);
      await output.out.lines([...(count > 0 ? [[]] : []), heading, ...lines]);
    }
    count++;
  }
  await output.progress(undefined);
  requireGuests(count, status === EXIT.failure, values.domain ?? '');
  if (format === 'json')
    await output.out.document(
      formatJsonParts({ version: 1, ...formatAuto(search), guests: new JsonList(shown) }),
    );
  return status;
}

function getStatus(explanation: Explanation): ExitCode {
  return startsGuest(explanation) ? EXIT.clean : EXIT.findings;
}
