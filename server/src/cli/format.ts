import { t } from '../text/translations';
import { formatFullMessage } from '../features/consequences';
import type { Severity } from '../rules/rule';
import { formatVerdictLines, toVerdictsById } from './consumers';
import { formatFrame } from './frame';
import { formatGithub } from './github';
import { formatJsonParts, JsonList } from './json';
import type { Diagnostic, FileReport } from './lintFile';
import type { Line, Printer, TerminalStyle } from './outcome';
import type { Format } from './syntax/lint';
import { formatSarif } from './sarif';

/** The result of a run of the linter. */
export interface LintResult {
  readonly reports: readonly FileReport[];
  /** What could not be read or written, and why; one line each. */
  readonly problems: readonly string[];
}

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

export function summarise(reports: readonly FileReport[]): Summary {
  return {
    files: reports.length,
    errors: count(reports, 'error'),
    warnings: count(reports, 'warning'),
    information: count(reports, 'information'),
    hints: count(reports, 'hint'),
  };
}

/** Returns a summary such as “3 errors, 1 warning in 2 of 16 files”; undefined if nothing was found. */
export function formatSummary(reports: readonly FileReport[]): string | undefined {
  const affected = reports.filter(({ diagnostics }) => diagnostics.length > 0).length;
  if (affected === 0) return undefined;
  const { errors, warnings, information, hints } = summarise(reports);
  const found = [
    errors > 0 && (errors === 1 ? t('1 error') : t('{0} errors', errors)),
    warnings > 0 && (warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)),
    information > 0 && (information === 1 ? t('1 information') : t('{0} information', information)),
    hints > 0 && (hints === 1 ? t('1 hint') : t('{0} hints', hints)),
  ];
  const list = found.filter((kind) => kind !== false).join(', ');
  return reports.length === 1
    ? t('{0} in 1 of 1 file', list)
    : t('{0} in {1} of {2} files', list, affected, reports.length);
}

/** Prints the result in a format, file by file. */
export async function printResult(format: Format, result: LintResult, printer: Printer): Promise<void> {
  switch (format) {
    case 'text':
      await printer.lines(
        printer.width === undefined
          ? formatCompact(result.reports)
          : formatFull(result.reports, printer.width),
      );
      break;
    case 'compact':
      await printer.lines(formatCompact(result.reports));
      break;
    case 'full':
      await printer.lines(formatFull(result.reports, printer.width ?? FILE_WIDTH));
      break;
    case 'json':
      await printer.document(formatJson(result.reports));
      break;
    case 'sarif':
      await printer.document(formatSarif(result));
      break;
    case 'github':
      await printer.commands(formatGithub(result.reports));
  }
}

/**
 * Formats one line for each finding, `path:line:column: severity: message [code]`, 1-based, and after those of a file one for each chosen
 * consumer that does not load it.
 */
export function* formatCompact(reports: readonly FileReport[]): Iterable<Line> {
  for (const { path, diagnostics, verdicts = [], hasChosen } of reports) {
    for (const found of diagnostics) yield formatLine(path, found);
    if (hasChosen) yield* formatVerdictLines(path, verdicts);
  }
}

/** Formats the same with the source lines of each finding below it, followed by an empty line. */
export function* formatFull(reports: readonly FileReport[], width: number): Iterable<Line> {
  for (const { path, diagnostics, verdicts = [], hasChosen } of reports) {
    for (const found of diagnostics) {
      yield formatLine(path, found);
      yield* formatFrame(found.excerpt ?? [], width, ['bold', COLOURS[found.severity]]);
      yield [];
    }
    const lines = hasChosen ? formatVerdictLines(path, verdicts) : [];
    if (lines.length > 0) yield* [...lines, []];
  }
}

/** The width of source lines if the output is not a terminal. */
const FILE_WIDTH = 120;

function formatLine(path: string, found: Diagnostic): Line {
  const { range, severity, code } = found;
  const { start } = range;
  return [
    `${path}:${start.line + 1}:${start.character + 1}: `,
    { text: `${severity}:`, styles: ['bold', COLOURS[severity]] },
    ` ${formatFullMessage(found)} `,
    { text: `[${code}]`, styles: ['dim'] },
  ];
}

const COLOURS: Readonly<Record<Severity, TerminalStyle>> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'cyan',
};

/** Formats the whole result as one JSON object, in parts. */
function formatJson(reports: readonly FileReport[]): Iterable<string> {
  return formatJsonParts({
    version: 1,
    files: new JsonList(listFiles(reports)),
    summary: summarise(reports),
  });
}

function* listFiles(reports: readonly FileReport[]): Iterable<object> {
  for (const { path, diagnostics, verdicts = [], auto } of reports)
    yield {
      path,
      // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the lines are for people
      diagnostics: diagnostics.map(({ consequences, excerpt, ...found }) => ({
        ...found,
        fixes: found.fixes.map(({ title }) => title),
        ...(consequences.length > 0 && { consequences }),
      })),
      consumers: toVerdictsById(verdicts, auto),
    };
}

function count(reports: readonly FileReport[], counted: Severity): number {
  return reports.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === counted)
    .length;
}
