import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applySafeFixes } from '../../../server/src/features/fixAll';
import { analyse } from '../../../server/src/rules/analyse';
import { ALL_DOCS } from '../../../server/src/rules/documentation';
import { changeText, listSoundFixes } from '../../../server/src/rules/soundFixes';
import type { DescriptorDocument } from '../../../server/src/descriptor/document';
import type { Finding } from '../../../server/src/rules/rule';
import { documentAt } from '../../support/findings';
import { listDamaged } from '../support/damagedTexts';
import { BROKEN_JSON } from './brokenJsonTable';

/** A test uses every nth damaged text. A long run sets the variable to 1. */
const STEP = Number(process.env.QEMU_FIRMWARE_DAMAGE_STEP ?? 23);
/** The least percentage of damaged texts that must be fully repaired. */
const LEAST_REPAIRED = 98;

const read = (text: string): DescriptorDocument => documentAt(text, 'latest', {});

function listProblems(document: DescriptorDocument): Finding[] {
  return analyse(document).filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** Counts the mistakes of JSON among the problems. Others appear only when the text can be read. */
function countMistakes(problems: readonly Finding[]): number {
  return problems.filter(({ code }) => code.startsWith('json-')).length;
}

/** Applies each fix of a document and returns the texts; checks that each fix of JSON leaves fewer mistakes of JSON. */
function listRepaired(document: DescriptorDocument): string[] {
  const problems = listProblems(document);
  return problems.flatMap((finding) =>
    listSoundFixes(document, finding).map(({ title, edits }) => {
      const after = changeText(document, edits);
      const remaining = listProblems(after);
      const [oldCount, newCount] = [problems, remaining].map(countMistakes);
      const message = `${title}: ${oldCount} to ${newCount}`;
      if (finding.code.startsWith('json-'))
        assert.ok(countMistakes(remaining) < countMistakes(problems), message);
      return after.text;
    }),
  );
}

function isSameValue(text: string, value: unknown): boolean {
  try {
    assert.deepEqual(JSON.parse(text), value);
    return true;
  } catch {
    return false;
  }
}

describe('Broken JSON', () => {
  for (const { name, text, place, code, repaired } of BROKEN_JSON)
    it(`is repaired: ${name}`, () => {
      const document = read(text);
      const problems = listProblems(document);
      const [first] = problems;
      assert.ok(first && problems.length <= 2, problems.map(({ message }) => message).join('\n'));
      assert.equal(first.code, code);
      const starts = Array.from({ length: text.length }, (_, at) => at).filter((at) =>
        text.startsWith(place, at),
      );
      const isInPlace = (at: number): boolean =>
        at <= first.range.start && first.range.start <= at + place.length;
      assert.ok(starts.some(isInPlace), `found at ${first.range.start}`);
      JSON.parse(repaired);
      const [fixed] = listSoundFixes(document, first).map(({ edits }) => changeText(document, edits).text);
      assert.equal(fixed, repaired);
      listRepaired(document);
    });

  it('has at least sixty kinds of mistakes', () => {
    assert.ok(new Set(BROKEN_JSON.map(({ name }) => name)).size >= 60);
  });

  it('is nearly always repaired if one sign or quote is wrong, and never gets worse', function () {
    this.timeout(0);
    const value: unknown = JSON.parse(readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8'));
    const texts = [2, 4, 0].map((indent) => JSON.stringify(value, null, indent));
    const damaged = texts
      .flatMap(listDamaged)
      .filter((each, index) => index % STEP === 0 && !isSameValue(each.text, value));
    const failed = damaged.filter(({ text, what }) => {
      const document = read(text);
      const problems = listProblems(document);
      assert.ok(problems.length > 0, what);
      for (const { range } of problems)
        assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length, what);
      const repaired = listRepaired(document);
      return problems.length > 2 || !repaired.some((after) => isSameValue(after, value));
    });
    assert.ok(damaged.length > 20);
    const share = 100 - (failed.length / damaged.length) * 100;
    assert.ok(share >= LEAST_REPAIRED, failed.map(({ what }) => what).join('\n'));
  });

  it('is offered a complete repair only if the result is JSON, and automatic fixes invent nothing', () => {
    const texts = [
      '{"description":"a "b", c","features":[]}',
      '{description":"x","features":[]}',
      '{"description":"UEFI for "x86-64", Secure","features":[]}',
      '{"description":"x","mapping":{"device"."memory","name"},"tags":"}',
      `{"description":'"x","features":[]}`,
    ];
    for (const text of texts) {
      const document = read(text);
      for (const finding of listProblems(document))
        for (const { edits, repairsAll } of listSoundFixes(document, finding))
          if (repairsAll) JSON.parse(changeText(document, edits).text);
      const fixed = applySafeFixes(document).document.text;
      if (fixed !== text) JSON.parse(fixed);
      assert.ok(!/""|","x86/.test(fixed.replace('":""', '')), fixed);
    }
  });

  it('has fewer problems after each fix of the rules’ examples', () => {
    for (const { rule, examples } of ALL_DOCS.filter((docs) => docs.rule.code.startsWith('json-')))
      for (const { text } of examples().invalid)
        assert.ok(
          listRepaired(read(text)).every((after) => after !== text),
          rule.code,
        );
  });
});
