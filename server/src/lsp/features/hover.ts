import type { Hover } from 'vscode-languageserver';
import { findHover, makeImageHover, type Hover as FoundHover } from '../../features/hover';
import { findImageAt, isOnDisk } from '../../features/images';
import type { SourceRange } from '../../qapi/schema';
import { LineIndex } from '../../text/lineIndex';
import type { OpenDescriptor } from '../state/documents';
import { toMarkup } from '../protocol/markup';
import { onPositionRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

export function offerHover(session: Session): void {
  onPositionRequest<Hover | null>(session, 'textDocument/hover', null, async (open, offset) => {
    const found =
      findHover(open.document, offset, (place) => makeLink(place, open, session)) ??
      (await findImageHover(open, offset, session));
    return found
      ? {
          contents: toMarkup(found.markdown, session.client.hoverMarkdown),
          range: toRange(open.document.lines, found.range),
        }
      : null;
  });
}

/** Returns what is known about the named image, regardless of the folder of the descriptor. */
async function findImageHover(
  { document, settings }: OpenDescriptor,
  offset: number,
  { images }: Session,
): Promise<FoundHover | undefined> {
  const image = findImageAt(document, offset);
  const seen = image && isOnDisk(image) ? await images?.look(settings.images)?.(image.path) : undefined;
  return image && seen && makeImageHover(image, seen);
}

/** Makes a URI with the line as its fragment, which editors follow. */
function makeLink(place: SourceRange, { chosen }: OpenDescriptor, { schemas }: Session): string | undefined {
  const uri = schemas.uriOf(chosen, place.file);
  const text = chosen.context.full.modules.get(place.file)?.text;
  if (uri === undefined || text === undefined) return undefined;
  return `${uri}#L${new LineIndex(text).positionAt(place.start).line + 1}`;
}
