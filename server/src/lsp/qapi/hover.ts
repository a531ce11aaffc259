import type { Hover } from 'vscode-languageserver';
import { hoverQapi } from '../../features/qapi/hover';
import { toRange } from '../features/toLsp';
import { toMarkup } from '../protocol/markup';
import { findOffset, type AskedSchema } from './answer';
import { toUri } from './uris';

/** Describes the name at a position. */
export function findHover(asked: AskedSchema): Hover | null {
  const { file, views, question } = asked;
  const offset = findOffset(asked);
  if (offset === undefined) return null;
  const found = hoverQapi(file, offset, views, (target, at) => {
    const line = target.lines.positionAt(at).line + 1;
    // Editors follow the line in the fragment.
    return `${toUri(target, question)}#L${line}`;
  });
  if (!found) return null;
  return {
    contents: toMarkup(found.markdown, question.client.hoverMarkdown),
    range: toRange(file.lines, found.range),
  };
}
