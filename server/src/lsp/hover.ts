import type { Hover } from 'vscode-languageserver';
import { hover } from '../features/hover';
import type { SourceRange } from '../qapi/schema';
import { LineIndex } from '../text/lineIndex';
import type { OpenDescriptor } from './documents';
import { toMarkup } from './markup';
import { onPositionRequest, type Session } from './session';
import { toRange } from './toLsp';

export function offerHover(session: Session): void {
  onPositionRequest<Hover | null>(session, 'textDocument/hover', null, (open, offset) => {
    const found = hover(open.document, offset, (place) => linkTo(place, open, session));
    return found
      ? {
          contents: toMarkup(found.markdown, session.client.hoverMarkdown),
          range: toRange(open.document.lines, found.range),
        }
      : null;
  });
}

/** A URI with the line as its fragment, which editors follow. */
function linkTo(place: SourceRange, { chosen }: OpenDescriptor, { schemas }: Session): string | undefined {
  const uri = schemas.uriOf(chosen, place.file);
  const text = chosen.context.full.texts.get(place.file);
  if (uri === undefined || text === undefined) return undefined;
  return `${uri}#L${new LineIndex(text).positionAt(place.start).line + 1}`;
}
