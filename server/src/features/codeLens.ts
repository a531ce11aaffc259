import { t } from '../text/translations';
import type { DescriptorDocument } from '../descriptor/document';
import { findMember } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { findMainImage, type ImageReference } from './images';

/** The place of a lens, and the image whose users it counts. */
export interface ImageLens {
  /** The name `mapping`. */
  readonly range: TextRange;
  readonly image: ImageReference;
}

export function findImageLens(document: DescriptorDocument): ImageLens | undefined {
  const mapping = findMember(document.root, 'mapping');
  const image = findMainImage(document);
  if (!mapping || !image) return undefined;
  const { start, end } = mapping.json.key;
  return { range: { start, end }, image };
}

/** @param count the number of other descriptors that name the image; at least 1 */
export function formatLensTitle(count: number): string {
  return count === 1
    ? t('1 other descriptor uses this image')
    : t('{0} other descriptors use this image', count);
}
