import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';
import { findImageAt, findUses, type ImageReference } from './images';

/** A short explanation of why something cannot be renamed. */
export interface RenameRefusal {
  readonly refusal: string;
}

export interface Renamable {
  readonly image: ImageReference;
  /** The range that the new name replaces: the string without its quotes. */
  readonly range: TextRange;
  /** The present name, with escapes resolved. */
  readonly placeholder: string;
}

/** Finds what a rename at `offset` changes. Only paths of images can have several places. */
export function findRenamable(document: DescriptorDocument, offset: number): Renamable | RenameRefusal {
  const image = findImageAt(document, offset);
  if (!image)
    return {
      refusal: t('Only image paths can be renamed: the schema fixes all other names and values.'),
    };
  if (image.content === image.token)
    return { refusal: t('The string is not closed. Add the closing quote.') };
  return { image, range: image.content, placeholder: image.path };
}

/** Explains why no image can have this path; undefined if one can. */
export function findPathProblem(path: string): RenameRefusal | undefined {
  return path.trim() === '' ? { refusal: t('The path of a firmware image cannot be empty.') } : undefined;
}

/** Returns the edits that change an image's path in all places of this descriptor. */
export function renameImage(document: DescriptorDocument, from: string, to: string): TextEdit[] {
  const newText = JSON.stringify(to).slice(1, -1);
  return findUses(document, from).flatMap(({ content, token }) =>
    content === token ? [] : [{ ...content, newText }],
  );
}
