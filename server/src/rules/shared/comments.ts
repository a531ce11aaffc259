import { t } from '../../text/translations';
import { insertElement } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { standsFor } from '../../descriptor/strays';
import { findMember } from '../../descriptor/typedTree';
import { overlap, type TextEdit } from '../../text/textEdit';
import type { TextRange } from '../../text/lineIndex';
import type { Fix } from '../rule';
import { insertInOrder } from './absence';

/** Returns the comments of a document, which JSON does not allow. */
export function listComments({ syntax }: DescriptorDocument): TextRange[] {
  return syntax.problems.flatMap(({ code, range }) => (code === 'json-comment' ? [range] : []));
}

/**
 * Proposes the fix that moves all comments of a document to its tags. They are written in ASCII, as libvirt 11.3 ignores a file with any
 * other character in a string. None is proposed if the tags are not a list, or if a comment has no end.
 */
export function moveComments(document: DescriptorDocument): Fix[] {
  const { text } = document;
  const comments = listComments(document);
  const remarks = comments.flatMap(({ start, end }) => readRemark(text.slice(start, end)) ?? []);
  const tags = remarks.filter((remark) => remark !== '');
  if (tags.length === 0 || remarks.length < comments.length) return [];
  const removals = comments.map((range) => removeComment(text, range));
  const insertions = insertTags(document, tags, removals);
  if (insertions.length === 0) return [];
  const edits = [...insertions.map(writeInAscii), ...removals];
  const title = comments.length === 1 ? t('Move the comment to “tags”') : t('Move all comments to “tags”');
  return [{ title, edits, safe: true, keepsComments: true }];
}

/** Returns edits that append tags; none if that is not possible. @param others edits that are applied together with them */
function insertTags(
  document: DescriptorDocument,
  tags: readonly string[],
  others: readonly TextEdit[],
): TextEdit[] {
  const { root, text } = document;
  if (root?.kind !== 'object' || root.json.properties.length === 0) return [];
  const list = findMember(root, 'tags')?.value;
  if (!list) {
    const isElsewhere = document.strays.some((stray) => standsFor(stray, root, 'tags'));
    return isElsewhere || root.named.has('tags') ? [] : [insertInOrder(document, root, 'tags', tags)];
  }
  if (list.kind !== 'list' || !list.json.closed) return [];
  if (list.elements.length > 0) return tags.map((tag) => insertElement(text, list.json, tag));
  const newText = tags.map((tag) => JSON.stringify(tag)).join(', ');
  const start = list.json.start + 1;
  const whole = { start, end: list.json.end - 1, newText };
  return [others.some((edit) => overlap(edit, whole)) ? { start, end: start, newText } : whole];
}

function writeInAscii(edit: TextEdit): TextEdit {
  const newText = edit.newText.replace(
    /[^\t\r\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { ...edit, newText };
}

/** Returns the text of a comment on one line; undefined if the comment has no end. */
export function readRemark(comment: string): string | undefined {
  if (comment.startsWith('<!--')) return comment.endsWith('-->') ? comment.slice(4, -3).trim() : undefined;
  if (!comment.startsWith('/*')) return comment.replace(/^(?:\/\/+|#+|--|[;%]|rem\b|dnl\b)/i, '').trim();
  if (comment.length < 4 || !comment.endsWith('*/')) return undefined;
  const lines = comment.slice(2, -2).split(/\r\n|\r|\n/);
  return lines
    .map((line) => line.trim().replace(/^\*+/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Removes the whole line if only the comment is on it, else the comment and the blanks before it. */
export function removeComment(text: string, range: TextRange): TextEdit {
  let { start, end } = range;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start--;
  const wholeLine = start === 0 || '\r\n'.includes(text.charAt(start - 1));
  const lineEnd = /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(end, end + 200));
  if (wholeLine && lineEnd) end += lineEnd[0].length;
  return { start, end, newText: '' };
}
