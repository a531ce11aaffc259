import { Disposable, FilePermission, Range, ThemeColor, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { DESCRIPTOR } from './languages';
import { t } from './texts';

/** VS Code's own setting for the hint in an empty editor. */
const SETTING = 'workbench.editor.empty.hint';

/** Shows in an empty descriptor which key to press, until something is typed; not in read-only documents, or if the user hides such hints. */
export function showEmptyHints(): Disposable {
  const hint = window.createTextEditorDecorationType({
    after: {
      // Extensions cannot ask VS Code for the user’s key binding.
      contentText: t('Press Ctrl+Space to choose a template, or start typing.'),
      color: new ThemeColor('input.placeholderForeground'),
      fontStyle: 'italic',
    },
  });
  const show = async (editor: TextEditor): Promise<void> => {
    const isWanted = isEmptyDescriptor(editor.document) && (await isWritable(editor.document));
    // Something may have been typed in the meantime.
    const ranges = isWanted && isEmptyDescriptor(editor.document) ? [new Range(0, 0, 0, 0)] : [];
    editor.setDecorations(hint, ranges);
  };
  const showIn = (document: TextDocument): void => {
    if (document.languageId !== DESCRIPTOR) return;
    for (const editor of window.visibleTextEditors) if (editor.document === document) void show(editor);
  };
  const showAll = (): void => {
    for (const editor of window.visibleTextEditors) void show(editor);
  };
  showAll();
  return Disposable.from(
    hint,
    window.onDidChangeVisibleTextEditors(showAll),
    workspace.onDidOpenTextDocument(showIn),
    workspace.onDidChangeTextDocument(({ document }) => {
      showIn(document);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) showAll();
    }),
  );
}

function isEmptyDescriptor(document: TextDocument): boolean {
  const { languageId, lineCount } = document;
  if (languageId !== DESCRIPTOR || lineCount > 1 || document.lineAt(0).text !== '') return false;
  return workspace.getConfiguration().get(SETTING) !== 'hidden';
}

async function isWritable({ isUntitled, uri }: TextDocument): Promise<boolean> {
  if (isUntitled) return true;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  try {
    const { permissions = 0 } = await workspace.fs.stat(uri);
    return (permissions & FilePermission.Readonly) === 0;
  } catch {
    // A deleted file can be saved again.
    return true;
  }
}
