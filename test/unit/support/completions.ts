import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { complete, type CompletionItem } from '../../../server/src/features/completion';
import { getSchema } from '../../../server/src/schema/bundled';
import { applyEdits } from '../../../server/src/text/textEdit';

/** Marks the cursor; these characters cannot occur in JSON outside strings and occur in no descriptor. */
export const CURSOR = '⟨⟩';

/** What is offered at the marker of `marked`. */
export function completionsAt(marked: string, version = 'latest'): CompletionItem[] {
  const { text, offset } = unmarked(marked);
  return complete(new DescriptorDocument(text, getSchema(version)), offset);
}

export function labelsAt(marked: string, version = 'latest'): string[] {
  return completionsAt(marked, version).map(({ label }) => label);
}

/** The text after accepting the item of that label, with the default texts in the places of a snippet. */
export function accepted(marked: string, label: string, version = 'latest'): string {
  const items = completionsAt(marked, version);
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return applied(unmarked(marked).text, item, flattened(item));
}

export function applied(text: string, item: CompletionItem, newText: string): string {
  return applyEdits(text, [...item.additionalEdits, { ...item.replace, newText }]);
}

/** The inserted text, before anything is typed into the places of the snippet. */
export function flattened({ insert }: CompletionItem): string {
  return insert.isSnippet ? fillSnippet(insert.text) : insert.text;
}

/** A snippet with the default texts in its places. */
export function fillSnippet(snippet: string): string {
  return snippet.replace(
    /\\(?<escaped>[\\$}])|\$\d+|\$\{\d+:(?<initial>(?:\\.|[^}\\])*)\}|\$\{\d+\|(?<first>(?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g,
    (...match) => {
      const { escaped, initial, first } = match.at(-1) as Record<string, string | undefined>;
      return escaped ?? (initial ?? first ?? '').replace(/\\(.)/g, '$1');
    },
  );
}

export function unmarked(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0) throw new Error(`no ${CURSOR} in ${marked}`);
  return { text: marked.replace(CURSOR, ''), offset };
}
