import { commands, Location, Position, Range, Uri } from 'vscode';
import type { Disposable } from 'vscode';

/** The command of the server's lenses, which it sends to clients that have it. */
export const SHOW_REFERENCES = 'qemuFirmware.showReferences';

/** Places as they come from the server. */
interface Place {
  readonly line: number;
  readonly character: number;
}

interface FoundPlace {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

/** Peeks at places that have to do with one in a document. VS Code's own command wants its own classes. */
export function registerShowReferencesCommand(): Disposable {
  return commands.registerCommand(SHOW_REFERENCES, (uri: string, at: Place, found: readonly FoundPlace[]) =>
    commands.executeCommand(
      'editor.action.showReferences',
      Uri.parse(uri, true),
      toPosition(at),
      found.map(
        ({ uri, range }) =>
          new Location(Uri.parse(uri, true), new Range(toPosition(range.start), toPosition(range.end))),
      ),
    ),
  );
}

function toPosition({ line, character }: Place): Position {
  return new Position(line, character);
}
