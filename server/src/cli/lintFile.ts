import { resolve } from 'node:path';
import type { Consequence } from '../consumers/consumer';
import { listVerdicts, type ConsumerVerdict } from '../consumers/index';
import type { AutoConsumer } from '../consumers/installed';
import { DescriptorDocument } from '../descriptor/document';
import type { Code } from '../descriptor/codes';
import { isByContent } from '../descriptor/recogniseDocument';
import { looksLikeQapi } from '../qapi/recognise';
import { reportBrokenAnalysis } from '../rules/internalError';
import type { Finding, Severity } from '../rules/rule';
import { FixProver } from '../rules/soundFixes';
import { applySeverities } from '../rules/severities';
import { reportNotUtf8 } from '../service/encoding';
import { checkDescriptor } from '../service/findings';
import { LineIndex, type Position } from '../text/lineIndex';
import { t } from '../text/translations';
import { decodeLooseUtf8, decodeUtf8 } from '../text/utf8';
import type { LintSettings } from './configurations';
import { recogniseStray } from './files';
import { makeExcerpt, toRange, type ExcerptLine } from './excerpt';

/** The report of the linter on one file. Positions are 0-based, in UTF-16 units. */
export interface FileReport {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What consumers do with the file. */
  readonly verdicts?: readonly ConsumerVerdict[];
  /** Whether the user chose these consumers; if so, each that does not load the file is reported. */
  readonly hasChosen?: boolean;
  /** Those of them that are installed here, or the nearest to an installed release. */
  readonly auto?: readonly AutoConsumer[];
  /** The programs that the findings of domains are about. */
  readonly programs?: readonly string[];
  /** Whether a bug occurred, so findings may be missing. */
  readonly isPartial?: boolean | undefined;
}

export interface Diagnostic {
  /** The code of a rule, or of a problem in a QAPI schema. */
  readonly code: Code | `${string}/${string}`;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** The fixes that an editor would offer, the best one first; empty unless they were requested. */
  readonly fixes: readonly FileFix[];
  readonly related: readonly Related[];
  /** What consumers do because of it. */
  readonly consequences: readonly Consequence[];
  /** The lines of the range; absent if the file is not text. */
  readonly excerpt?: readonly ExcerptLine[];
}

/** Another place that matters: in the file, or another file on this machine. */
export type Related =
  { readonly message: string; readonly range: Range } | { readonly message: string; readonly path: string };

export interface FileFix {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * Reports on a file that was found in a folder and that nothing around it concerns; undefined if it is not a descriptor.
 * @param listsFixes see lintDocument
 */
export function lintAlone(
  path: string,
  bytes: Uint8Array,
  settings: LintSettings,
  listsFixes: boolean,
): FileReport | undefined {
  const decoded = decodeUtf8(bytes);
  if ('invalid' in decoded) {
    if (!recogniseStray({ bytes })) return undefined;
    const report = reportInvalid(path, bytes, settings, decoded.invalid);
    return addVerdicts(report, openLooseBytes(path, bytes, settings), settings);
  }
  const { text } = decoded;
  const document = new DescriptorDocument(text, settings.context, resolve(path));
  // The documentation in QEMU’s schema contains a descriptor.
  if (!isByContent(document) || looksLikeQapi(text)) return undefined;
  return addVerdicts(lintDocument(path, document, settings, listsFixes), document, settings);
}

/** Adds what consumers do with the file to the report on a descriptor. @param document what they read of it; undefined if none of them can */
export function addVerdicts(
  report: FileReport,
  document: DescriptorDocument | undefined,
  { consumers, auto, hasChosen }: LintSettings,
): FileReport {
  const { path, diagnostics, isPartial } = report;
  const verdicts = listVerdicts(consumers, document);
  return { path, diagnostics, verdicts, hasChosen, auto, isPartial };
}

/** Returns the document in a file's bytes, or the report if they are not text. */
export function openBytes(
  path: string,
  bytes: Uint8Array,
  settings: LintSettings,
): DescriptorDocument | FileReport {
  const decoded = decodeUtf8(bytes);
  if ('invalid' in decoded) return reportInvalid(path, bytes, settings, decoded.invalid);
  if (looksLikeQapi(decoded.text)) return reportQapi(path, decoded.text, settings);
  return new DescriptorDocument(decoded.text, settings.context, resolve(path));
}

/** Reports that a file is not UTF-8. @param place that of the first invalid byte */
function reportInvalid(path: string, bytes: Uint8Array, settings: LintSettings, place: Position): FileReport {
  const finding = reportNotUtf8(settings.consumers, openLooseBytes(path, bytes, settings));
  return { path, diagnostics: applySeverities([toDiagnosticAt(finding, place)], settings.severities) };
}

/** Reports that a file is a schema instead of a descriptor: as JSON, every character of it would be wrong. */
function reportQapi(path: string, text: string, { severities }: LintSettings): FileReport {
  const lines = new LineIndex(text);
  const found = toDiagnostic(
    {
      code: 'json-foreign-format',
      severity: 'error',
      message: t('This is a QAPI schema, not a firmware descriptor.'),
      range: { start: 0, end: 0 },
    },
    lines,
  );
  const excerpt = makeExcerpt(text, lines, found.range);
  return { path, diagnostics: applySeverities([{ ...found, excerpt }], severities) };
}

/** Returns what some consumers read from bytes that are not UTF-8; undefined if none of them does. */
export function openLooseBytes(
  path: string,
  bytes: Uint8Array,
  settings: LintSettings,
): DescriptorDocument | undefined {
  const text = decodeLooseUtf8(bytes);
  if (text === undefined) return undefined;
  return new DescriptorDocument(text, settings.context, resolve(path), undefined, true);
}

/**
 * Reports the findings in a file's document.
 *
 * @param listsFixes whether to list the fixes: proving them costs more than finding the mistakes
 */
export function lintDocument(
  path: string,
  document: DescriptorDocument,
  settings: LintSettings,
  listsFixes: boolean,
): FileReport {
  const { findings, isPartial } = checkDescriptor(document, settings);
  if (findings.length === 0) return { path, diagnostics: [], isPartial };
  const prover = new FixProver(document);
  const known = new Set<string>();
  const diagnostics = findings.map((finding) => {
    // A fix for several findings, such as one for all syntax errors, is reported with the first of them.
    const sound = listsFixes ? prover.listSoundFixes(finding) : [];
    const fixes = sound.filter(({ edits }) => !isKnown(JSON.stringify(edits), known));
    const found = toDiagnostic({ ...finding, fixes }, document.lines);
    return { ...found, excerpt: makeExcerpt(document.text, document.lines, found.range) };
  });
  return { path, diagnostics, isPartial };
}

/** Returns whether an item was added before, and adds it. */
export function isKnown(key: string, known: Set<string>): boolean {
  return known.size === known.add(key).size;
}

/** Reports a file whose check failed because of a bug. */
export function reportFailure(path: string, error: unknown): FileReport {
  const diagnostics = [toDiagnostic(reportBrokenAnalysis('', error), new LineIndex(''))];
  return { path, diagnostics, isPartial: true };
}

/** Converts a finding for printing, without its excerpt. */
export function toDiagnostic(finding: Finding, lines: LineIndex): Diagnostic {
  const { code, severity, message, range, fixes = [], related = [], consequences = [] } = finding;
  return {
    code,
    severity,
    message,
    range: toRange(lines, range),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: toRange(lines, edit), newText: edit.newText })),
    })),
    related: related.map((place) => ({ message: place.message, range: toRange(lines, place.range) })),
    consequences,
  };
}

function toDiagnosticAt(found: Finding, place: Position): Diagnostic {
  const end = { line: place.line, character: place.character + 1 };
  return { ...toDiagnostic(found, new LineIndex('')), range: { start: place, end } };
}
