import assert from 'node:assert/strict';
import { tokenize } from '../../../server/src/qapi/lexer';

function tokens(text: string): string[] {
  return tokenize(text)
    .tokens.filter(({ kind }) => kind !== 'end')
    .map(({ kind, value }) => (kind === value ? kind : `${kind}(${value})`));
}

function problems(text: string): string[] {
  return tokenize(text).problems.map(
    ({ code, range }) => `${code} ${JSON.stringify(text.slice(range.start, range.end))}`,
  );
}

describe('the tokens of QAPI', () => {
  const good: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    [
      'structure',
      "{'a':['b',true,false]}",
      ['{', 'string(a)', ':', '[', 'string(b)', ',', 'true', ',', 'false', ']', '}'],
    ],
    ['a comment to the end of the line', "'a' # 'b'\n'c'", ['string(a)', 'string(c)']],
    ['a comment to a lone CR', "# 'b'\r'c'", ['string(c)']],
    ['a documentation mark', "##\n# text 'a'\n##", ['doc(##)', 'doc(##)']],
    ['a hash in a string', "'a##b'", ['string(a##b)']],
    ['two backslashes', "'a\\\\b'", ['string(a\\b)']],
    ['double quotes in a string', `'a"b'`, ['string(a"b)']],
    [
      'form feed, no-break space and next line as white space',
      "\f'a'\u00a0\u0085'b'",
      ['string(a)', 'string(b)'],
    ],
    ['a byte order mark', "\ufeff'a'", ['string(a)']],
    ['nothing', '', []],
  ];
  for (const [what, text, expected] of good) {
    it(`takes ${what}`, () => {
      assert.deepEqual(tokens(text), expected);
      assert.deepEqual(problems(text), []);
    });
  }

  const bad: readonly (readonly [what: string, text: string, problem: string, tokens: readonly string[]])[] =
    [
      ['a string without end', "{'abc\n}", `lex/unterminated-string "'abc"`, ['{', 'string(abc)', '}']],
      ['a string at the end of the text', "'abc", `lex/unterminated-string "'abc"`, ['string(abc)']],
      ['another escape', "'a\\n'", `lex/bad-escape "'a\\\\n'"`, ['string(a\\n)']],
      ['a character beyond ASCII', "'é'", `lex/bad-string-char "'é'"`, ['string(é)']],
      ['double quotes', `{"a":1}`, `lex/stray "\\"a\\""`, ['{', 'stray("a")', ':', 'stray(1)', '}']],
      ['a literal with a tail', 'truey', `lex/stray "y"`, ['true', 'stray(y)']],
    ];
  for (const [what, text, problem, expected] of bad) {
    it(`tells of ${what} and goes on`, () => {
      assert.equal(problems(text)[0], problem);
      assert.deepEqual(tokens(text), expected);
    });
  }

  it('counts offsets in UTF-16 units', () => {
    const { tokens: found } = tokenize("# 😀\n'a'");
    assert.deepEqual([found[0]?.start, found[0]?.end], [5, 8]);
  });
});
