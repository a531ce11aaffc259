import { makeVisible } from '../../server/src/text/visible';

/**
 * Makes a text for notifications and the language status. There, VS Code turns `[text](address)` into links, even to commands, and has no
 * escape, so a space separates the parts of such a link. [vscode, base/common/linkedText]
 */
export function makePlain(text: string): string {
  return makeVisible(text).replace(/\](?=\()/g, '] ');
}
