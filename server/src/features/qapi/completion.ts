import type { TextRange } from '../../text/lineIndex';
import { completeCode } from './completeCode';
import { completeDocumentation } from './completeDocumentation';
import { findCodeContext } from './completionContext';
import type { QapiFile } from './qapiFile';
import type { View } from './view';

/** A proposal. */
export interface QapiProposal {
  readonly kind:
    | 'keyword'
    | 'type'
    | 'member'
    | 'value'
    | 'feature'
    | 'condition'
    | 'file'
    | 'snippet'
    | 'command'
    | 'event';
  readonly label: string;
  readonly detail: string;
  /** A snippet if `isSnippet`, with `$1` for places to fill in. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly replace: TextRange;
  readonly deprecated: boolean;
  /** Lists are sorted by this and then by label. */
  readonly rank: number;
  /** A sentence. */
  readonly about?: string | undefined;
}

/** What completion needs beside the file. */
export interface CompletionHost {
  readonly views: readonly View[];
  /** The names of the schema files that an include can name, relative to the folder of the file. */
  readonly includable: readonly string[];
}

/** More are of no use; clients filter them by what is typed. */
const MAX_PROPOSALS = 3000;

/** Lists what can be written at an offset: keys, types, features, conditions and names in documentation. */
export function completeQapi(file: QapiFile, offset: number, host: CompletionHost): readonly QapiProposal[] {
  const comment = findCommentStart(file.text, offset);
  if (comment !== undefined) return completeDocumentation(file, offset, host).slice(0, MAX_PROPOSALS);
  const context = findCodeContext(file.text, findItemStart(file.text, offset), offset);
  return context ? completeCode(context, file, host).slice(0, MAX_PROPOSALS) : [];
}

/** Finds the `#` before the cursor on its line, outside strings. */
function findCommentStart(text: string, offset: number): number | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(lineStart, offset);
  const found = /^(?:[^'#]|'[^'#]*')*#/.exec(before.slice(0, MAX_LINE));
  return found ? lineStart + found[0].length - 1 : undefined;
}

/** In UTF-16 units. */
const MAX_LINE = 2000;

/** Items start at the start of a line. */
function findItemStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0) {
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    if (text.startsWith('{', lineStart) && lineStart < offset) return lineStart;
    // Code above a block of documentation belongs to another item.
    if (text.startsWith('##', lineStart) && lineStart + 2 <= offset) return Math.min(offset, lineStart + 2);
    at = lineStart - 1;
  }
  return 0;
}
