import type { QapiFile } from '../../features/qapi/qapiFile';
import type { TextRange } from '../../text/lineIndex';
import { toRange } from '../features/toLsp';
import type { QapiQuestion } from '../protocol/qapiQuestion';
import type { Location } from 'vscode-languageserver';
import { toFileUri } from '../protocol/fromLsp';

/** Returns the URI of a file: an open document keeps the one that the client gave it. */
export function toUri({ path }: Pick<QapiFile, 'path'>, { open }: Pick<QapiQuestion, 'open'>): string {
  const own = open.find((each) => each.path === path);
  // Two slashes at the start would name another computer.
  return own?.uri ?? toFileUri(path.replace(/^\/+/, '/'));
}

/** Returns the version of the text of a file; null if it is not open. */
export function findVersion({ path }: QapiFile, { open }: QapiQuestion): number | null {
  return open.find((each) => each.path === path)?.version ?? null;
}

export function toLocation(file: QapiFile, range: TextRange, question: QapiQuestion): Location {
  return { uri: toUri(file, question), range: toRange(file.lines, range) };
}
