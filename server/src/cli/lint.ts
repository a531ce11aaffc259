import { t } from '../text/translations';
import { describeAuto, isExact } from '../consumers/installed';
import { Configurations } from './configurations';
import { printResult, formatSummary } from './format';
import type { FileReport } from './lintFile';
import { Linter } from './linter';
import { readLintOptions, type LintOptions } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { machineFiles } from './machineFiles';
import { SEVERITIES, type Format } from './syntax/lint';
import { requireFolders } from './searchOptions';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';

export async function lint(args: readonly string[], output: Output): Promise<ExitCode> {
  const options = readLintOptions(args);
  const configurations = await Configurations.from(options);
  await requireFolders(options.search, makeRootedWorkspace(options.root, machineFiles));
  if (options.paths.length === 0) throw new UsageError(t('lint: specify a file, a folder or "-"'));

  const linter = new Linter(configurations, options, output);
  for (const [index, path] of options.paths.entries()) {
    await output.progress(() => t('{0} of {1}: {2}', index, options.paths.length, path));
    await linter.lint(path);
  }
  await output.progress(undefined);
  const reports = options.quiet ? linter.reports.map(keepErrors) : linter.reports;
  const result = { reports, problems: linter.problems };
  await printResult(options.format, result, printsText(options) ? output.err : output.out);
  const summary = formatSummary(linter.reports);
  if (PRINTED_FOR_PEOPLE.includes(options.format)) {
    if (summary !== undefined) await output.note(summary);
    for (const why of listReplacements(linter.reports)) await output.note(why);
  }

  if (linter.problems.length > 0 || linter.reports.some(({ isPartial }) => isPartial)) return EXIT.failure;
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(options.failOn) + 1);
  const fails = linter.reports.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => failing.includes(severity)),
  );
  return fails ? EXIT.findings : EXIT.clean;
}

/** The formats that include a summary and notes. */
const PRINTED_FOR_PEOPLE: readonly Format[] = ['text', 'full', 'compact'];

/** Returns whether standard output is for the fixed text and not for the report. */
function printsText({ fix, dryRun, paths }: LintOptions): boolean {
  return fix && (dryRun || paths.includes('-'));
}

/** Lists the reported consumers that were not chosen and that are only the nearest to the installed release, each once. */
function listReplacements(reports: readonly FileReport[]): readonly string[] {
  const told = reports.flatMap(({ diagnostics, verdicts = [], hasChosen, auto = [] }) => {
    const named = new Set([
      ...diagnostics.flatMap(({ consequences }) => consequences.map(({ consumer }) => consumer)),
      ...(hasChosen
        ? verdicts.flatMap(({ consumer, verdict }) => (verdict === 'loads' ? [] : consumer))
        : []),
    ]);
    return auto.flatMap((each) =>
      named.has(each.id) && !isExact(each) ? (describeAuto(each.id, auto) ?? []) : [],
    );
  });
  return [...new Set(told)];
}

function keepErrors(report: FileReport): FileReport {
  return { ...report, diagnostics: report.diagnostics.filter(({ severity }) => severity === 'error') };
}
