import { languages, Uri, window, workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import { DESCRIPTOR } from './languages';

/** Returns a file of that name, or with a number after the name, that neither exists nor is open. */
export async function findFreeName(folder: Uri, name: string): Promise<Uri> {
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, number === 1 ? name : name.replace(/\.json$/, `-${number}.json`));
    const isOpen = workspace.textDocuments.some((document) => document.uri.path === uri.path);
    const isThere = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isOpen && !isThere) return uri;
  }
}

/** Shows a new, empty descriptor that will be saved as `file`. */
export async function showNewDescriptor(file: Uri): Promise<TextEditor> {
  const opened = await workspace.openTextDocument(file.with({ scheme: 'untitled', authority: '' }));
  return window.showTextDocument(await languages.setTextDocumentLanguage(opened, DESCRIPTOR));
}
