import path from 'node:path';
import { formatFullMessage } from '../features/consequences';
import type { Severity } from '../rules/rule';
import { formatVerdict } from './consumers';
import type { Diagnostic, FileReport } from './lintFile';

/**
 * Formats a workflow command for each finding, which GitHub Actions shows at the line in a pull request, and one for each consumer
 * that does not load a file.
 */
export function* formatGithub(reports: readonly FileReport[]): Iterable<string> {
  for (const report of reports) {
    for (const found of report.diagnostics) yield formatFinding(report.path, found);
    yield* formatVerdicts(report);
  }
}

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** GitHub counts from 1 and accepts columns only if a finding starts and ends on one line. */
function formatFinding(file: string, found: Diagnostic): string {
  const { severity, code, range } = found;
  const { start, end } = range;
  const lines = { line: start.line + 1, endLine: end.line + 1 };
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  return formatCommand(
    COMMANDS[severity],
    file,
    { ...lines, ...columns, title: code },
    formatFullMessage(found),
  );
}

/**
 * Returns a notice if a finding says why, or if the file is a mask; otherwise a warning. Never an error, because the
 * exit status depends on the findings only.
 */
function formatVerdicts({
  path: file,
  diagnostics,
  verdicts = [],
  hasChosen,
}: FileReport): readonly string[] {
  if (!hasChosen) return [];
  const codes = new Set(diagnostics.map(({ code }) => code));
  return verdicts
    .filter(({ verdict }) => verdict !== 'loads')
    .map((judged) => {
      const isExplained = judged.verdict === 'masks' || judged.because.some((code) => codes.has(code));
      const name = isExplained ? 'notice' : 'warning';
      return formatCommand(name, file, { title: judged.consumer }, formatVerdict(judged));
    });
}

function formatCommand(
  name: string,
  file: string,
  details: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const place: Record<string, string | number> = { file: path.normalize(file).replaceAll(path.sep, '/') };
  const properties = Object.entries({ ...place, ...details }).map(
    ([key, value]) => `${key}=${escapeProperty(String(value))}`,
  );
  return `::${name} ${properties.join(',')}::${escape(message)}`;
}

/** What a workflow command needs escaped in its message. [actions/toolkit, core/src/command.ts] */
function escape(text: string): string {
  return text.replace(/[%\r\n]/g, percentEncode);
}

function escapeProperty(text: string): string {
  return text.replace(/[%\r\n:,]/g, percentEncode);
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
