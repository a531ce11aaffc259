import type { MarkupContent } from 'vscode-languageserver';
import { toPlainText, type Markdown } from '../../text/markdown';

/** Markdown for clients that render it, its text for those that do not. */
export function toMarkup(markdown: Markdown, rendered: boolean): MarkupContent {
  return rendered
    ? { kind: 'markdown', value: markdown }
    : { kind: 'plaintext', value: toPlainText(markdown) };
}
