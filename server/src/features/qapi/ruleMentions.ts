import type { Position } from '../../text/lineIndex';

/** A place in the documentation of the rules. */
export interface Mention {
  readonly start: Position;
  readonly end: Position;
}

/**
 * Finds where the rules speak of a member or value: the first mention in the section of each rule. Examples do not count, because almost
 * every example has the same members.
 *
 * @param markdown the documentation of the rules, which has a heading of the third level for each
 */
export function listRuleMentions(markdown: string, name: string): readonly Mention[] {
  const mentions: Mention[] = [];
  const word = `\`${name}\``;
  let isSearched = false;
  let isExample = false;
  for (const [line, text] of markdown.split('\n').entries()) {
    if (text.startsWith('```')) isExample = !isExample;
    else if (!isExample && text.startsWith('#')) isSearched = text.startsWith('### ');
    const at = isSearched && !isExample ? text.indexOf(word) : -1;
    if (at < 0) continue;
    const start = at + '`'.length;
    mentions.push({ start: { line, character: start }, end: { line, character: start + name.length } });
    isSearched = false;
  }
  return mentions;
}
