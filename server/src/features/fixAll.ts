import { DescriptorDocument } from '../descriptor/document';
import { analyse } from '../rules/analyse';
import type { Fix } from '../rules/rule';
import { applyEdits, type TextEdit } from '../text/textEdit';
import { changedPart } from '../text/changedPart';

/** A fix may bring its neighbour into reach: that often the text is looked at again. */
const MAX_ROUNDS = 10;

/**
 * What all safe fixes together make of a document, as the one edit of the part that changes; undefined where nothing does.
 * A round that leaves more problems of syntax than there were is not taken.
 */
export function fixAll(document: DescriptorDocument): TextEdit | undefined {
  let current = document;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = compatibleEdits(analyse(current).flatMap(({ fixes }) => safeFix(fixes)));
    if (edits.length === 0) break;
    const next = new DescriptorDocument(applyEdits(current.text, edits), current.context, current.path);
    if (next.syntax.problems.length > current.syntax.problems.length) break;
    current = next;
  }
  return changedPart(document.text, current.text);
}

function safeFix(fixes: readonly Fix[] = []): Fix[] {
  const fix = fixes.find(({ safe }) => safe);
  return fix ? [fix] : [];
}

/** The edits of as many fixes as can be applied at once: a fix that touches an earlier one waits for the next round. */
function compatibleEdits(fixes: readonly Fix[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    if (!edits.some((edit) => taken.some((other) => edit.start <= other.end && other.start <= edit.end)))
      taken.push(...edits);
  }
  return taken;
}
