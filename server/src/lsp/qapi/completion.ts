import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { completeQapi, type QapiProposal } from '../../features/qapi/completion';
import { listSchemaNames } from '../../service/qapiRoots';
import { escapeText } from '../../text/markdown';
import { makeVisible } from '../../text/visible';
import { toRange } from '../features/toLsp';
import { toMarkup } from '../protocol/markup';
import { findOffset, type AskedSchema } from './answer';

/** [LSP, CompletionItemKind: Keyword, Class, Field, EnumMember, Property, Constant, File, Snippet, Function, Event] */
const KINDS: Readonly<Record<QapiProposal['kind'], CompletionItemKind>> = {
  keyword: 14,
  type: 7,
  member: 5,
  value: 20,
  feature: 10,
  condition: 21,
  file: 17,
  snippet: 15,
  command: 3,
  event: 23,
};

/** Of LSP's enumerations InsertTextFormat and CompletionItemTag. */
const PLAIN_TEXT = 1;
const SNIPPET = 2;
const DEPRECATED = 1;

/** Lists proposals for a position. */
export async function listCompletions(asked: AskedSchema): Promise<CompletionItem[]> {
  const { file, views, workspace } = asked;
  const offset = findOffset(asked);
  if (offset === undefined) return [];
  const folder = file.path.slice(0, file.path.lastIndexOf('/'));
  const isInclude = file.text.slice(Math.max(0, offset - MAX_BEFORE), offset).includes("'include'");
  const own = file.path.slice(folder.length + 1);
  const includable = isInclude
    ? (await listSchemaNames(folder, workspace)).filter((name) => name !== own)
    : [];
  return completeQapi(file, offset, { views, includable }).map((proposal) => toItem(proposal, asked));
}

/** An include is on one line. */
const MAX_BEFORE = 300;

function toItem(proposal: QapiProposal, { file, question: { client } }: AskedSchema): CompletionItem {
  const { kind, label, detail, insert, replace, deprecated, rank, about } = proposal;
  const isSnippet = proposal.isSnippet && client.snippets;
  const newText = proposal.isSnippet && !isSnippet ? toPlain(insert) : insert;
  return {
    label: makeVisible(label),
    ...(detail !== '' && { detail: makeVisible(detail) }),
    kind: KINDS[kind],
    sortText: `${rank} ${label}`,
    // What is replaced may start with a quote.
    filterText: insert.startsWith("'") ? `'${label}'` : label,
    textEdit: { range: toRange(file.lines, replace), newText },
    insertTextFormat: isSnippet ? SNIPPET : PLAIN_TEXT,
    ...(about !== undefined && { documentation: toMarkup(escapeText(about), client.completionMarkdown) }),
    ...(deprecated && client.deprecatedTag && { tags: [DEPRECATED] }),
  };
}

/** Replaces the places to fill in by their default texts. */
function toPlain(snippet: string): string {
  return snippet.replace(
    /\$\{\d+:([^}]*)\}|\$\d+|\\([\\$}])/g,
    (_, text?: string, escaped?: string) => text ?? escaped ?? '',
  );
}
