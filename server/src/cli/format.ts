import { formatFullMessage } from '../features/consequences';
import type { Severity } from '../rules/rule';
import { formatVerdictLines, toVerdictsById } from './consumers';
import { formatFrame } from './frame';
import { formatGithub } from './github';
import type { Diagnostic, FileReport } from './lintFile';
import type { Line, Printer, TerminalStyle } from './outcome';
import type { Format } from './syntax/lint';
import { formatSarif, isInSarif } from './sarif';
import { Summary } from './summary';

/** Prints the reports of a run in a format. */
export interface ReportPrinter {
  /** Prints reports, or keeps them if the format must have them all. */
  add(reports: readonly FileReport[]): Promise<void>;
  /** Prints the rest. @param problems what could not be read or written, and why; one line each */
  end(problems: readonly string[]): Promise<void>;
}

/** Makes the printer of a format. All formats but SARIF print each report when it arrives, so the run keeps none of them. */
export function makeReportPrinter(format: Format, printer: Printer): ReportPrinter {
  const { width } = printer;
  switch (format) {
    case 'text':
      return makeReportPrinter(width === undefined ? 'compact' : 'full', printer);
    case 'compact':
      return { add: (reports) => printer.lines(formatCompact(reports)), end: printNothing };
    case 'full':
      return { add: (reports) => printer.lines(formatFull(reports, width ?? FILE_WIDTH)), end: printNothing };
    case 'github':
      return { add: (reports) => printer.commands(formatGithub(reports)), end: printNothing };
    case 'json':
      return makeJsonPrinter(printer);
    case 'sarif': {
      const kept: FileReport[] = [];
      return {
        add(reports) {
          for (const report of reports) if (isInSarif(report)) kept.push(report);
          return Promise.resolve();
        },
        end: (problems) => printer.document(formatSarif({ reports: kept, problems })),
      };
    }
  }
}

const printNothing = (): Promise<void> => Promise.resolve();

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

/** Prints the whole result as one JSON object. */
function makeJsonPrinter(printer: Printer): ReportPrinter {
  const summary = new Summary();
  let lead = '{\n  "version": 1,\n  "files": [';
  function* format(reports: readonly FileReport[]): Iterable<string> {
    for (const report of reports) {
      yield `${lead}\n    ${indent(formatFile(report), 4)}`;
      lead = ',';
    }
  }
  return {
    async add(reports) {
      summary.add(reports);
      await printer.document(format(reports));
    },
    async end() {
      const close = lead === ',' ? '\n  ]' : `${lead}]`;
      await printer.document([`${close},\n  "summary": ${indent(summary.toJson(), 2)}\n}\n`]);
    },
  };
}

function indent(value: object, spaces: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

function formatFile({ path, diagnostics, verdicts = [], auto }: FileReport): object {
  return {
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
