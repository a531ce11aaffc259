import type { MarkupContent } from 'vscode-languageserver';

/** Markdown for clients that render it, its text for those that do not. */
export function toMarkup(markdown: string, rendered: boolean): MarkupContent {
  return rendered
    ? { kind: 'markdown', value: markdown }
    : { kind: 'plaintext', value: removeMarks(markdown) };
}

/** The text of Markdown as the features write it: links by their text, emphasis, code marks, rules and escapes gone. */
function removeMarks(markdown: string): string {
  return markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/^---\n*|^`{3,}\w*\n?/gm, '')
    .replace(/\*\*|`+/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}
