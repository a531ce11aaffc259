import { findIndent, findIndentUnit, findLineEnd } from '../descriptor/edits';
import { DescriptorDocument } from '../descriptor/document';
import type { TypedMember, TypedNode } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';
import { findCursor, type Cursor } from './completion/cursor';
import { findImagePlace, type ImagePlace } from './completion/imagePaths';
import { proposeMembers } from './completion/members';
import type { CompletionProposal } from './completion/proposal';
import { proposeSkeletons } from './completion/skeletons';
import { toPlainText, toSnippet, type TextStyle } from './completion/template';
import { proposeValues } from './completion/values';
import { findToken, type DescriptorToken } from './tokenAt';

/** A proposal with the edits that accepting it makes. Offsets are in UTF-16 units. */
export interface CompletionItem extends Omit<CompletionProposal, 'value'> {
  /** Keeps the order: required members first, then in schema order. */
  readonly sortText: string;
  /** The text that editors compare with that of `replace`: with quotes, unless a bare word is typed. */
  readonly filterText: string;
  /** The text that replaces `replace`. Lines after the first are indented relative to the line of insertion. */
  readonly insert: { readonly text: string; readonly isSnippet: boolean };
  /** The same for clients without snippets. */
  readonly plainText: string;
  /** The whole token under the cursor, including quotes; on one line. */
  readonly replace: TextRange;
  /** The missing comma after the previous member or element. */
  readonly additionalEdits: readonly TextEdit[];
}

/**
 * Lists proposals for `offset`, even in invalid JSON: the token under the cursor is completed in a copy of the text, and the typed tree
 * of that copy gives the expected type.
 */
export function complete(document: DescriptorDocument, offset: number): CompletionItem[] {
  return findCompletion(document, offset)?.listItems([]) ?? [];
}

/** Completion for callers that can search for images. */
export interface Completion {
  /** The place of an image's path. */
  readonly images?: ImagePlace | undefined;
  /** @param images the candidates for that place */
  listItems(images: readonly CompletionProposal[]): CompletionItem[];
}

/** Returns undefined if nothing can be inserted at `offset`. */
export function findCompletion(document: DescriptorDocument, offset: number): Completion | undefined {
  const cursor = findCursor(document.text, offset);
  if (!cursor) return undefined;
  const completed = completeText(document.text, cursor);
  const whole =
    completed.text === document.text ? document : new DescriptorDocument(completed.text, document.context);
  const token = findToken(whole.root, completed.offset);
  if (token?.kind !== cursor.role) return undefined;
  const typed = document.text.slice(cursor.token.start, offset).replace(/^"/, '');
  return {
    images: token.kind === 'value' ? findImagePlace(token.node, whole, typed) : undefined,
    listItems: (images) => listItems(token, whole, document, cursor, images),
  };
}

function listItems(
  token: DescriptorToken,
  whole: DescriptorDocument,
  document: DescriptorDocument,
  cursor: Cursor,
  images: readonly CompletionProposal[],
): CompletionItem[] {
  const style = findStyle(token, whole.text);
  const known = new Set(images.map(({ label }) => label));
  const others = makeProposals(token, whole).filter(({ label }) => !known.has(label));
  const items = [...images, ...others].map((proposal) => toItem(proposal, cursor, style));
  if (token.kind === 'name' && isAlone(token.member) && cursor.next === 'end')
    items.push(...fillObject(document, cursor));
  return items.map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') }));
}

/** Whether the outermost object has no other members. */
function isAlone({ object }: TypedMember): boolean {
  return !object.parent && object.members.length === 1;
}

/** Proposes whole descriptors that replace `{}`, or their members if the braces are on different lines. */
function fillObject({ text, context }: DescriptorDocument, cursor: Cursor): Item[] {
  const { token } = cursor;
  const [before] = /\{[ \t]*$/.exec(text.slice(0, token.start)) ?? [];
  const [after] = /^[ \t]*(?:\}|$)/.exec(text.slice(token.end)) ?? [];
  const isOneLine = before !== undefined && after !== undefined;
  const replace = isOneLine
    ? { start: token.start - before.length, end: token.end + after.length }
    : { start: token.start, end: token.end };
  const own = isOneLine ? '' : findIndent(text, token.start);
  const style = { indent: own || findIndentUnit(text), lineEnd: findLineEnd(text), spread: true };
  return proposeSkeletons(context.schema).map((proposal) => {
    const item = toItem({ ...proposal, preselect: false }, cursor, style);
    if (isOneLine) return { ...item, replace, filterText: before + item.filterText };
    const cut = (whole: string): string =>
      whole
        .split(style.lineEnd)
        .slice(1, -1)
        .map((line) => line.slice(style.indent.length))
        .join(style.lineEnd);
    return {
      ...item,
      plainText: cut(item.plainText),
      insert: { ...item.insert, text: cut(item.insert.text) },
    };
  });
}

/** Returns the text with a complete name or value at the cursor and the commas around it, and an offset inside it. */
function completeText(text: string, cursor: Cursor): { text: string; offset: number } {
  const { token, role, missingComma, next } = cursor;
  const isWhole = token.form === 'string' && (role === 'value' || next === 'colon');
  // Such a text does not have to be built and read again.
  if (isWhole && missingComma === undefined && next !== 'item') return { text, offset: token.start + 1 };
  const before = text.slice(0, token.start) + (missingComma === undefined ? '' : ',');
  const string = token.form === 'string' ? text.slice(token.start, token.end) : '""';
  const member = role === 'name' && next !== 'colon' ? `${string}:0` : string;
  const after = (next === 'item' ? ',' : '') + text.slice(token.end);
  return { text: before + member + after, offset: before.length + 1 };
}

function makeProposals(token: DescriptorToken, document: DescriptorDocument): CompletionProposal[] {
  return token.kind === 'name'
    ? proposeMembers(token.member, document.context.schema)
    : proposeValues(token.node, document);
}

/** A completion without its place in the order. */
type Item = Omit<CompletionItem, 'sortText'>;

function toItem(proposal: CompletionProposal, cursor: Cursor, style: TextStyle): Item {
  const { value, ...shown } = proposal;
  const { token, missingComma } = cursor;
  const isPath = proposal.kind === 'file' || proposal.kind === 'folder';
  if (isPath && token.form === 'string' && isBetween(cursor.offset, token))
    return replaceContent(proposal, token);
  // This edit must not touch the one at the cursor.
  const commaHere = missingComma === token.start;
  const [prefix, suffix] = frameProposal(proposal, cursor);
  const before = (commaHere ? ',' : '') + prefix;
  const plainText = before + (suffix === undefined ? '' : toPlainText(value, style) + suffix);
  const filled = toSnippet(value, style);
  // Before the closing quote, so that the user can continue the path.
  const place = proposal.kind === 'folder' ? `${filled.slice(0, -1)}$0"` : filled;
  const snippet = before + (suffix === undefined ? '' : place + suffix);
  const name = isPath ? toPlainText(value, style) : JSON.stringify(proposal.label);
  return {
    ...shown,
    goesOn: suffix !== undefined && proposal.goesOn,
    filterText: isBare(token, proposal) ? (isPath ? name.slice(1, -1) : proposal.label) : name,
    insert: { text: snippet, isSnippet: snippet !== plainText },
    plainText,
    replace: { start: token.start, end: token.end },
    additionalEdits:
      missingComma === undefined || commaHere
        ? []
        : [{ start: missingComma, end: missingComma, newText: ',' }],
  };
}

function isBetween(offset: number, { start, end }: TextRange): boolean {
  return start < offset && offset < end;
}

/** Only the path, so that the cursor stays before the closing quote. */
function replaceContent({ value, ...shown }: CompletionProposal, { start, end }: TextRange): Item {
  const text = toPlainText(value, { spread: false, indent: '', lineEnd: '' }).slice(1, -1);
  return {
    ...shown,
    filterText: text,
    insert: { text, isSnippet: false },
    plainText: text,
    replace: { start: start + 1, end: end - 1 },
    additionalEdits: [],
  };
}

/** Whether the typed text has no quote. */
function isBare({ form }: Cursor['token'], { kind }: CompletionProposal): boolean {
  return form === 'word' || (form === 'none' && kind === 'skeleton');
}

/** Returns the texts before and after the value; without the second part if the value already exists. */
function frameProposal(
  { kind, label }: CompletionProposal,
  { next }: Cursor,
): [prefix: string, suffix?: string] {
  const comma = next === 'item' ? ',' : '';
  if (kind !== 'member') return ['', comma];
  const name = JSON.stringify(label);
  if (next === 'colon') return [name];
  return next === 'value' ? [`${name}:`] : [`${name}: `, comma];
}

/** Objects use several lines if the object or list around the cursor does. */
function findStyle(token: DescriptorToken, text: string): TextStyle {
  const style = { indent: findIndentUnit(text), lineEnd: findLineEnd(text) };
  const container = token.kind === 'name' ? token.member.object : token.node.parent;
  return { ...style, spread: !container || isSpread(container, text) };
}

function isSpread({ json }: TypedNode, text: string): boolean {
  const first =
    json.kind === 'object' ? json.properties[0] : json.kind === 'array' ? json.elements[0] : undefined;
  return first !== undefined && /[\r\n]/.test(text.slice(json.start, first.start));
}
