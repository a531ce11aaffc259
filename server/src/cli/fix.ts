import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { applySafeFixes } from '../features/fixAll';
import type { LintSettings } from './configurations';
import { addVerdicts, lintDocument, type FileReport } from './lintFile';

/** The result of the safe fixes for a file. */
export interface Fixed {
  /** The remaining findings. */
  readonly report: FileReport;
  /** Absent if the file is unchanged. */
  readonly change?: Change;
}

export interface Change {
  readonly before: string;
  readonly after: string;
  /** The findings before the fixes. */
  readonly found: FileReport;
  /** How many findings the fixes removed. */
  readonly fixed: number;
  /** Their codes, each once. */
  readonly codes: readonly string[];
}

/** Applies the safe fixes to a file's document. @param listsFixes whether the reports list the remaining fixes */
export function fixDocument(
  path: string,
  opened: DescriptorDocument,
  settings: LintSettings,
  listsFixes: boolean,
): Fixed {
  const lint = (document: DescriptorDocument): FileReport =>
    addVerdicts(lintDocument(path, document, settings, listsFixes), document, settings);
  const found = lint(opened);
  const { document, fixed } = applySafeFixes(opened, ({ code }) => settings.severities.get(code) !== 'off');
  if (document.text === opened.text) return { report: found };
  const change = { before: opened.text, after: document.text, found, ...listCodes(fixed) };
  return { report: lint(document), change };
}

/** Counts the findings that were fixed. */
export function listCodes(fixed: readonly { readonly code: string }[]): Pick<Change, 'fixed' | 'codes'> {
  return { fixed: fixed.length, codes: [...new Set(fixed.map(({ code }) => code))].sort() };
}

/** Describes the fixes, such as “fixed 2 findings (json-comment, unknown-value)”. */
export function describeFixes({ fixed, codes }: Change, isDryRun: boolean): string {
  const list = codes.join(', ');
  if (isDryRun)
    return fixed === 1
      ? t('would have fixed 1 finding ({0})', list)
      : t('would have fixed {0} findings ({1})', fixed, list);
  return fixed === 1 ? t('fixed 1 finding ({0})', list) : t('fixed {0} findings ({1})', fixed, list);
}
