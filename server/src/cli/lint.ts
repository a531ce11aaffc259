import { t } from '../text/translations';
import { describeAuto, isExact } from '../consumers/installed';
import { Configurations } from './configurations';
import type { Severity } from '../rules/rule';
import { makeReportPrinter } from './format';
import type { FileReport } from './lintFile';
import { Linter } from './linter';
import { readLintOptions, type LintOptions } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { machineFiles } from './machineFiles';
import { SEVERITIES, type Format } from './syntax/lint';
import { requireFolders } from './searchOptions';
import { Summary } from './summary';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';

export async function lint(args: readonly string[], output: Output): Promise<ExitCode> {
  const options = readLintOptions(args);
  const configurations = await Configurations.from(options);
  await requireFolders(options.search, makeRootedWorkspace(options.root, machineFiles));
  if (options.paths.length === 0) throw new UsageError(t('lint: specify a file, a folder or "-"'));

  const outcome = new Outcome(options);
  const printer = makeReportPrinter(options.format, printsText(options) ? output.err : output.out);
  // While files are fixed, standard error tells about each; the report follows, as it may go there, too.
  const kept: FileReport[] = [];
  const publish = async (reports: readonly FileReport[]): Promise<void> => {
    outcome.add(reports);
    const shown = options.quiet ? reports.map(keepErrors) : reports;
    if (options.fix) kept.push(...shown);
    else await printer.add(shown);
  };
  const linter = new Linter(configurations, options, output, publish);
  for (const [index, path] of options.paths.entries()) {
    await output.progress(() => t('{0} of {1}: {2}', index, options.paths.length, path));
    await linter.lint(path);
  }
  await output.progress(undefined);
  await printer.add(kept);
  await printer.end(linter.problems);
  if (PRINTED_FOR_PEOPLE.includes(options.format))
    for (const note of outcome.listNotes()) await output.note(note);
  return linter.problems.length > 0 ? EXIT.failure : outcome.exitCode;
}

/** What remains of the reports of a run when they are printed. */
class Outcome {
  private readonly summary = new Summary();
  private readonly replacements = new Set<string>();
  private readonly failing: readonly Severity[];
  private isPartial = false;
  private fails = false;

  constructor({ failOn }: LintOptions) {
    this.failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  }

  add(reports: readonly FileReport[]): void {
    this.summary.add(reports);
    for (const report of reports) {
      for (const why of listReplacements(report)) this.replacements.add(why);
      this.isPartial ||= report.isPartial === true;
      this.fails ||= report.diagnostics.some(({ severity }) => this.failing.includes(severity));
    }
  }

  /** Lists what people should know about the run: its summary, and why other consumers replace those that are installed. */
  listNotes(): readonly string[] {
    const summary = this.summary.format();
    return [...(summary === undefined ? [] : [summary]), ...this.replacements];
  }

  get exitCode(): ExitCode {
    if (this.isPartial) return EXIT.failure;
    return this.fails ? EXIT.findings : EXIT.clean;
  }
}

/** The formats that include a summary and notes. */
const PRINTED_FOR_PEOPLE: readonly Format[] = ['text', 'full', 'compact'];

/** Returns whether standard output is for the fixed text and not for the report. */
function printsText({ fix, dryRun, paths }: LintOptions): boolean {
  return fix && (dryRun || paths.includes('-'));
}

/** Lists the reported consumers that were not chosen and that are only the nearest to the installed release. */
function listReplacements({
  diagnostics,
  verdicts = [],
  hasChosen,
  auto = [],
  programs = [],
}: FileReport): readonly string[] {
  if (diagnostics.length === 0 && !hasChosen) return NONE;
  const named = new Set([
    ...(diagnostics.length > 0 ? programs : []),
    ...diagnostics.flatMap(({ consequences }) => consequences.map(({ consumer }) => consumer)),
    ...(hasChosen ? verdicts.flatMap(({ consumer, verdict }) => (verdict === 'loads' ? [] : consumer)) : []),
  ]);
  if (named.size === 0) return [];
  return auto.flatMap((each) =>
    named.has(each.id) && !isExact(each) ? (describeAuto(each.id, auto) ?? []) : [],
  );
}

const NONE: readonly never[] = [];

function keepErrors(report: FileReport): FileReport {
  return { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity === 'error') };
}
