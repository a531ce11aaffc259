import { t } from '@vscode/l10n';
import { parseArgs } from 'node:util';
import { schemaFor } from '../schema/bundled';
import type { Listed } from '../selection/arrange';
import type { Candidate } from '../selection/explain';
import { list, opened } from '../selection/listing';
import { verdictOn, type FileVerdict } from '../selection/verdict';
import { oneOf } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { SEARCH_HELP, SEARCH_OPTIONS, searchOf, type Search } from './searchOptions';
import { table } from './table';

const LIST_HELP = `Usage: qemu-firmware list [OPTION]...

Lists the firmware descriptors that a consumer finds, in the order in which it looks at them, with what hides what.

${SEARCH_HELP}
  -h, --help          print this

Exit status: 0 the consumer can choose among them, 1 a file keeps it from choosing any, 2 wrong usage.
`;

/** A line of the list: a file, and what the consumer does with it. */
type Row = Pick<Listed, 'path' | 'over' | 'by'> & FileVerdict;

export async function printList(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: SEARCH_OPTIONS,
  });
  if (values.help) {
    output.out(LIST_HELP);
    return EXIT.clean;
  }
  const format = oneOf('--format', values.format, ['text', 'json']);
  if (positionals.length > 0) throw new UsageError(t('list: takes options only; a folder goes with --root'));
  const search = searchOf(values);
  const { chooser, folders, files } = search;
  const candidates = await opened(await list(folders, chooser.consumer.manner, files), files);
  const rows = candidates.map((candidate) => rowOf(candidate, search));
  if (format === 'json') {
    const { id, isVerified } = chooser.consumer;
    const shown = { version: 1, consumer: id, verified: isVerified, folders, files: rows.map(asJson) };
    output.out(`${JSON.stringify(shown, null, 2)}\n`);
  } else {
    output.out(table(rows.map((row) => [row.verdict, row.path, remark(row)])));
    if (rows.length === 0) output.note(t('there is no descriptor in {0}', folders.join(', ')));
  }
  return rows.some(({ verdict }) => verdict === 'breaks') ? EXIT.findings : EXIT.clean;
}

function rowOf(candidate: Candidate, { chooser }: Search): Row {
  const { path, by, over } = candidate;
  return {
    path,
    over,
    ...(by !== undefined && { by }),
    ...verdictOn(candidate, chooser.consumer, schemaFor('latest')),
  };
}

function asJson({ because, ...row }: Row): object {
  return { ...row, because: codesOf(because) };
}

/** What it hides or what hides it; else the first thing that the consumer has against it, with the codes of all. */
function remark({ verdict, by, over, because }: Row): string {
  if (by !== undefined) return t('{0} comes before it', by);
  if (over.length > 0)
    return verdict === 'masks' ? t('hides {0}', over.join(', ')) : t('in place of {0}', over.join(', '));
  if (verdict === 'masks') return t('hides nothing');
  const [first] = because;
  return first ? `${first.message ?? ''} [${codesOf(because).join(', ')}]` : '';
}

/** Each once. */
function codesOf(because: FileVerdict['because']): string[] {
  return [...new Set(because.map(({ code }) => code))];
}
