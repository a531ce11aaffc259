import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';

/** How to show a list. */
interface Look<T> {
  readonly title: string;
  readonly placeholder: string;
  /** The item that is preselected; the first one if absent. */
  readonly active?: T | undefined;
  /** Makes an item from typed text, if the list accepts values other than its items. */
  readonly makeItem?: (typed: string) => T | undefined;
}

/** Shows a list with a preselected item, which `showQuickPick` cannot do. Resolves to the accepted item, or undefined. */
export async function pickOne<T extends QuickPickItem>(
  items: readonly T[],
  { title, placeholder, active, makeItem }: Look<T>,
): Promise<T | undefined> {
  const list = window.createQuickPick<T>();
  Object.assign(list, { title, placeholder, items });
  if (active) list.activeItems = [active];
  if (makeItem)
    list.onDidChangeValue((typed) => {
      const made = items.some(({ label }) => label === typed.trim()) ? undefined : makeItem(typed.trim());
      list.items = made ? [made, ...items] : items;
    });
  try {
    return await new Promise<T | undefined>((resolve) => {
      list.onDidAccept(() => {
        resolve(list.activeItems[0]);
      });
      list.onDidHide(() => {
        resolve(undefined);
      });
      list.show();
    });
  } finally {
    list.dispose();
  }
}
