import type { FileReport } from './lintFile';

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

export function summarise(reports: readonly FileReport[]): Summary {
  const severities = reports.flatMap(({ diagnostics }) => diagnostics.map(({ severity }) => severity));
  return {
    files: reports.length,
    errors: severities.filter((severity) => severity === 'error').length,
    warnings: severities.filter((severity) => severity === 'warning').length,
  };
}

/** One line for each finding, `path:line:column: severity: message [code]`, 1-based; nothing where there is none. */
export function formatText(reports: readonly FileReport[]): string {
  return reports
    .flatMap(({ path, diagnostics }) =>
      diagnostics.map(({ range: { start }, severity, message, code }) => {
        const place = `${path}:${start.line + 1}:${start.character + 1}`;
        return `${printable(`${place}: ${severity}: ${message} [${code}]`)}\n`;
      }),
    )
    .join('');
}

/** The whole result as one JSON object. */
export function formatJson(reports: readonly FileReport[]): string {
  const files = reports.map((report) => ({ ...report, consumers: {} }));
  return `${JSON.stringify({ version: 1, files, summary: summarise(reports) }, null, 2)}\n`;
}

/** A line that cannot do anything to a terminal: names and texts come from files that anyone may have written. */
export function printable(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
