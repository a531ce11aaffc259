import { t } from '../text/translations';
import { getSchema } from '../schema/bundled';
import type { FileVerdict } from '../selection/verdict';
import { judgeCandidate, searchDescriptors, type ListedFile } from '../service/search';
import { formatJsonText } from './json';
import { describeOtherPlaces } from './otherPlaces';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { formatAuto, readSearch, tellAuto, tellUnreadable } from './searchOptions';
import { parse, requireOneOf } from './syntax/parse';
import { TEXT_OR_JSON } from './syntax/command';
import { LIST } from './syntax/search';
import { formatTable } from './table';
import { describeFileVerdict } from '../selection/words';

export async function printList(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(LIST, args);
  const format = requireOneOf('--format', values.format, TEXT_OR_JSON);
  if (positionals.length > 0)
    throw new UsageError(t('list: unexpected argument; use --root DIR to name a folder'));
  const search = await readSearch(values);
  const { chooser, user, files } = search;
  const found = await searchDescriptors(chooser, user, files);
  const { folders } = found;
  const rows = found.candidates.map((candidate) => judgeCandidate(candidate, found, getSchema('latest')));
  if (format === 'json') {
    const { id, isVerified } = chooser.consumer;
    const consumer = { consumer: id, ...formatAuto(search), verified: isVerified };
    const shown = { version: 1, ...consumer, folders, files: rows.map(formatJson) };
    await output.out.document(formatJsonText(shown));
  } else {
    await tellAuto(search, output);
    const masks = new Set(rows.filter(({ verdict }) => verdict === 'masks').map(({ path }) => path));
    await output.out.lines(formatTable(rows.map((row) => formatRow(row, masks))));
    if (rows.length === 0) await output.note(t('no descriptors found in {0}', folders.join(', ')));
    const elsewhere = await describeOtherPlaces(found, files);
    if (elsewhere !== undefined) await output.note(elsewhere);
  }
  if (await tellUnreadable(found, output)) return EXIT.failure;
  return rows.some(({ verdict }) => verdict === 'breaks') ? EXIT.findings : EXIT.clean;
}

function formatJson({ path, over, by, verdict, because }: ListedFile): object {
  return { path, over, by, verdict, because: listCodes(because) };
}

/** @param masks the paths of the files that only mask others */
function formatRow(row: ListedFile, masks: ReadonlySet<string>): string[] {
  const { verdict, path, by, over } = row;
  const isBelowMask = by !== undefined && masks.has(by);
  return [
    describeFileVerdict(verdict, { hidesOthers: over.length > 0, isBelowMask }),
    path,
    formatRemark(row),
  ];
}

/** Describes what it masks or overrides, or what does so to it; otherwise the first reason of the consumer, with all codes. */
function formatRemark({ verdict, by, over, because }: ListedFile): string {
  if (by !== undefined) return t('{0} takes precedence', by);
  if (over.length > 0)
    return verdict === 'masks' ? t('masks {0}', over.join(', ')) : t('overrides {0}', over.join(', '));
  const [first] = because;
  return first ? `${first.message ?? ''} [${listCodes(because).join(', ')}]` : '';
}

/** Lists each code once. */
function listCodes(because: FileVerdict['because']): string[] {
  return [...new Set(because.map(({ code }) => code))];
}
