import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cutToSentences,
  escapeText,
  inline,
  joinBlocks,
  joinInline,
  joinListItems,
  makeAutolink,
  makeCode,
  makeCodeBlock,
  makeHeading,
  makeLines,
  makeLink,
  makeListItem,
  makeParagraph,
  makeQuote,
  makeStrong,
  makeTable,
  toPlainText,
  type Markdown,
} from '../../../server/src/text/markdown';
import { hasControls } from '../../../server/src/text/visible';
import { HOSTILE_TEXTS } from '../../support/hostileTexts';
import { listDangers } from '../support/rendered';

const OURS = 'file:///ours';

/** Every way in which a text gets into Markdown, alone and beside others. */
const WAYS: Readonly<Record<string, (text: string, other: string) => Markdown>> = {
  'as text': (text) => escapeText(text),
  'as code': (text) => makeCode(text),
  'as a paragraph': (text) => makeParagraph(escapeText(text)),
  'beside other text': (text, other) => joinInline([escapeText(text), escapeText(other)]),
  'in a template': (text, other) => inline`**${escapeText(text)}**${makeCode(other)}`,
  'between code and a link': (text, other) =>
    joinInline([makeCode(other), escapeText(text), makeLink(makeCode(other), OURS), escapeText(other)]),
  'as the text of a link': (text) => makeLink(escapeText(text), OURS),
  'as code of a link': (text, other) => inline`${escapeText(other)}${makeLink(makeCode(text), OURS)}`,
  'in a code block': (text, other) => makeCodeBlock(text.split('\n'), other),
  'in lines': (text, other) => makeLines([makeStrong(escapeText(text)), escapeText(other)]),
  'in a heading': (text) => makeHeading(escapeText(text)),
  'in quotes and lists': (text, other) =>
    makeQuote([
      makeParagraph(escapeText(text)),
      joinListItems([
        makeListItem([makeParagraph(escapeText(other)), makeCodeBlock(text.split('\n'))]),
        makeListItem([makeParagraph(makeCode(text))], 3),
      ]),
      makeParagraph(escapeText(other)),
    ]),
  'in a table': (text, other) => makeTable([['a', text], [other, text], [text]], makeCode),
  'in a table of texts': (text, other) => makeTable([[text], [other]], escapeText),
  'cut short': (text, other) =>
    cutToSentences(joinInline([escapeText(text), makeCode(`${other}. x`), escapeText(`${text}. y`)]), 40) ??
    escapeText(text),
  'between blocks': (text, other) => joinBlocks([escapeText(text), escapeText(other), makeCodeBlock([text])]),
};

describe('Markdown that is built', () => {
  const isOurs = (address: string): boolean => address === OURS;

  for (const [way, build] of Object.entries(WAYS))
    it(`has no image, HTML or link of a text ${way}`, () => {
      for (const text of HOSTILE_TEXTS)
        for (const other of HOSTILE_TEXTS) {
          const markdown = build(text, other);
          assert.deepEqual(listDangers(markdown, isOurs), [], markdown);
          assert.ok(!hasControls(markdown.replaceAll('\n', '')), markdown);
        }
    });

  it('has none of texts at random', () => {
    const marks = fc.constantFrom(
      ...['!', '[', ']', '(', ')', '<', '>', '`', '``', '```', '\\', '|', '~', '*', '_', '&', '#', ':', '/'],
      ...['http', 'https://x', 'www', '.', '@', 'a', ' ', '\n', '\r', '\t', '-', '=', '1.', '![x](y)', '<b>'],
    );
    const text = fc.array(marks, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const [way, build] of Object.entries(WAYS)) {
          const markdown = build(one, other);
          assert.deepEqual(listDangers(markdown, isOurs), [], `${way}: ${markdown}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is found out by the reader where it is not built', () => {
    const image = '![p](http://evil.example/p.png)';
    for (const markdown of [image, `\`a\n\n${image}\``, '<b>x</b>', 'www.evil.example', 'a@evil.example'])
      assert.notDeepEqual(listDangers(markdown, isOurs), [], markdown);
  });

  it('shows texts as they are written', () => {
    for (const text of [
      'x86_64 *',
      'a | b',
      '<b> &lt; &',
      'C:\\x',
      'https://a.example',
      '!',
      '[a] www.a',
      '`a` ``b',
    ])
      assert.equal(toPlainText(escapeText(text)), text);
  });

  it('links to no command and to no page of its own', () => {
    const label = escapeText('x');
    for (const address of [
      'command:x',
      'COMMAND:x',
      'javascript:x',
      'data:text/html,x',
      'vbscript:x',
      'x',
      '//x',
      '',
    ])
      assert.equal(makeLink(label, address), 'x', address);
    assert.equal(makeLink(label, 'file:///a b(c)<d>\n'), '[x](file:///a%20b%28c%29%3Cd%3E%0A)');
  });

  it('takes only whole addresses for links', () => {
    assert.equal(makeAutolink('https://a.example/x_y'), '<https://a.example/x_y>');
    for (const address of ['command:x', 'https://a>b', 'https://a b', 'https://a\n'])
      assert.deepEqual(listDangers(makeAutolink(address)), [], address);
  });

  it('cuts no code in half', () => {
    const paragraph = joinInline([
      escapeText('`a. b '),
      makeCode('c. ![p](http://x). d'),
      escapeText(' e. f'),
    ]);
    assert.equal(cutToSentences(paragraph, 20), '&#96;a. …');
    assert.equal(cutToSentences(paragraph, 3), undefined);
  });
});
