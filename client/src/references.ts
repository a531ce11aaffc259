import { commands, Location } from 'vscode';
import type { Disposable } from 'vscode';
import { readList, readObject, readPosition, readRange, readUri } from './givenValues';

/** The command of the server's lenses, which it sends to clients that have it. */
export const SHOW_REFERENCES = 'qemuFirmware.showReferences';

/** Shows references in a peek view. VS Code's own command requires its own classes. */
export function registerShowReferencesCommand(): Disposable {
  return commands.registerCommand(SHOW_REFERENCES, async (uri: unknown, at: unknown, found: unknown) => {
    const document = readUri(uri);
    if (!document) return;
    const places = readList(found).flatMap((place) => readPlace(readObject(place)) ?? []);
    await commands.executeCommand('editor.action.showReferences', document, readPosition(at), places);
  });
}

function readPlace({ uri, range }: Readonly<Record<string, unknown>>): Location | undefined {
  const [document, place] = [readUri(uri), readRange(range)];
  return document && place && new Location(document, place);
}
