import { makeVisible } from '../../server/src/text/visible';

/**
 * A text with foreign parts, such as names of files, for where VS Code makes links of Markdown's, to commands, too: notifications and the
 * status of the language.
 */
export function disarmLinks(text: string): string {
  return makeVisible(text).replaceAll('](', ']\u200b(');
}
