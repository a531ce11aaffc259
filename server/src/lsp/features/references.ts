import type { CancellationToken, Location } from 'vscode-languageserver';
import { findImageAt, findUses, type ImageReference } from '../../features/images';
import type { Descriptor } from '../state/documents';
import { readValue } from '../protocol/fromLsp';
import { visitDescriptors } from '../state/progress';
import { onPositionRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Finds every place in a descriptor that names the image at the cursor. */
export function offerReferences(session: Session): void {
  onPositionRequest<Location[]>(
    session,
    'textDocument/references',
    [],
    async (open, offset, params, token) => {
      const image = findImageAt(open.document, offset);
      if (!image) return [];
      const uses = await findUsesOfImage(image, session, params, token);
      // No text declares an image: the requested place is treated as the declaration.
      const withOwn = readValue(params, 'context.includeDeclaration') !== false;
      return uses
        .filter(({ by, use }) => withOwn || by.uri !== open.uri || use.token.start !== image.token.start)
        .map(toLocation);
    },
  );
}

/** Makes a location that names an image. */
export interface Use {
  readonly by: Descriptor;
  readonly use: ImageReference;
}

export async function findUsesOfImage(
  { path }: ImageReference,
  session: Session,
  params: unknown,
  token: CancellationToken,
): Promise<Use[]> {
  const uses: Use[] = [];
  for await (const by of visitDescriptors(session, params, token))
    uses.push(...findUses(by.document, path).map((use) => ({ by, use })));
  return uses;
}

export function toLocation({ by: { uri, document }, use: { content } }: Use): Location {
  return { uri, range: toRange(document.lines, content) };
}
