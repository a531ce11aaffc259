import assert from 'node:assert/strict';
import type { DescriptorDocument } from '../../../server/src/descriptor/document';
import { toPlain } from '../../../server/src/descriptor/json';
import { complete } from '../../../server/src/features/completion';
import { applySafeFixes } from '../../../server/src/features/fixAll';
import { formatDocument } from '../../../server/src/features/formatting';
import { listImages } from '../../../server/src/features/images';
import { organize } from '../../../server/src/features/organize';
import { listRefactorings } from '../../../server/src/features/refactor';
import { renameImage } from '../../../server/src/features/rename';
import { analyse } from '../../../server/src/rules/analyse';
import { changeText, listSoundFixes } from '../../../server/src/rules/soundFixes';
import type { TextEdit } from '../../../server/src/text/textEdit';
import { listAttackedDocuments, type Attacked } from '../support/attackedDocuments';
import { flattened } from '../support/completions';
import { findFaults, findMisplacedEdits, isProgress, mixesLineEnds } from '../support/fixChecks';
import { formatValue, listChanges } from '../support/valueChanges';

/** Checks every mutated descriptor, and lists the faults of the one with the shortest text for each kind. */
function checkAll(findFaultsOf: (attacked: Attacked) => Iterable<string>): void {
  const found = new Map<string, { id: string; text: string; count: number }>();
  for (const attacked of listAttackedDocuments()) {
    const { id, document } = attacked;
    for (const fault of findFaultsOf(attacked)) {
      const known = found.get(fault);
      const isShorter = !known || document.text.length < known.text.length;
      found.set(fault, {
        ...(isShorter ? { id, text: document.text } : known),
        count: (known?.count ?? 0) + 1,
      });
    }
  }
  assert.deepEqual(Object.fromEntries(found), {});
}

/** The document after edits that must be applicable, and keep the text JSON of one kind of line end if it is that. */
function* checkEdits(
  document: DescriptorDocument,
  name: string,
  edits: readonly TextEdit[],
  isGood: (after: DescriptorDocument) => boolean = () => true,
): Generator<string> {
  const misplaced = findMisplacedEdits(document.text, edits);
  if (misplaced.length > 0) return yield* misplaced.map((fault) => `${name}: ${fault}`);
  const after = changeText(document, edits);
  if (after.syntax.problems.length > document.syntax.problems.length)
    yield `${name}: adds a problem of syntax`;
  if (mixesLineEnds(document.text, after.text)) yield `${name}: mixes line ends`;
  if (!isGood(after)) yield `${name}: changes what it should not`;
}

/** Whether two documents have the same value, but for members of the root that may differ. */
function isSameBut(names: readonly string[], before: DescriptorDocument, after: DescriptorDocument): boolean {
  const [old, now] = [before.syntax.root, after.syntax.root];
  return !old || !now
    ? old === now
    : listChanges(old, now).every(({ path }) => names.includes(String(path[0])));
}

describe('on mutated descriptors', function () {
  this.timeout(0);

  it('every fix removes its finding, leaves fewer problems, and changes and loses what its title says', () => {
    let fixes = 0;
    let exchanges = 0;
    checkAll(function* ({ document }) {
      for (const finding of analyse(document)) {
        const sound = listSoundFixes(document, finding);
        const results = sound.map(({ edits }) => changeText(document, edits).text);
        const titles = sound.map(({ title }) => title);
        if (new Set(results).size < sound.length || new Set(titles).size < sound.length)
          yield `${finding.code}: two fixes do or say the same`;
        for (const fix of sound) {
          fixes++;
          const isSyntax = document.syntax.problems.some(({ code }) => code === finding.code);
          if (!isSyntax && !isProgress(document, changeText(document, fix.edits), finding)) exchanges++;
          for (const fault of findFaults(document, finding, fix))
            yield `${finding.code}: ${fix.title}: ${fault}`;
        }
      }
    });
    assert.ok(fixes > 300, `${fixes} fixes`);
    // What is revealed is seldom as bad as what hid it.
    assert.ok(exchanges < fixes / 20, `${exchanges} of ${fixes} fixes leave as many problems`);
  });

  it('all safe fixes together come to rest with no more findings and no more mistakes of syntax', () => {
    checkAll(function* ({ document }) {
      const { document: after } = applySafeFixes(document);
      if (after.syntax.problems.length > document.syntax.problems.length) yield 'more mistakes of syntax';
      if (after.syntax.incomplete && !document.syntax.incomplete) yield 'a broken structure';
      if (applySafeFixes(changeText(after, [])).document.text !== after.text) yield 'not at rest';
      // Where the syntax was wrong, the rules have seen less than there is.
      const isWhole = document.syntax.problems.length === 0;
      if (isWhole && countRevealed(document, after) > 0) yield 'more findings';
    });
  });

  it('what is rewritten stays JSON, and nothing else changes', () => {
    checkAll(function* ({ document }) {
      const whole = { start: 0, end: document.text.length };
      for (const { title, edits } of listRefactorings(document, whole))
        yield* checkEdits(document, title, edits, (after) =>
          isSameBut(['mapping', 'features'], document, after),
        );
      const sorted = organize(document);
      if (sorted)
        yield* checkEdits(document, 'sort', [sorted], (after) => {
          const [old, now] = [document, after].map(({ syntax }) => syntax.root && toPlain(syntax.root));
          return sortDeep(old) === sortDeep(now);
        });
    });
  });

  it('a new name of an image replaces the old one and nothing else', () => {
    checkAll(function* ({ document }) {
      for (const { path } of listImages(document)) {
        const edits = renameImage(document, path, '/a "b"\\c\n😀.fd');
        if (edits.length > 0)
          yield* checkEdits(document, 'rename', edits, (after) => isSameBut(['mapping'], document, after));
      }
    });
  });

  it('formatting changes white space only, and nothing where the syntax is broken', () => {
    checkAll(function* ({ document, random }) {
      const edits = formatDocument(document, { tabSize: random(8), insertSpaces: random(2) === 0 });
      if (edits.length === 0) return;
      if (document.syntax.problems.length > 0) yield 'formats a broken text';
      yield* checkEdits(document, 'format', edits, (after) => {
        const [old, now] = [document, after].map(({ syntax }) => formatValue(syntax.root));
        return (
          old === now &&
          edits.every(({ start, end, newText }) => isBlank(document.text.slice(start, end) + newText))
        );
      });
    });
  });

  it('an accepted completion has edits that can be applied, and keeps JSON', () => {
    checkAll(function* ({ document, random }) {
      const isJson = document.syntax.problems.length === 0;
      for (let tries = 0; tries < 3; tries++) {
        const offset = random(document.text.length + 1);
        // No position of an editor is inside a line end.
        if (document.text.slice(offset - 1, offset + 1) === '\r\n') continue;
        for (const item of complete(document, offset).slice(0, 5)) {
          const edit = { ...item.replace, newText: flattened(item) };
          const edits = [...item.additionalEdits, edit];
          if (isJson) yield* checkEdits(document, 'complete', edits);
          else yield* findMisplacedEdits(document.text, edits).map((fault) => `complete: ${fault}`);
        }
      }
    });
  });
});

/** Counts the new findings, except those in text that a fix made readable. */
function countRevealed(before: DescriptorDocument, after: DescriptorDocument): number {
  const reveals = analyse(before).some((finding) => finding.fixes?.some((fix) => fix.safe && fix.reveals));
  return reveals ? 0 : analyse(after).length - analyse(before).length;
}

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** Converts a value to text, regardless of the order of its members and elements. */
function sortDeep(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortDeep).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}:${sortDeep(inner)}`)
    .sort()
    .join()}}`;
}
