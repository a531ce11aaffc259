import type { DescriptorDocument } from '../descriptor/document';
import { analyse } from '../rules/analyse';
import type { Finding, Fix } from '../rules/rule';
import { changeText, FixProver, isSyntaxNoWorse } from '../rules/soundFixes';
import type { TextEdit } from '../text/textEdit';
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
 * Applies all safe fixes, or none where the result would not be JSON. Each is proven by itself, and a round that makes the syntax worse is not
 * taken; nor are fixes that undo each other, which would lead back to where they started.
 */
export function applySafeFixes(
  document: DescriptorDocument,
  isWanted: (finding: Finding) => boolean = () => true,
): Mended {
  const mended = applyRounds(document, isWanted);
  return isJson(mended.document.text) ? mended : { document, fixed: [] };
}

/** By a reader that is not ours. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function applyRounds(document: DescriptorDocument, isWanted: (finding: Finding) => boolean): Mended {
  let current: Mended = { document, fixed: [] };
  const passed = new Map<string, Mended>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    passed.set(current.document.text, current);
    const { taken, next } = applyCompatible(current.document, listSafeFixes(current.document, isWanted));
    // A repair that is sure repairs the structure at once: what a part of it leaves may be read as something else.
    if (!next || (current.document.syntax.incomplete && next.syntax.incomplete)) break;
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

function listSafeFixes(document: DescriptorDocument, isWanted: (finding: Finding) => boolean): Applied[] {
  const prover = new FixProver(document);
  return analyse(document)
    .filter(isWanted)
    .flatMap((finding) => {
      const fix = prover.listSoundFixes(finding, ({ safe }) => safe === true)[0];
      return fix ? [{ finding, fix }] : [];
    });
}

/** Applies as many fixes as can be at once; only the first where all together make the syntax worse. */
function applyCompatible(
  document: DescriptorDocument,
  fixes: readonly Applied[],
): { readonly taken: readonly Applied[]; readonly next?: DescriptorDocument } {
  const compatible = keepCompatible(fixes);
  for (const taken of [compatible, compatible.slice(0, 1)]) {
    if (taken.length === 0) break;
    const next = changeText(document, listEdits(taken));
    if (isSyntaxNoWorse(document, next)) return { taken, next };
  }
  return { taken: [] };
}

/** As many fixes as can be applied at once: one that touches an earlier one waits for the next round. */
function keepCompatible(fixes: readonly Applied[]): Applied[] {
  const taken: Applied[] = [];
  for (const candidate of fixes) {
    const edits = listEdits(taken);
    const isShared = taken.some(({ fix }) => fix === candidate.fix);
    if (isShared || !candidate.fix.edits.some((edit) => edits.some((other) => touch(edit, other))))
      taken.push(candidate);
  }
  return taken;
}

/** The edits of some fixes, those of a fix for several findings once. */
function listEdits(applied: readonly Applied[]): TextEdit[] {
  return [...new Set(applied.map(({ fix }) => fix))].flatMap(({ edits }) => edits);
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
