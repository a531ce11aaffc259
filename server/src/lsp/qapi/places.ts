import type { DocumentHighlight, Location, LocationLink } from 'vscode-languageserver';
import {
  findDefinitions,
  findHighlights,
  findTypeDefinitions,
  findUses,
  isDeclaration,
  type Targets,
} from '../../features/qapi/navigate';
import { toRange } from '../features/toLsp';
import { readValue } from '../protocol/fromLsp';
import { findOffset, type AskedSchema } from './answer';
import { listUsesOfSchema } from './descriptorUses';
import { toLocation, toUri } from './uris';

/** Leads from a name to its declarations, and from an include to the file. */
export function listDefinitions(asked: AskedSchema): Location[] | LocationLink[] | null {
  const offset = findOffset(asked);
  const found = offset === undefined ? undefined : findDefinitions(asked.file, offset, asked.views);
  return toLinks(found, asked, asked.question.client.definitionLinks);
}

/** Leads from a name to the definition of its type. */
export function listTypeDefinitions(asked: AskedSchema): Location[] | LocationLink[] | null {
  const offset = findOffset(asked);
  const found = offset === undefined ? undefined : findTypeDefinitions(asked.file, offset, asked.views);
  return toLinks(found, asked, asked.question.client.typeDefinitionLinks);
}

function toLinks(
  found: Targets | undefined,
  { file: from, question }: AskedSchema,
  links: boolean,
): Location[] | LocationLink[] | null {
  if (!found) return null;
  if (!links) return found.targets.map(({ file, range }) => toLocation(file, range, question));
  return found.targets.map(({ file, range, full }) => ({
    targetUri: toUri(file, question),
    targetRange: toRange(file.lines, full),
    targetSelectionRange: toRange(file.lines, range),
    originSelectionRange: toRange(from.lines, found.origin),
  }));
}

/** Lists the places, in all files of the root schemas, that refer to the same thing, and those in descriptors and in the documentation of rules. */
export async function listReferences(asked: AskedSchema): Promise<Location[]> {
  const { file, views, question } = asked;
  const offset = findOffset(asked);
  const isComplete = readValue(question.params, 'context.includeDeclaration') !== false;
  const uses = offset === undefined ? [] : findUses(file, offset, views);
  const places = uses
    .filter(({ place }) => isComplete || !isDeclaration(place))
    .map((use) => toLocation(use.file, use.place, question));
  return offset === undefined ? places : [...places, ...(await listUsesOfSchema(asked, offset))];
}

/** [LSP, DocumentHighlightKind: Read, Write] */
const READ = 2;
const WRITE = 3;

/** Lists the places in this file that refer to the same thing. */
export function listDocumentHighlights(asked: AskedSchema): DocumentHighlight[] {
  const offset = findOffset(asked);
  const found = offset === undefined ? [] : findHighlights(asked.file, offset, asked.views);
  return found.map((place) => ({
    range: toRange(asked.file.lines, place),
    kind: isDeclaration(place) ? WRITE : READ,
  }));
}
