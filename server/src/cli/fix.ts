import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { applySafeFixes } from '../features/fixAll';
import type { LintSettings } from './configurations';
import { lintDocument, type FileReport } from './lintFile';

/** What the safe fixes make of a file. */
export interface Fixed {
  /** What is left to find. */
  readonly report: FileReport;
  /** What that is found in; absent where the file is no text. */
  readonly document?: DescriptorDocument;
  /** Absent where the file stays as it is. */
  readonly change?: Change;
}

export interface Change {
  readonly before: string;
  readonly after: string;
  /** What was found before. */
  readonly found: FileReport;
  /** How many findings the fixes made go away. */
  readonly fixed: number;
  /** Their codes, each once. */
  readonly codes: readonly string[];
}

/** Applies the safe fixes to a file's document. @param listsFixes whether the reports say which fixes there are */
export function fixDocument(
  path: string,
  opened: DescriptorDocument,
  settings: LintSettings,
  listsFixes: boolean,
): Fixed {
  const found = lintDocument(path, opened, settings, listsFixes);
  const { document, fixed } = applySafeFixes(opened, ({ code }) => settings.severities.get(code) !== 'off');
  if (document.text === opened.text) return { report: found, document: opened };
  const codes = [...new Set(fixed.map(({ code }) => code))].sort();
  const change = { before: opened.text, after: document.text, found, fixed: fixed.length, codes };
  return { report: lintDocument(path, document, settings, listsFixes), document, change };
}

/** Such as “fixed 2 findings (json-comment, unknown-value)”. */
export function describeFixes({ fixed, codes }: Change, isDryRun: boolean): string {
  const list = codes.join(', ');
  if (isDryRun)
    return fixed === 1
      ? t('would have fixed 1 finding ({0})', list)
      : t('would have fixed {0} findings ({1})', fixed, list);
  return fixed === 1 ? t('fixed 1 finding ({0})', list) : t('fixed {0} findings ({1})', fixed, list);
}
