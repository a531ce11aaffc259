import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tokenize, type Token } from '../../../../server/src/qapi/lexer';
import { parseModule } from '../../../../server/src/qapi/module';
import { needCorpus } from '../../../support/corpus';
import { randomNumbers } from '../../support/randomNumbers';
import { garden } from '../samples';
import { check } from './checking';

/** A text with one token changed, and where. */
interface Mutation {
  readonly text: string;
  /** The changed part of the original text. */
  readonly start: number;
  readonly end: number;
  /** How much longer the text has become. */
  readonly growth: number;
}

/** Deletes or repeats a token, inserts another one, or swaps it with the next one. */
function mutate(text: string, tokens: readonly Token[], pick: (below: number) => number): Mutation {
  const at = pick(tokens.length - 1);
  const [token, next] = [tokens[at], tokens[at + 1]];
  assert.ok(token && next);
  const own = text.slice(token.start, token.end);
  const change = [
    { end: token.end, newText: '' },
    { end: token.end, newText: `${own} ${own}` },
    { end: token.start, newText: ['{', '}', '[', ']', ',', ':', "'x'", 'true'][pick(8)] ?? '' },
    { end: next.end, newText: text.slice(next.start, next.end) + text.slice(token.end, next.start) + own },
  ][pick(4)];
  assert.ok(change);
  const { end, newText } = change;
  return {
    text: text.slice(0, token.start) + newText + text.slice(end),
    start: token.start,
    end,
    growth: newText.length - (end - token.start),
  };
}

/** Mutates a text many times; returns the share of the definitions elsewhere that are found where they should be. */
function measure(text: string, count: number, see: (mutated: string) => void): number {
  const tokens = tokenize(text).tokens.filter(({ kind }) => kind !== 'doc' && kind !== 'end');
  const definitions = parseModule('root.json', text).parts.flatMap(({ definition }) => definition ?? []);
  const pick = randomNumbers(7);
  let [all, same] = [0, 0];
  for (let trial = 0; trial < count; trial++) {
    const mutation = mutate(text, tokens, pick);
    see(mutation.text);
    const found = new Set(
      parseModule('root.json', mutation.text).parts.flatMap(({ definition }) =>
        definition ? `${definition.name} ${definition.range.start} ${definition.range.end}` : [],
      ),
    );
    for (const { name, range } of definitions) {
      if (range.start <= mutation.end && range.end >= mutation.start) continue;
      const moved = range.start > mutation.start ? mutation.growth : 0;
      all++;
      if (found.has(`${name} ${range.start + moved} ${range.end + moved}`)) same++;
    }
  }
  return same / all;
}

describe('a schema with one wrong token', () => {
  it('keeps its other definitions, and is checked without a failure', () => {
    const share = measure(garden, 200, (text) => {
      for (const { range } of check(text)) assert.ok(range.start <= range.end && range.end <= text.length);
    });
    assert.ok(share >= 0.99, String(share));
  });

  it('has few findings', () => {
    const counts: number[] = [];
    measure(garden, 200, (text) => counts.push(check(text).length));
    // One of them is that of the schema itself.
    const many = counts.filter((count) => count > 4).length;
    assert.ok(many <= counts.length / 10, `${many} of ${counts.length}`);
  });

  it('keeps its other definitions in a file of QEMU', function () {
    this.timeout(300_000);
    const text = readFileSync(needCorpus(this, 'qapi/schemas/qemu-10.2.2/qapi/block-core.json'), 'utf8');
    const share = measure(text, 1000, () => undefined);
    console.log(`      ${(share * 100).toFixed(2)} % of the other definitions`);
    assert.ok(share >= 0.99, String(share));
  });
});
