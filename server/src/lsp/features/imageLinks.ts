import { t } from '../../text/translations';
import type { DocumentLink } from 'vscode-languageserver';
import { listImages, isOnDisk, type ImageReference } from '../../features/images';
import { findPathBelow, makeRootedWorkspace } from '../../workspace/rootedWorkspace';
import { toFileUri, toPath } from '../protocol/fromLsp';
import type { OpenDescriptor } from '../state/documents';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Makes links on the paths of existing images. */
export function offerDocumentLinks(session: Session): void {
  onDescriptorRequest<DocumentLink[]>(session, 'textDocument/documentLink', [], async (open) => {
    const { document } = open;
    const links = listImages(document).map(async (image) => {
      const target = await findImageFile(image, open, session);
      return target ? [{ ...target, range: toRange(document.lines, image.content) }] : [];
    });
    return (await Promise.all(links)).flatMap((found) =>
      found.map(({ range, uri, size }) => ({
        range,
        target: uri,
        ...(session.client.linkTooltips && { tooltip: t('Open image ({0})', describeSize(size)) }),
      })),
    );
  });
}

/** Finds an image on this machine; for a descriptor below the configured root, below that root. Undefined if the file does not exist or cannot be checked. */
export async function findImageFile(
  image: ImageReference,
  { uri, settings: { root } }: OpenDescriptor,
  { workspace }: Session,
): Promise<{ readonly uri: string; readonly size: number } | undefined> {
  if (!workspace || !isOnDisk(image)) return undefined;
  const isBelow = findPathBelow(root, toPath(uri) ?? '') !== undefined;
  const machine = makeRootedWorkspace(isBelow ? root : '', workspace);
  const found = await machine.stat(image.path);
  const path = found?.kind === 'file' ? await machine.toHost(image.path) : undefined;
  return found && path !== undefined ? { uri: toFileUri(path), size: found.size } : undefined;
}

function describeSize(bytes: number): string {
  if (bytes < 1024) return t('{0} bytes', bytes);
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${Number(size.toFixed(1))} ${unit}`;
}
