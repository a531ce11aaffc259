import path from 'node:path';
import type { Severity } from '../rules/rule';
import type { Diagnostic, FileReport } from './lintFile';
import { printable } from './terminal';

/** A workflow command for each finding, which GitHub Actions shows at the line in a pull request. */
export function formatGithub(reports: readonly FileReport[]): string {
  return reports.flatMap((report) => report.diagnostics.map((found) => command(report.path, found))).join('');
}

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** GitHub counts from 1 and takes columns only where a finding begins and ends on one line. */
function command(file: string, { severity, code, message, range: { start, end } }: Diagnostic): string {
  const place = {
    file: path.normalize(file).replaceAll(path.sep, '/'),
    line: start.line + 1,
    endLine: end.line + 1,
  };
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  const properties = Object.entries({ ...place, ...columns, title: code }).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `${printable(`::${COMMANDS[severity]} ${properties.join(',')}::${escaped(message)}`)}\n`;
}

/** What a workflow command needs escaped in its message. [actions/toolkit, core/src/command.ts] */
function escaped(text: string): string {
  return text.replace(/[%\r\n]/g, percentEncoded);
}

function escapedProperty(text: string): string {
  return text.replace(/[%\r\n:,]/g, percentEncoded);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
