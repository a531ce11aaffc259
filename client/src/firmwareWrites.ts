import { env, FileType, Uri, window, workspace } from 'vscode';
import type { ShellText } from '../../server/src/commandline/shell';
import { classifyFailure } from './fileFailure';
import { describeWriteFailure } from './firmwareTexts';
import type { ClientHost } from './host';
import { makeInstallCommand, makeRemoveCommand } from './installCommand';
import { makePlain } from './plain';
import { runInTerminal } from './shellCommands';
import { t } from './texts';

/** The result of writing or removing a file: it was done, a command is offered instead, or a message says why not. */
export type Written =
  { readonly uri: Uri } | { readonly command: string } | { readonly problem: string } | undefined;

/** Writes and removes files for the user, reports it, and can undo it while the file is unchanged. */
export class FirmwareWrites {
  constructor(private readonly host: Pick<ClientHost, 'shell' | 'links'>) {}

  /**
   * Writes a new file, or offers the command to do so if the user has no permission.
   *
   * @param source the file that the command copies
   * @param done says what was done
   */
  async write(source: string, target: Uri, content: Uint8Array, done: string): Promise<Written> {
    const { path } = target;
    if (await exists(target)) return refuse(t('{0} already exists.', path));
    try {
      await workspace.fs.createDirectory(Uri.joinPath(target, '..'));
      await workspace.fs.writeFile(target, content);
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure !== 'denied') return refuse(describeWriteFailure(failure, path));
      return this.offer(path, makeInstallCommand(source, path), (command) =>
        t('No permission to write {0}. Run this instead: {1}', path, command),
      );
    }
    void this.tell(done, async () => {
      if (!(await isUnchanged(target, content)))
        refuse(t('{0} was not removed: it has changed in the meantime.', path));
      else await this.tryTo(path, () => workspace.fs.delete(target));
    });
    return { uri: target };
  }

  /**
   * Removes a file or a link, or offers the command to do so. Undoing it creates a link again if it was one.
   *
   * @param done says what was done
   * @param content the content of the file, if it is known
   */
  async remove(target: Uri, done: string, content?: Uint8Array): Promise<Written> {
    const { path } = target;
    try {
      const putBack = await this.rememberEntry(target, content);
      await workspace.fs.delete(target);
      if (!putBack) void this.tell(t('{0} It was a link, so this cannot be undone.', done));
      else
        void this.tell(done, async () => {
          if (await exists(target)) refuse(t('{0} already exists.', path));
          else await this.tryTo(path, putBack);
        });
      return { uri: target };
    } catch (error) {
      if (classifyFailure(error) !== 'denied') return refuse(t('Cannot remove {0}.', path));
      return this.offer(path, makeRemoveCommand(path), (command) =>
        t('No permission to remove {0}. Run this instead: {1}', path, command),
      );
    }
  }

  /** What makes a file or link again that is about to be removed; undefined for a link that cannot be read. */
  private async rememberEntry(
    target: Uri,
    content?: Uint8Array,
  ): Promise<(() => Thenable<void>) | undefined> {
    if (!(await isLink(target))) {
      const before = content ?? (await workspace.fs.readFile(target));
      return () => workspace.fs.writeFile(target, before);
    }
    const { links } = this.host;
    const says = await links?.read(target.fsPath).catch(() => undefined);
    return links && says !== undefined ? () => links.make(says, target.fsPath) : undefined;
  }

  /** Offers the command that an administrator runs; says why there is none. */
  private offer(
    path: string,
    command: ShellText | undefined,
    makeOffer: (command: ShellText) => string,
  ): Written {
    if (command === undefined)
      return refuse(
        t(
          'No permission to write {0}. A terminal command that does it as root cannot be offered, because the path contains control characters or is too long.',
          path,
        ),
      );
    void this.show(makeOffer(command), command);
    return { command };
  }

  private async tryTo(path: string, change: () => Thenable<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      refuse(describeWriteFailure(classifyFailure(error), path));
    }
  }

  private async tell(done: string, undo?: () => Promise<void>): Promise<void> {
    const labels = undo ? [t('Undo')] : [];
    if ((await window.showInformationMessage(makePlain(done), ...labels)) !== undefined) await undo?.();
  }

  private async show(message: string, command: ShellText): Promise<void> {
    const [run, copy] = [t('Run in Terminal'), t('Copy Command')];
    const { shell } = this.host;
    const canRun = shell !== undefined && workspace.isTrusted;
    const choices = [...(canRun ? [run] : []), copy];
    const chosen = await window.showWarningMessage(makePlain(message), ...choices);
    if (chosen === copy) await env.clipboard.writeText(command);
    if (chosen === run && shell !== undefined) runInTerminal(shell, command);
  }
}

/** Shows why something could not be done. */
export function refuse(text: string): { readonly problem: string } {
  const problem = makePlain(text);
  void window.showErrorMessage(problem);
  return { problem };
}

async function isLink(file: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(file)).type & FileType.SymbolicLink) !== 0;
  } catch {
    return false;
  }
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether a file still has this content, on disk and in the editor. */
async function isUnchanged(file: Uri, content: Uint8Array): Promise<boolean> {
  const isOpen = workspace.textDocuments.some(
    ({ uri, isDirty }) => isDirty && uri.toString() === file.toString(),
  );
  if (isOpen) return false;
  try {
    const found = await workspace.fs.readFile(file);
    return found.length === content.length && found.every((byte, index) => byte === content[index]);
  } catch {
    return false;
  }
}
