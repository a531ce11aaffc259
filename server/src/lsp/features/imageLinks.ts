import { t } from '../../text/translations';
import type { DocumentLink } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { listImages, isOnDisk, type ImageReference } from '../../features/images';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Links on the paths of images that are there. */
export function offerDocumentLinks(session: Session): void {
  onDescriptorRequest<DocumentLink[]>(session, 'textDocument/documentLink', [], async ({ document }) => {
    const links = listImages(document).map(async (image) => {
      const target = await findImageFile(image, session);
      return target ? [{ ...target, range: toRange(document.lines, image.content) }] : [];
    });
    return (await Promise.all(links)).flatMap((found) =>
      found.map(({ range, uri, size }) => ({
        range,
        target: uri,
        ...(session.client.linkTooltips && { tooltip: t('Open the image ({0})', describeSize(size)) }),
      })),
    );
  });
}

/** Where an image lies; undefined where there is no such file, or no way to see. */
export async function findImageFile(
  image: ImageReference,
  { workspace }: Session,
): Promise<{ readonly uri: string; readonly size: number } | undefined> {
  const found = isOnDisk(image) ? await workspace?.stat(image.path) : undefined;
  return found?.kind === 'file' ? { uri: URI.file(image.path).toString(), size: found.size } : undefined;
}

function describeSize(bytes: number): string {
  if (bytes < 1024) return t('{0} bytes', bytes);
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${Number(size.toFixed(1))} ${unit}`;
}
