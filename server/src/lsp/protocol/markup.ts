import type { MarkupContent } from 'vscode-languageserver';
import { toPlainText, type Markdown } from '../../text/markdown';

/** Returns Markdown for clients that render it, or its text for others. */
export function toMarkup(markdown: Markdown, rendered: boolean): MarkupContent {
  return rendered
    ? { kind: 'markdown', value: markdown }
    : { kind: 'plaintext', value: toPlainText(markdown) };
}
