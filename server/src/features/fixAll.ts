import type { DescriptorDocument } from '../descriptor/document';
import { analyse } from '../rules/analyse';
import type { Finding, Fix } from '../rules/rule';
import { changeText, FixProver, isSyntaxNoWorse } from '../rules/soundFixes';
import type { TextEdit } from '../text/textEdit';
import { findChangedPart } from '../text/changedPart';

/** The maximum number of rounds: a fix may make its neighbour's fix possible. */
const MAX_ROUNDS = 10;

export interface FixedDocument {
  /** The document itself if nothing could be fixed. */
  readonly document: DescriptorDocument;
  /** The findings whose fixes were applied; their ranges refer to the text in which each was found. */
  readonly fixed: readonly Finding[];
}

/** Applies all safe fixes as one edit of the part that changes; undefined if nothing does. */
export function fixAll(
  document: DescriptorDocument,
  isWanted?: (finding: Finding) => boolean,
): TextEdit | undefined {
  return findChangedPart(document.text, applySafeFixes(document, isWanted).document.text);
}

/**
 * Applies all safe fixes, or none if the result would not be JSON. Each fix is proven separately. A round that makes the syntax worse is
 * discarded, and so are fixes that undo each other, which would lead back to the original text.
 */
export function applySafeFixes(
  document: DescriptorDocument,
  isWanted: (finding: Finding) => boolean = () => true,
): FixedDocument {
  const result = applyRounds(document, isWanted);
  return isJson(result.document.text) ? result : { document, fixed: [] };
}

/** Checks with an independent parser. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function applyRounds(document: DescriptorDocument, isWanted: (finding: Finding) => boolean): FixedDocument {
  let current: FixedDocument = { document, fixed: [] };
  const passed = new Map<string, FixedDocument>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    passed.set(current.document.text, current);
    const { taken, next } = applyCompatible(current.document, listSafeFixes(current.document, isWanted));
    // A safe repair fixes the whole structure at once: after a part of it, the rest may be read differently.
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

/** Applies as many fixes as possible at once; only the first if all together make the syntax worse. */
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

/** Keeps as many fixes as can be applied at once: one that touches an earlier one waits for the next round. */
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

/** Lists the edits of the fixes, once for a fix of several findings. */
function listEdits(applied: readonly Applied[]): TextEdit[] {
  return [...new Set(applied.map(({ fix }) => fix))].flatMap(({ edits }) => edits);
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
