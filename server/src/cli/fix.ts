import type { DescriptorDocument } from '../descriptor/document';
import { mend } from '../features/fixAll';
import type { LintSettings } from './configurations';
import { counted } from './format';
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
  /** “fixed 2 findings (json-comment, unknown-value)” */
  readonly what: string;
}

/** Applies the safe fixes to a file's document; none of them where the result would not be JSON. */
export function fixDocument(path: string, opened: DescriptorDocument, settings: LintSettings): Fixed {
  const found = lintDocument(path, opened, settings);
  const { document, fixed } = mend(opened, ({ code }) => settings.severities.get(code) !== 'off');
  if (document.text === opened.text || !isJson(document.text)) return { report: found, document: opened };
  const codes = [...new Set(fixed.map(({ code }) => code))].sort();
  const what = `fixed ${counted(fixed.length, 'finding')} (${codes.join(', ')})`;
  const change = { before: opened.text, after: document.text, found, what };
  return { report: lintDocument(path, document, settings), document, change };
}

/** By a reader that is not ours. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
