import type { CompletionItem as LspItem, CompletionItemKind } from 'vscode-languageserver';
import { findIndent } from '../../descriptor/edits';
import type { CompletionItem } from '../../features/completion';
import type { LineIndex } from '../../text/lineIndex';
import { makeVisible } from '../../text/visible';
import type { ClientFeatures } from '../protocol/capabilities';
import { toMarkup } from '../protocol/markup';
import { toRange, toTextEdit } from './toLsp';

/** [LSP, CompletionItemKind: Property, EnumMember, Snippet, File, Folder] */
const KINDS: Readonly<Record<CompletionItem['kind'], CompletionItemKind>> = {
  member: 10,
  value: 20,
  skeleton: 15,
  file: 17,
  folder: 19,
};

/** Of LSP's enumerations InsertTextFormat, InsertTextMode and CompletionItemTag. */
const PLAIN_TEXT = 1;
const SNIPPET = 2;
const ADJUST_INDENTATION = 2;
const DEPRECATED = 1;

/** A command of VS Code that clients announce if they have it: triggers completion at the cursor. */
const SUGGEST = 'editor.action.triggerSuggest';

/** Converts a proposal for a document. @param commands the commands that the client has */
export function toItem(
  item: CompletionItem,
  { lines, text }: { readonly lines: LineIndex; readonly text: string },
  { client, commands }: { readonly client: ClientFeatures; readonly commands: ReadonlySet<string> },
): LspItem {
  const isSnippet = client.snippets && item.insert.isSnippet;
  const relative = isSnippet ? item.insert.text : item.plainText;
  const newText =
    isSnippet || client.adjustIndentation
      ? relative
      : indentLines(relative, findIndent(text, item.replace.start));
  const [label = item.label, description] = client.labelDetails ? (item.parts ?? []) : [];
  const { detail, sortText, filterText, documentation, deprecated, preselect, goesOn } = item;
  return {
    label: makeVisible(label),
    ...(description !== undefined && { labelDetails: { description } }),
    detail: makeVisible(detail),
    sortText,
    filterText,
    kind: KINDS[item.kind],
    // Always the whole token: an insertion before the rest of it would leave a second closing quote.
    textEdit: { newText, range: toRange(lines, item.replace) },
    additionalTextEdits: item.additionalEdits.map((edit) => toTextEdit(lines, edit)),
    insertTextFormat: isSnippet ? SNIPPET : PLAIN_TEXT,
    ...(client.adjustIndentation && { insertTextMode: ADJUST_INDENTATION }),
    ...(documentation !== undefined && { documentation: toMarkup(documentation, client.completionMarkdown) }),
    ...(deprecated && client.deprecatedTag && { tags: [DEPRECATED] }),
    ...(goesOn && commands.has(SUGGEST) && { command: { title: '', command: SUGGEST } }),
    ...(preselect && client.preselect && { preselect: true }),
  };
}

/** Indents the lines after the first like the line of the insertion; for snippets, editors do this themselves. */
function indentLines(text: string, indent: string): string {
  return text.replace(/\r\n|\n/g, (lineEnd) => lineEnd + indent);
}
