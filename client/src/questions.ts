import { QuickInputButtons, QuickPickItemKind, window } from 'vscode';
import type { QuickPick, QuickPickItem } from 'vscode';
import { makeVisible } from '../../server/src/text/visible';

/** A row of a question. Its answer is known, or determined when the row is chosen; if it is undefined, the question is asked again. */
export interface Choice<Answers> extends QuickPickItem {
  readonly answer: Partial<Answers> | (() => Promise<Partial<Answers> | undefined>);
  /** At most one of the choices with the same name can be checked. */
  readonly group?: string;
}

export interface Question<Answers> {
  readonly prompt: string;
  /** The labels are unique. */
  readonly choices: readonly Choice<Answers>[];
  /** More choices for the end of the list, which take a while to load. */
  readonly findMore?: () => Promise<readonly Choice<Answers>[]>;
  /** Returns the choice for a typed text; undefined if it cannot be an answer. */
  readonly readTyped?: (text: string) => Choice<Answers> | undefined;
  /** Whether any number of choices can be checked. */
  readonly takesMany?: boolean;
}

/** A question that may depend on the answers before it. */
export interface Step<Answers> {
  readonly name: string;
  /** Returns undefined if the answers so far leave nothing to ask. Must be cheap: it is also called to count the steps. */
  readonly ask: (answers: Partial<Answers>) => Question<Answers> | undefined;
}

/** The labels that were chosen last, by the name of the step: they are preselected the next time. */
export type Memory = Map<string, readonly string[]>;

/** Asks the questions in order, with a back button in each; undefined if the user cancels one. */
export async function askInSteps<Answers extends object>(
  title: string,
  steps: readonly Step<Answers>[],
  memory: Memory,
): Promise<Partial<Answers> | undefined> {
  const given: { readonly at: number; readonly answer: Partial<Answers> }[] = [];
  for (;;) {
    const answers = Object.assign({}, ...given.map(({ answer }) => answer)) as Partial<Answers>;
    const start = (given.at(-1)?.at ?? -1) + 1;
    const open = steps.slice(start).flatMap(({ name, ask }, index) => {
      const question = ask(answers);
      return question ? [{ name, question, at: start + index }] : [];
    });
    const [next] = open;
    if (!next) return answers;
    const place = { title, step: given.length + 1, totalSteps: given.length + open.length };
    const chosen = await showQuestion(next.question, place, memory.get(next.name) ?? []);
    if (chosen === undefined) return undefined;
    if (chosen === 'back') given.pop();
    else {
      memory.set(
        next.name,
        chosen.map(({ label }) => label),
      );
      const found = await Promise.all(
        chosen.map(async ({ answer }) => (typeof answer === 'function' ? answer() : answer)),
      );
      if (!found.includes(undefined))
        given.push({ at: next.at, answer: Object.assign({}, ...found) as Partial<Answers> });
    }
  }
}

/** Makes a row that is only a heading for the rows after it. */
export function makeSeparator<Answers>(label: string): Choice<Answers> {
  return { label, kind: QuickPickItemKind.Separator, answer: {} };
}

/** Makes a label from foreign text: control characters are shown as codes, and `$(…)` does not become an icon. */
export function makeLabel(text: string): string {
  return makeVisible(text).replaceAll('$(', '\\$(');
}

/** @param previous the labels that were chosen before */
async function showQuestion<Answers>(
  question: Question<Answers>,
  place: { readonly title: string; readonly step: number; readonly totalSteps: number },
  previous: readonly string[],
): Promise<readonly Choice<Answers>[] | 'back' | undefined> {
  const { prompt, readTyped, findMore, takesMany = false } = question;
  const pick = Object.assign(window.createQuickPick<Choice<Answers>>(), place, {
    placeholder: prompt,
    canSelectMany: takesMany,
    ignoreFocusOut: true,
    matchOnDescription: true,
    buttons: place.step > 1 ? [QuickInputButtons.Back] : [],
  });
  const labels = new Set(question.choices.map(({ label }) => label));
  const typedBefore = takesMany ? [] : previous.filter((label) => !labels.has(label));
  let choices = [...question.choices, ...typedBefore.flatMap((label) => readTyped?.(label) ?? [])];
  showChoices(pick, choices, previous);
  if (takesMany) checkOnePerGroup(pick);
  if (findMore) {
    pick.busy = true;
    void findMore().then((more) => {
      choices = [...choices, ...more];
      const active = pick.activeItems.map(({ label }) => label);
      const isUntouched = active[0] === choices.find(isRow)?.label;
      showChoices(pick, choices, isUntouched ? previous : active);
      pick.busy = false;
    });
  }
  if (readTyped)
    pick.onDidChangeValue((text) => {
      const own = readTyped(text.trim());
      pick.items = own && choices.every(({ label }) => label !== own.label) ? [...choices, own] : choices;
    });
  const chosen = new Promise<readonly Choice<Answers>[] | 'back' | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const { selectedItems } = pick;
      if (takesMany || selectedItems.length > 0) resolve(selectedItems);
    });
    pick.onDidTriggerButton(() => {
      resolve('back');
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
  });
  pick.show();
  try {
    return await chosen;
  } finally {
    pick.dispose();
  }
}

/** @param labels the labels of the rows to check, or of the one to make active; the first row if no row has such a label */
function showChoices<Answers>(
  pick: QuickPick<Choice<Answers>>,
  choices: readonly Choice<Answers>[],
  labels: readonly string[],
): void {
  pick.items = choices;
  const found = choices.filter((choice) => isRow(choice) && labels.includes(choice.label));
  if (pick.canSelectMany) pick.selectedItems = found;
  else if (found.length > 0) pick.activeItems = found;
}

function isRow({ kind }: QuickPickItem): boolean {
  return kind !== QuickPickItemKind.Separator;
}

/** Checking a row unchecks the others of its group. */
function checkOnePerGroup<Answers>(pick: QuickPick<Choice<Answers>>): void {
  let before: readonly Choice<Answers>[] = pick.selectedItems;
  pick.onDidChangeSelection((checked) => {
    const fresh = checked.filter((choice) => !before.includes(choice));
    before = checked.filter(
      (choice) =>
        fresh.includes(choice) || !fresh.some(({ group }) => group !== undefined && group === choice.group),
    );
    if (before.length < checked.length) pick.selectedItems = before;
  });
}
