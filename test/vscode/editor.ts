import * as vscode from 'vscode';

/** Code that the tests of every extension host share. It uses only `vscode`, as web workers do not have Node. */

const PATIENCE_MS = 50_000;

/** Throws unless the condition is true. */
export function check(condition: unknown, message: string): asserts condition {
  if (condition === undefined || condition === null || condition === false) throw new Error(message);
}

/** Throws unless both have the same JSON. */
export function same(actual: unknown, expected: unknown): void {
  const [a, e] = [actual, expected].map((value) => JSON.stringify(value));
  check(a === e, `expected ${e ?? ''}, got ${a ?? ''}`);
}

/** Resolves with what `look` returns, now or after one of the events; rejects with `what` if it returns nothing for `patience` ms. */
export function eventually<T>(
  what: string,
  event: vscode.Event<unknown>,
  look: () => T | undefined,
  patience = PATIENCE_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      subscription.dispose();
      clearTimeout(timer);
      settle();
    };
    const subscription = event(() => {
      const found = look();
      if (found !== undefined)
        end(() => {
          resolve(found);
        });
    });
    const timer = setTimeout(() => {
      end(() => {
        reject(new Error(`waited in vain for ${what}`));
      });
    }, patience);
    const found = look();
    if (found !== undefined)
      end(() => {
        resolve(found);
      });
  });
}

/** The workspace's folder: a copy of samples/. */
export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  check(folder, 'no folder is open');
  return folder.uri;
}

let cases = 0;

/** Gives the next case its own folder. */
export function beginCase(): void {
  cases += 1;
}

/** Writes a file into a folder of this case alone, so nothing knows the file yet. It is not a firmware folder. */
export async function writeFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), `case-${cases}`, name);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

/** Shows a file as a user would, in a permanent tab, so the document is closed with its tab. */
export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  return eventually(`an editor for ${uri.path}`, vscode.window.onDidChangeActiveTextEditor, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.toString() === uri.toString() ? document : undefined;
  });
}

/** Opens one of samples/qemu/firmware in an editor. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  return open(vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware', name));
}

/** Shows an untitled descriptor; returns it and the position that `│` marks in the text. */
export async function openText(
  marked: string,
): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
  const offset = marked.indexOf('│');
  check(offset >= 0, 'the text has no cursor');
  const content = marked.replace('│', '');
  const document = await vscode.workspace.openTextDocument({ language: 'qemu-firmware', content });
  const editor = await vscode.window.showTextDocument(document);
  // It reuses the name of the last one, and its text as long as VS Code keeps it.
  const leftover = document.getText();
  if (leftover !== content) {
    const all = new vscode.Range(document.positionAt(0), document.positionAt(leftover.length));
    const write = (edit: vscode.TextEditorEdit): void => {
      edit.replace(all, content);
    };
    check(await editor.edit(write), 'the text is not written');
  }
  return { document, position: document.positionAt(offset) };
}

/** The code of a diagnostic, without its link. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves with the diagnostics of a document as soon as `isComplete` is true for their codes. */
export function diagnostics(
  { uri }: vscode.TextDocument,
  what: string,
  isComplete: (codes: string[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return eventually(what, vscode.languages.onDidChangeDiagnostics, () => {
    const all = vscode.languages.getDiagnostics(uri);
    return isComplete(all.map(codeOf)) ? all : undefined;
  });
}

/** Resolves with the first diagnostic with a code, as soon as one exists. */
export async function diagnostic(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  const all = await diagnostics(document, code, (codes) => codes.includes(code));
  const found = all.find((one) => codeOf(one) === code);
  check(found, code);
  return found;
}

/** The code actions of a kind for a range. */
export async function actions(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  // The number makes VS Code resolve the edits of this many actions.
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    50,
  );
}

/** Applies an action's edit. */
export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  check(action?.edit, `no edit: ${action?.title ?? 'no action'}`);
  check(await vscode.workspace.applyEdit(action.edit), `"${action.title}" is not applied`);
}

/** The position just before the first occurrence of a text. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  check(offset >= 0, `${document.uri.path} does not contain ${text}`);
  return document.positionAt(offset);
}
