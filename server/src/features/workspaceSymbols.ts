import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { findMember } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { listImages } from './images';

/** What can be looked for by name in all descriptors. */
export interface WorkspaceSymbol {
  readonly kind: 'descriptor' | 'image';
  /** What the query is held against. */
  readonly name: string;
  /** What the name stands in. */
  readonly container: string;
  readonly range: TextRange;
}

/**
 * A descriptor by its file name and description, and the images that it names, as far as they match the query: all its
 * words, in any case, as a part of the name or letter by letter in its order, as editors look for things.
 */
export function findWorkspaceSymbols(
  document: DescriptorDocument,
  fileName: string,
  query: string,
): WorkspaceSymbol[] {
  const description = findMember(document.root, 'description')?.value?.json;
  const { start, end } = document.root?.json ?? { start: 0, end: 0 };
  const symbols: WorkspaceSymbol[] = [
    {
      kind: 'descriptor',
      name: description?.kind === 'string' ? `${fileName} · ${description.value}` : fileName,
      container: document.isMask ? t('mask') : '',
      range: { start, end },
    },
    ...listImages(document).map(({ path, content }) => ({
      kind: 'image' as const,
      name: path,
      container: fileName,
      range: content,
    })),
  ];
  return symbols.filter(({ name }) => matches(name, query));
}

function matches(name: string, query: string): boolean {
  const wanted = query.toLowerCase().split(/\s+/);
  const found = name.toLowerCase();
  return wanted.every((word) => found.includes(word) || isSpread(word, found));
}

/** Whether the letters of `word` come in `text` in their order. */
function isSpread(word: string, text: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
