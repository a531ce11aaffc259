import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { findMember } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { listImages } from './images';

/** A symbol that can be searched by name in all descriptors. */
export interface WorkspaceSymbol {
  readonly kind: 'descriptor' | 'image';
  /** The text that is compared with the query. */
  readonly name: string;
  /** The container of the name. */
  readonly container: string;
  readonly range: TextRange;
}

/**
 * Lists a descriptor (by file name and description) and its images if they match the query: all its words, in any case, as a part of the
 * name or letter by letter in order, as editors search.
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
  const words = query.toLowerCase().split(/\s+/);
  const text = name.toLowerCase();
  return words.every((word) => text.includes(word) || isSpread(word, text));
}

/** Whether `text` contains the letters of `word` in order. */
function isSpread(word: string, text: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
