import type { Location, LocationLink } from 'vscode-languageserver';
import type { DescriptorDocument } from '../descriptor/document';
import { definition, typeDefinition, type Definition } from '../features/definition';
import { LineIndex } from '../text/lineIndex';
import type { OpenDescriptor } from './documents';
import { onPositionRequest, type Session } from './session';
import { toRange } from './toLsp';

/** From a name or value to its declaration in the schema, and to that of its type. */
export function offerDefinitions(session: Session): void {
  const { definitionLinks, typeDefinitionLinks } = session.client;
  offer(session, 'textDocument/definition', definition, definitionLinks);
  offer(session, 'textDocument/typeDefinition', typeDefinition, typeDefinitionLinks);
}

function offer(
  session: Session,
  method: string,
  find: (document: DescriptorDocument, offset: number) => Definition | undefined,
  links: boolean,
): void {
  onPositionRequest<Location | LocationLink[] | null>(session, method, null, (open, offset) => {
    const found = find(open.document, offset);
    const link = found && toLink(found, open, session);
    if (!link) return null;
    return links ? [link] : { uri: link.targetUri, range: link.targetSelectionRange };
  });
}

function toLink(
  { origin, target, full }: Definition,
  { document, chosen }: OpenDescriptor,
  { schemas }: Session,
): LocationLink | undefined {
  const targetUri = schemas.uriOf(chosen, target.file);
  const text = chosen.context.full.texts.get(target.file);
  if (targetUri === undefined || text === undefined) return undefined;
  const lines = new LineIndex(text);
  return {
    targetUri,
    targetRange: toRange(lines, full),
    targetSelectionRange: toRange(lines, target),
    originSelectionRange: toRange(document.lines, origin),
  };
}
