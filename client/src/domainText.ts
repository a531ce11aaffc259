import type { TextDocument } from 'vscode';

/** A domain has a few thousand characters; longer texts are not checked. */
const LIMIT = 1024 * 1024;

/** Returns whether a document is the definition of a libvirt domain, judging by its beginning. */
export function isDomain(document: Pick<TextDocument, 'languageId' | 'fileName' | 'getText'>): boolean {
  const isXml = document.languageId === 'xml' || document.fileName.endsWith('.xml');
  return isXml && startsDomain(document.getText());
}

/** Returns whether the root element of a text is `<domain>`. */
export function startsDomain(text: string): boolean {
  if (text.length > LIMIT) return false;
  const prolog = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>|\uFEFF/y;
  let at = 0;
  // Each pattern matches something, so the loop ends.
  while (prolog.test(text)) at = prolog.lastIndex;
  const root = /<domain[\s/>]/y;
  root.lastIndex = at;
  return root.test(text);
}
