import type { TextEdit } from 'vscode-languageserver';
import { findIndentUnit } from '../../descriptor/edits';
import { formatDocument, type FormattingStyle } from '../../features/formatting';
import type { TextRange } from '../../text/lineIndex';
import type { OpenDescriptor } from '../state/documents';
import { readRange, readValue } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';
import { toTextEdit } from './toLsp';

export function offerFormatting(session: Session): void {
  const offer = (method: string, rangesOf: (open: OpenDescriptor, params: unknown) => RangesWanted): void => {
    onDescriptorRequest<TextEdit[]>(session, method, [], (open, params) => {
      const { document } = open;
      const edits = formatDocument(document, readStyle(params, document.text), rangesOf(open, params));
      return edits.map((edit) => toTextEdit(document.lines, edit));
    });
  };
  offer('textDocument/formatting', () => undefined);
  offer('textDocument/rangeFormatting', ({ document }, params) => {
    const range = readRange(document.lines, params, 'range');
    return range ? [range] : [];
  });
  offer('textDocument/rangesFormatting', ({ document }, params) => {
    const ranges = readValue(params, 'ranges');
    if (!Array.isArray(ranges)) return [];
    return ranges.flatMap((range: unknown) => readRange(document.lines, { range }, 'range') ?? []);
  });
}

/** Returns the whole text if there are none. */
type RangesWanted = readonly TextRange[] | undefined;

/** Wider indentation than this is a mistake, in columns. */
const MAX_TAB_SIZE = 32;

/** Reads the options of the client; uses the text's own indentation if they are invalid. */
function readStyle(params: unknown, text: string): FormattingStyle {
  const option = (name: string): unknown => readValue(params, `options.${name}`);
  const [tabSize, insertSpaces] = [option('tabSize'), option('insertSpaces')];
  const unit = findIndentUnit(text);
  const isSize = Number.isInteger(tabSize) && Number(tabSize) > 0 && Number(tabSize) <= MAX_TAB_SIZE;
  return {
    tabSize: isSize ? Number(tabSize) : unit.length,
    insertSpaces: typeof insertSpaces === 'boolean' ? insertSpaces : !unit.startsWith('\t'),
    insertFinalNewline: option('insertFinalNewline') === true,
    trimFinalNewlines: option('trimFinalNewlines') === true,
  };
}
