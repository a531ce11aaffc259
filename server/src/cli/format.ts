import { t } from '../text/translations';
import { formatFullMessage } from '../features/consequences';
import type { Severity } from '../rules/rule';
import { formatVerdictLines, toVerdictsById } from './consumers';
import { formatGithub } from './github';
import type { Diagnostic, FileReport } from './lintFile';
import type { Format } from './options';
import type { Paint, TerminalStyle } from './outcome';
import { formatSarif } from './sarif';
import { toPrintable } from './terminal';

/** What a run of the linter found. */
export interface LintResult {
  readonly reports: readonly FileReport[];
  /** What could not be read or written, and why; a line each. */
  readonly problems: readonly string[];
}

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

export function summarise(reports: readonly FileReport[]): Summary {
  return { files: reports.length, errors: count(reports, 'error'), warnings: count(reports, 'warning') };
}

/** “3 errors, 1 warning in 2 of 16 files”; undefined where nothing was found. */
export function formatSummary(reports: readonly FileReport[]): string | undefined {
  const affected = reports.filter(({ diagnostics }) => diagnostics.length > 0).length;
  if (affected === 0) return undefined;
  const errors = count(reports, 'error');
  const warnings = count(reports, 'warning');
  const notes = count(reports, 'information') + count(reports, 'hint');
  const found = [
    errors > 0 && (errors === 1 ? t('1 error') : t('{0} errors', errors)),
    warnings > 0 && (warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)),
    notes > 0 && (notes === 1 ? t('1 note') : t('{0} notes', notes)),
  ];
  const list = found.filter((kind) => kind !== false).join(', ');
  return reports.length === 1
    ? t('{0} in 1 of 1 file', list)
    : t('{0} in {1} of {2} files', list, affected, reports.length);
}

/** The result in a format. @param paint for a text that people read */
export function formatResult(format: Format, result: LintResult, paint?: Paint): string {
  switch (format) {
    case 'text':
      return formatText(result.reports, paint);
    case 'json':
      return formatJson(result.reports);
    case 'sarif':
      return formatSarif(result);
    case 'github':
      return formatGithub(result.reports);
  }
}

/**
 * One line for each finding, `path:line:column: severity: message [code]`, 1-based, and behind those of a file one for each consumer
 * that does not load it; nothing where there is none.
 */
export function formatText(reports: readonly FileReport[], paint: Paint = (text) => text): string {
  return reports
    .flatMap(({ path, diagnostics, verdicts = [] }) => [
      ...diagnostics.map((found) => formatLine(path, found, paint)),
      formatVerdictLines(path, verdicts),
    ])
    .join('');
}

function formatLine(path: string, found: Diagnostic, paint: Paint): string {
  const { range, severity, code } = found;
  const { start } = range;
  const place = toPrintable(`${path}:${start.line + 1}:${start.character + 1}:`);
  return `${place} ${paint(`${severity}:`, 'bold', COLOURS[severity])} ${toPrintable(formatFullMessage(found))} ${paint(toPrintable(`[${code}]`), 'dim')}\n`;
}

const COLOURS: Readonly<Record<Severity, TerminalStyle>> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'cyan',
};

/** The whole result as one JSON object. */
export function formatJson(reports: readonly FileReport[]): string {
  const files = reports.map(({ path, diagnostics, verdicts = [] }) => ({
    path,
    diagnostics: diagnostics.map(({ consequences, ...found }) => ({
      ...found,
      fixes: found.fixes.map(({ title }) => title),
      ...(consequences.length > 0 && { consequences }),
    })),
    consumers: toVerdictsById(verdicts),
  }));
  return `${JSON.stringify({ version: 1, files, summary: summarise(reports) }, null, 2)}\n`;
}

function count(reports: readonly FileReport[], wanted: Severity): number {
  return reports.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === wanted)
    .length;
}
