import type { TextDocument } from 'vscode';
import { isDomainPath, startsDomain } from '../../server/src/domain/recognise';

/** Returns whether a document contains the definition of a libvirt domain, judging by its beginning. */
export function isDomain(document: Pick<TextDocument, 'languageId' | 'fileName' | 'getText'>): boolean {
  const isXml = document.languageId === 'xml' || isDomainPath(document.fileName);
  return isXml && startsDomain(document.getText());
}
