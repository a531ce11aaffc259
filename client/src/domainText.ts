import type { TextDocument } from 'vscode';

/** A domain has some thousand characters; longer texts are not looked into. */
const LIMIT = 1024 * 1024;

/** Whether a document is the definition of a libvirt domain, as far as its beginning tells. */
export function isDomain(document: Pick<TextDocument, 'languageId' | 'fileName' | 'getText'>): boolean {
  const isXml = document.languageId === 'xml' || document.fileName.endsWith('.xml');
  return isXml && startsDomain(document.getText());
}

/** Whether the root element of a text is `<domain>`. */
export function startsDomain(text: string): boolean {
  if (text.length > LIMIT) return false;
  const prolog = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>|\uFEFF/y;
  let at = 0;
  // Each matches something, so it comes to an end.
  while (prolog.test(text)) at = prolog.lastIndex;
  const root = /<domain[\s/>]/y;
  root.lastIndex = at;
  return root.test(text);
}
