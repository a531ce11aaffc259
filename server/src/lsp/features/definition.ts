import type { Location, LocationLink } from 'vscode-languageserver';
import type { DescriptorDocument } from '../../descriptor/document';
import { findDefinition, findTypeDefinition, type DefinitionLink } from '../../features/definition';
import { findImageAt } from '../../features/images';
import { LineIndex } from '../../text/lineIndex';
import type { OpenDescriptor } from '../state/documents';
import { findImageFile } from './imageLinks';
import { onPositionRequest, type Session } from '../state/session';
import { START, toRange } from './toLsp';

/** Leads from an image path to the file, and from a name or value to its declaration in the schema and to that of its type. */
export function offerDefinitions(session: Session): void {
  const { definitionLinks, typeDefinitionLinks } = session.client;
  offer(session, 'textDocument/definition', findDefinition, definitionLinks);
  offer(session, 'textDocument/typeDefinition', findTypeDefinition, typeDefinitionLinks);
}

function offer(
  session: Session,
  method: string,
  find: (document: DescriptorDocument, offset: number) => DefinitionLink | undefined,
  links: boolean,
): void {
  onPositionRequest<Location | LocationLink[] | null>(session, method, null, async (open, offset) => {
    const found = find(open.document, offset);
    const link = found ? toLink(found, open, session) : await toImage(open, offset, session);
    if (!link) return null;
    return links ? [link] : { uri: link.targetUri, range: link.targetSelectionRange };
  });
}

function toLink(
  { origin, target, full }: DefinitionLink,
  { document, chosen }: OpenDescriptor,
  { schemas }: Session,
): LocationLink | undefined {
  const targetUri = schemas.uriOf(chosen, target.file);
  const text = chosen.context.full.modules.get(target.file)?.text;
  if (targetUri === undefined || text === undefined) return undefined;
  const lines = new LineIndex(text);
  return {
    targetUri,
    targetRange: toRange(lines, full),
    targetSelectionRange: toRange(lines, target),
    originSelectionRange: toRange(document.lines, origin),
  };
}

/** An image has no lines: it is opened at its start. */
async function toImage(
  open: OpenDescriptor,
  offset: number,
  session: Session,
): Promise<LocationLink | undefined> {
  const { document } = open;
  const image = findImageAt(document, offset);
  const file = image && (await findImageFile(image, open, session));
  return (
    file && {
      targetUri: file.uri,
      targetRange: START,
      targetSelectionRange: START,
      originSelectionRange: toRange(document.lines, image.content),
    }
  );
}
