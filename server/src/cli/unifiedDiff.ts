import { formatPatch, OMIT_HEADERS, structuredPatch, type StructuredPatchHunk } from 'diff';
import { hasControls } from '../text/visible';

/** The number of context lines around a change. */
const CONTEXT = 3;

/**
 * With more changed lines than this, the whole text is replaced. The time to compare grows with the product of this
 * and the number of lines.
 */
const MAX_CHANGED_LINES = 2000;

/** Formats the change of a file's text as a unified diff that `patch -p1` and `git apply` accept; empty without a change. */
export function formatUnifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: CONTEXT, maxEditLength: MAX_CHANGED_LINES };
  const compared = structuredPatch('', '', before, after, undefined, undefined, options);
  const hunks = compared?.hunks ?? [replaceAll(before, after)];
  const body = formatPatch(
    { oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined, hunks },
    OMIT_HEADERS,
  );
  return `--- ${formatHeader('a', file)}\n+++ ${formatHeader('b', file)}\n${body}`;
}

/** A name with white space needs a tab after it, one with control characters the quotes of C. */
function formatHeader(side: string, file: string): string {
  const name = `${side}/${file.replace(/^(?:\.?\/)+/, '')}`;
  const escaped = name.replace(/./gsu, escapeCharacter);
  if (escaped !== name) return `"${escaped}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

/** As git writes it: bytes of UTF-8 in octal. */
function escapeCharacter(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (!hasControls(character)) return character;
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** Makes one hunk that removes every line of one text and adds every line of the other. */
function replaceAll(before: string, after: string): StructuredPatchHunk {
  const [oldLines, newLines] = [splitLines(before), splitLines(after)];
  const side = (sign: string, lines: readonly string[]): string[] =>
    lines.flatMap((line) =>
      line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
    );
  return {
    ...{ oldStart: 1, oldLines: oldLines.length, newStart: 1, newLines: newLines.length },
    lines: [...side('-', oldLines), ...side('+', newLines)],
  };
}

/** The lines with their line feeds, which the last one may lack. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
