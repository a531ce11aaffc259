import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { ALL_DOCS } from '../rules/documentation';
import { FILE_FINDING_DOCS } from '../rules/fileFindings';
import { GUEST_DOCS } from '../rules/guestDocumentation';
import type { Severity } from '../rules/rule';
import { toVerdictsById } from './consumers';
import { formatJsonParts, JsonList } from './json';
import type { Diagnostic, FileFix, FileReport, Range } from './lintFile';

/** The base of relative addresses: the folder in which the linter runs. */
const BASE = '%SRCROOT%';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The result of a run of the linter. */
interface LintResult {
  readonly reports: readonly FileReport[];
  /** What could not be read or written, and why; one line each. */
  readonly problems: readonly string[];
}

/** Returns whether a report adds anything to SARIF, which does not list files without results. */
export function isInSarif(report: FileReport): boolean {
  return report.diagnostics.length > 0 || report.isPartial === true || isAskedAbout(report);
}

/** Formats the result as SARIF 2.1.0, the exchange format that code scanning services read; one result after the other, see formatJsonParts. */
export function formatSarif({ reports, problems }: LintResult): Iterable<string> {
  const asked = keepAskedAbout(reports);
  const run = {
    tool: {
      driver: {
        name: 'qemu-firmware',
        version,
        semanticVersion: version,
        rules: new JsonList(RULES.map(toDescriptor)),
      },
    },
    invocations: [
      toInvocation(
        problems,
        reports.some(({ isPartial }) => isPartial),
      ),
    ],
    originalUriBaseIds: { [BASE]: { uri: pathToFileURL(`${process.cwd()}/`).href } },
    columnKind: 'utf16CodeUnits',
    ...(asked.length > 0 && { artifacts: new JsonList(listArtifacts(asked)) }),
    results: new JsonList(listResults(reports)),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return formatJsonParts(log);
}

function* listArtifacts(reports: readonly FileReport[]): Iterable<object> {
  for (const report of reports) yield toArtifact(report);
}

function* listResults(reports: readonly FileReport[]): Iterable<object> {
  for (const report of reports) for (const found of report.diagnostics) yield toResult(report, found);
}

const RULES = [...ALL_DOCS, ...FILE_FINDING_DOCS, ...GUEST_DOCS];
const INDEX: ReadonlyMap<string, number> = new Map(RULES.map(({ rule }, index) => [rule.code, index]));

function toDescriptor({ rule: { code, severity }, title, documentation }: (typeof RULES)[number]): object {
  const { text } = toMessage(documentation);
  return {
    id: code,
    shortDescription: toMessage(title),
    fullDescription: { text },
    help: { text, markdown: text },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Describes whether the run was complete, and what it could not read. */
function toInvocation(problems: readonly string[], isPartial: boolean): object {
  const toolExecutionNotifications = problems.map((problem) => ({
    level: 'error',
    message: toMessage(problem),
  }));
  return { executionSuccessful: problems.length === 0 && !isPartial, toolExecutionNotifications };
}

/** Lists the reports on files with chosen consumers, one for each file. */
function keepAskedAbout(reports: readonly FileReport[]): readonly FileReport[] {
  const asked = reports.filter(isAskedAbout);
  return [...new Map(asked.map((report) => [toLocation(report.path).uri, report])).values()];
}

function isAskedAbout({ verdicts = [], hasChosen = false }: FileReport): boolean {
  return hasChosen && verdicts.length > 0;
}

function toArtifact({ path: file, verdicts = [], auto }: FileReport): object {
  return {
    location: toLocation(file),
    roles: ['analysisTarget'],
    properties: { consumers: toVerdictsById(verdicts, auto) },
  };
}

function toResult(
  { path: file }: FileReport,
  { code, severity, message: text, range, related, fixes, consequences }: Diagnostic,
): object {
  const artifactLocation = toLocation(file);
  const ruleIndex = INDEX.get(code);
  const place = (where: Range) => ({ physicalLocation: { artifactLocation, region: toRegion(where) } });
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: toMessage(text),
    locations: [place(range)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        ...('path' in other
          ? { physicalLocation: { artifactLocation: toLocation(other.path) } }
          : place(other.range)),
        message: toMessage(other.message),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(fix, artifactLocation)) }),
    ...(consequences.length > 0 && { properties: { consequences } }),
  };
}

function toFix({ title, edits }: FileFix, artifactLocation: object): object {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: toRegion(range),
    ...(newText !== '' && { insertedContent: { text: newText } }),
  }));
  return { description: toMessage(title), artifactChanges: [{ artifactLocation, replacements }] };
}

/** SARIF counts lines and columns from 1; the end column is the one after the last character. */
function toRegion({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Returns the relative address of a file below the current folder, or the absolute address of any other. */
function toLocation(file: string): { uri: string; uriBaseId?: string } {
  const relative = path.relative('', file);
  const isBelow = relative !== '' && !/^\.\.(?:[\\/]|$)/.test(relative) && !path.isAbsolute(relative);
  if (!isBelow) return { uri: pathToFileURL(file).href };
  const uri = relative.split(path.sep).map(encodeURIComponent).join('/');
  return { uri, uriBaseId: BASE };
}

/**
 * In a message of SARIF, single braces enclose the number of an argument, and `[text](address)` is a link. [SARIF 2.1.0, 3.11.5 and 3.11.6]
 */
function toMessage(text: string): { text: string } {
  return { text: text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '\\]') };
}
