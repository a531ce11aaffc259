import { makeVisible } from '../../server/src/text/visible';

/**
 * A text for notifications and the language status. VS Code makes links of `[text](address)` there, to commands, too, and knows no escape:
 * a space takes the parts of such a link asunder. [vscode, base/common/linkedText]
 */
export function makePlain(text: string): string {
  return makeVisible(text).replace(/\](?=\()/g, '] ');
}
