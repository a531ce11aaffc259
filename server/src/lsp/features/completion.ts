import type { CompletionItem as LspItem, CompletionItemKind, CompletionList } from 'vscode-languageserver';
import { findIndent } from '../../descriptor/edits';
import { findCompletion, type CompletionItem } from '../../features/completion';
import { proposeImages } from '../../features/completion/imagePaths';
import type { CompletionProposal } from '../../features/completion/proposal';
import { findPaths } from './imagePaths';
import type { OpenDescriptor } from '../state/documents';
import { toMarkup } from '../protocol/markup';
import { onPositionRequest, type Session } from '../state/session';
import { makeVisible } from '../../text/visible';
import { toRange, toTextEdit } from './toLsp';

export function offerCompletion(session: Session): void {
  onPositionRequest<LspItem[] | CompletionList>(
    session,
    'textDocument/completion',
    [],
    async (open, offset, _params, token) => {
      const found = findCompletion(open.document, offset);
      const toItems = (images: readonly CompletionProposal[]): LspItem[] =>
        found?.listItems(images).map((item) => toItem(item, open, session)) ?? [];
      if (!found?.images) return toItems([]);
      const candidates = await findPaths(found.images, open, session, token);
      // The items depend on the typed folder, so editors must ask again when more is typed.
      return { isIncomplete: true, items: toItems(proposeImages(candidates, found.images)) };
    },
  );
}

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

function toItem(
  item: CompletionItem,
  { document: { lines, text } }: OpenDescriptor,
  { client, commands }: Session,
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
