import type { DescriptorDocument } from '../descriptor/document';
import { hasPlaceholder, listImagePaths, type Text } from '../descriptor/firmwareView';
import { touches } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';

/** A place where a descriptor names a firmware image. */
export interface ImageReference {
  /** The path as consumers read it: escapes resolved. */
  readonly path: string;
  /** The string with its quotes. */
  readonly token: TextRange;
  /** The string without its quotes; the token itself if the closing one is missing. */
  readonly content: TextRange;
}

/** Lists the images that a descriptor names, in the order of the text; an empty path names none. */
export function listImages({ view, text }: DescriptorDocument): readonly ImageReference[] {
  return listImagePaths(view)
    .filter(({ value }) => value !== '')
    .map((place) => toReference(place, text))
    .sort((a, b) => a.token.start - b.token.start);
}

/** Finds the image whose path contains or touches `offset`. */
export function findImageAt(document: DescriptorDocument, offset: number): ImageReference | undefined {
  return listImages(document).find(({ token }) => touches(token, offset));
}

/** Finds the places where a descriptor names the image with exactly this path. */
export function findUses(document: DescriptorDocument, path: string): readonly ImageReference[] {
  return listImages(document).filter((image) => image.path === path);
}

/** Finds the image that the guest starts from: the executable of flash firmware, the only file of other devices. */
export function findMainImage(document: DescriptorDocument): ImageReference | undefined {
  const { mapping } = document.view;
  const place = mapping?.executable?.filename ?? mapping?.filename;
  return listImages(document).find(({ token }) => token.start === place?.json.start);
}

/** Whether a path can be looked up: it is absolute and has no placeholder that a build fills in. */
export function isOnDisk({ path }: ImageReference): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path) && !hasPlaceholder(path);
}

function toReference({ value, json: { start, end } }: Text, text: string): ImageReference {
  const token = { start, end };
  const closed = /^"[^"\\]*(?:\\.[^"\\]*)*"$/.test(text.slice(start, end));
  return { path: value, token, content: closed ? { start: start + 1, end: end - 1 } : token };
}
