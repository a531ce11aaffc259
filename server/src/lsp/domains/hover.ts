import type { Hover } from 'vscode-languageserver';
import { hoverDomain } from '../../features/domain/hoverDomain';
import { toRange } from '../features/toLsp';
import { toMarkup } from '../protocol/markup';
import type { AskedDomain } from './answer';
import { findOffset, makeHost } from './host';

/** Describes what a place in a domain means for its firmware. */
export async function findHover(asked: AskedDomain): Promise<Hover | null> {
  const { document, question } = asked;
  const offset = findOffset(asked);
  const found = offset === undefined ? undefined : hoverDomain(document, offset, await makeHost(asked, true));
  if (!found) return null;
  return {
    contents: toMarkup(found.markdown, question.client.hoverMarkdown),
    range: toRange(document.lines, found.range),
  };
}
