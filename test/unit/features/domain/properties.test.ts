import assert from 'node:assert/strict';
import { DomainDocument } from '../../../../server/src/domain/document';
import { completeDomain } from '../../../../server/src/features/domain/completeDomain';
import { findDomainTargets, listDomainLinks } from '../../../../server/src/features/domain/findDomainTargets';
import { hoverDomain } from '../../../../server/src/features/domain/hoverDomain';
import { listRewrites } from '../../../../server/src/features/domain/listRewrites';
import type { TextRange } from '../../../../server/src/text/lineIndex';
import { applyEdits, areApplicable } from '../../../../server/src/text/textEdit';
import { randomNumbers } from '../../support/randomNumbers';
import { WHOLE, makeHost } from './hosts';

const HOST = makeHost();

const isInside = (text: string, { start, end }: TextRange): boolean =>
  0 <= start && start <= end && end <= text.length;

/** Asks everything at one place, and checks that the answers are about the text. */
function ask(document: DomainDocument, offset: number): void {
  const { text } = document;
  for (const item of completeDomain(document, offset, HOST)) {
    const { replace, plainText, additionalEdits } = item;
    const edits = [...additionalEdits, { ...replace, newText: plainText }];
    assert.ok(areApplicable(text, edits), `${item.label} at ${offset}`);
    assert.ok(replace.start <= offset && offset <= replace.end, `${item.label} at ${offset}`);
    // Editors compare what is typed with the text that they filter by, on one line.
    assert.doesNotMatch(text.slice(replace.start, replace.end), /[\r\n]/, `${item.label} at ${offset}`);
  }
  const hover = hoverDomain(document, offset, HOST);
  if (hover)
    assert.ok(isInside(text, hover.range) && hover.range.start <= offset && offset <= hover.range.end);
  const targets = findDomainTargets(document, offset, HOST);
  if (targets) assert.ok(isInside(text, targets.origin));
}

const PIECES = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<os',
  '<loader type=',
  '&',
  '&amp;',
  '{{',
  '}}',
  '<domain>',
  '</domain>',
  '😀',
  '\r\n',
];

function mutate(text: string, below: (end: number) => number): string {
  let mutated = text;
  for (let left = 1 + below(4); left > 0; left--) {
    const at = below(mutated.length + 1);
    const end = Math.min(mutated.length, at + (below(2) === 0 ? 0 : below(30)));
    const piece = below(3) === 0 ? '' : (PIECES[below(PIECES.length)] ?? '');
    mutated = mutated.slice(0, at) + piece + mutated.slice(end);
  }
  return mutated;
}

describe('the features for domains, for any text,', () => {
  it('answer at every offset', () => {
    const document = new DomainDocument(WHOLE);
    for (let offset = 0; offset <= WHOLE.length; offset++) ask(document, offset);
  }).timeout(20_000);

  it('answer at every offset at which the text is cut', () => {
    for (let end = 0; end <= WHOLE.length; end++) ask(new DomainDocument(WHOLE.slice(0, end)), end);
  }).timeout(20_000);

  it('answer for mutated texts', () => {
    const below = randomNumbers(20_261_130);
    for (let round = 0; round < 300; round++) {
      const text = mutate(WHOLE, below);
      const document = new DomainDocument(text);
      for (let asked = 0; asked < 25; asked++) ask(document, below(text.length + 1));
      for (const { range } of listDomainLinks(document)) assert.ok(isInside(text, range));
      const at = below(text.length + 1);
      for (const { edits } of listRewrites(document, { start: at, end: at }, HOST))
        assert.ok(areApplicable(text, edits));
    }
  }).timeout(30_000);

  it('propose what keeps the text well-formed', () => {
    const whole = new DomainDocument(WHOLE);
    assert.equal(whole.problem, undefined);
    let applied = 0;
    // An element and an attribute of each kind can be added only where it is missing.
    const texts = [
      WHOLE,
      WHOLE.replace(/<(?:type|nvram|loader)[^]*?<\/(?:type|nvram|loader)>/g, '<!-- x -->'),
    ];
    for (const text of texts)
      for (let offset = 0; offset <= text.length; offset++)
        for (const { additionalEdits, replace, plainText, label } of completeDomain(
          new DomainDocument(text),
          offset,
          HOST,
        )) {
          const result = applyEdits(text, [...additionalEdits, { ...replace, newText: plainText }]);
          assert.equal(new DomainDocument(result).problem, undefined, `${label} at ${offset}: ${result}`);
          applied++;
        }
    assert.ok(applied > 1000, `${applied}`);
  }).timeout(60_000);

  it('read long texts in linear time', () => {
    const start = performance.now();
    for (const piece of [
      '<a',
      `<os a='`,
      '<domain><os>',
      `<loader a="b" `,
      '</',
      '{{',
      '\n',
      `a='\n=`,
      '<!--',
    ]) {
      const text = `<domain><os>${piece.repeat(Math.floor(100_000 / piece.length))}`;
      const document = new DomainDocument(text);
      for (const offset of [text.length, Math.floor(text.length / 2)]) {
        completeDomain(document, offset, HOST);
        hoverDomain(document, offset, HOST);
        findDomainTargets(document, offset, HOST);
      }
      listDomainLinks(document);
    }
    assert.ok(performance.now() - start < 20_000, `${performance.now() - start} ms`);
  }).timeout(60_000);
});
