import type { Definition, DocComment } from '../../qapi/schema';
import type { DocBlock } from '../../qapi/syntax';
import type { Name, Role } from './names';

/** Literal text, names in backticks and names after `@`. No part of the pattern spans lines. */
const NAMES =
  /``[^`\n]*``|`(?:[^`<\n]*<)?(?<link>[A-Za-z_][\w.-]*)>?`|(?<![\w@.])@(?<name>[A-Za-z_](?:[\w.-]*\w)?)/g;

/**
 * Lists the names in a block of documentation: those that it describes, and those that its texts mention.
 *
 * @param owner the definition that it documents
 */
export function listDocNames(
  text: string,
  { inner }: DocBlock,
  doc: DocComment,
  owner: Definition | undefined,
): Name[] {
  const described = new Map<number, Role>();
  for (const { kind, range } of doc.sections) {
    if (kind === 'member') described.set(range.start, 'docMember');
    if (kind === 'feature') described.set(range.start, 'docFeature');
  }
  const names: Name[] = [];
  let symbol = doc.symbol;
  for (const match of text.slice(inner.start, inner.end).matchAll(NAMES)) {
    const { link, name = link } = match.groups ?? {};
    if (name === undefined) continue;
    const at = inner.start + match.index;
    const start = at + match[0].lastIndexOf(name);
    const isSymbol = name === symbol;
    // The first name in a block with a symbol is the symbol.
    symbol = undefined;
    const role = link === undefined ? (described.get(at) ?? 'docName') : 'docLink';
    names.push({ name, role: isSymbol ? 'docSymbol' : role, owner, start, end: start + name.length });
  }
  return names;
}
