import type { DocumentLink, Location, LocationLink } from 'vscode-languageserver';
import { findDomainTargets, listDomainLinks } from '../../features/domain/findDomainTargets';
import { START, toRange } from '../features/toLsp';
import type { AskedDomain } from './answer';
import { findOffset, makeHost } from './host';
import { toFileUri } from '../protocol/fromLsp';

/** Leads from a path, or from `<os>`, to the descriptors that name it, or that is selected. */
export async function findDefinitions(asked: AskedDomain): Promise<Location[] | LocationLink[] | null> {
  const { document, question } = asked;
  const offset = findOffset(asked);
  const found =
    offset === undefined ? undefined : findDomainTargets(document, offset, await makeHost(asked, true));
  if (!found) return null;
  const uris = await Promise.all(found.descriptors.map((path) => toUri(path, asked)));
  const known = uris.flatMap((uri) => uri ?? []);
  if (!question.client.definitionLinks) return known.map((uri) => ({ uri, range: START }));
  return known.map((uri) => ({
    targetUri: uri,
    targetRange: START,
    targetSelectionRange: START,
    originSelectionRange: toRange(document.lines, found.origin),
  }));
}

/** Makes links on the paths of existing files. */
export async function listDocumentLinks(asked: AskedDomain): Promise<DocumentLink[]> {
  const { document, computer } = asked;
  const links = listDomainLinks(document).slice(0, MAX_LINKS);
  const found = await Promise.all(
    links.map(async ({ range, path }) => {
      const isFile = (await computer.files.stat(path))?.kind === 'file';
      const target = isFile ? await toUri(path, asked) : undefined;
      return target === undefined ? [] : [{ range: toRange(document.lines, range), target }];
    }),
  );
  return found.flat();
}

/** A domain names a handful of files; each costs a look at the disk. */
const MAX_LINKS = 100;

/** Returns where a file of the guest's machine is on this one; undefined if it leads out of the root. */
export async function toUri(path: string, { computer }: AskedDomain): Promise<string | undefined> {
  const file = await computer.files.toHost(path);
  // Two slashes at the start would name another computer.
  return file === undefined ? undefined : toFileUri(file.replace(/^\/+/, '/'));
}
