import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';
import { findImageAt, findUses, type ImageReference } from './images';

/** One sentence that says why something is not renamed. */
export interface RenameRefusal {
  readonly refusal: string;
}

export interface Renamable {
  readonly image: ImageReference;
  /** What the new name takes the place of: the string without its quotes. */
  readonly range: TextRange;
  /** The name as it is now, escapes resolved. */
  readonly placeholder: string;
}

/** What a rename at `offset` is about. Only paths of images have other places to change with them. */
export function findRenamable(document: DescriptorDocument, offset: number): Renamable | RenameRefusal {
  const image = findImageAt(document, offset);
  if (!image)
    return {
      refusal: t('Only image paths can be renamed; the schema defines names and values.'),
    };
  if (image.content === image.token)
    return { refusal: t('The string is not closed. Add the closing quote first.') };
  return { image, range: image.content, placeholder: image.path };
}

/** Why no image can have this path; undefined where one can. */
export function findPathProblem(path: string): RenameRefusal | undefined {
  return path.trim() === '' ? { refusal: t('The path of a firmware image cannot be empty.') } : undefined;
}

/** The edits that give an image its new path wherever this descriptor names it. */
export function renameImage(document: DescriptorDocument, from: string, to: string): TextEdit[] {
  const newText = JSON.stringify(to).slice(1, -1);
  return findUses(document, from).flatMap(({ content, token }) =>
    content === token ? [] : [{ ...content, newText }],
  );
}
