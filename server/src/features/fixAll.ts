import { DescriptorDocument } from '../descriptor/document';
import { analyse } from '../rules/analyse';
import type { Finding, Fix } from '../rules/rule';
import { applyEdits, type TextEdit } from '../text/textEdit';
import { findChangedPart } from '../text/changedPart';

/** A fix may bring its neighbour into reach: that often the text is looked at again. */
const MAX_ROUNDS = 10;

export interface Mended {
  /** The document itself where nothing could be mended. */
  readonly document: DescriptorDocument;
  /** The findings whose fixes were applied; the ranges are those of the text that each was found in. */
  readonly fixed: readonly Finding[];
}

/** What all safe fixes together make of a document, as the one edit of the part that changes; undefined where nothing does. */
export function fixAll(
  document: DescriptorDocument,
  isWanted?: (finding: Finding) => boolean,
): TextEdit | undefined {
  return findChangedPart(document.text, applySafeFixes(document, isWanted).document.text);
}

/**
 * Applies all safe fixes. A round that leaves more problems of syntax than there were is not taken; nor are fixes that undo each
 * other, which would lead back to where they started.
 */
export function applySafeFixes(
  document: DescriptorDocument,
  isWanted: (finding: Finding) => boolean = () => true,
): Mended {
  let current: Mended = { document, fixed: [] };
  const passed = new Map<string, Mended>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { text, context, path, syntax, surroundings } = current.document;
    passed.set(text, current);
    const taken = keepCompatible(analyse(current.document).filter(isWanted).flatMap(listSafeFixes));
    if (taken.length === 0) break;
    const edits = taken.flatMap(({ fix }) => fix.edits);
    const next = new DescriptorDocument(applyEdits(text, edits), context, path, surroundings);
    if (next.syntax.problems.length > syntax.problems.length) break;
    const start = passed.get(next.text);
    if (start) return start;
    current = { document: next, fixed: [...current.fixed, ...taken.map(({ finding }) => finding)] };
  }
  return current;
}

interface Applied {
  readonly finding: Finding;
  readonly fix: Fix;
}

function listSafeFixes(finding: Finding): Applied[] {
  const fix = finding.fixes?.find(({ safe }) => safe);
  return fix ? [{ finding, fix }] : [];
}

/** As many fixes as can be applied at once: one that touches an earlier one waits for the next round. */
function keepCompatible(fixes: readonly Applied[]): Applied[] {
  const taken: Applied[] = [];
  for (const candidate of fixes) {
    const edits = taken.flatMap(({ fix }) => fix.edits);
    if (!candidate.fix.edits.some((edit) => edits.some((other) => touch(edit, other)))) taken.push(candidate);
  }
  return taken;
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
