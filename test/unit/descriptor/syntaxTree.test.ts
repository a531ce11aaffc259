import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toPlain } from '../../../server/src/descriptor/json';
import { MAX_DEPTH } from '../../../server/src/descriptor/limits';
import { parseJson } from '../../../server/src/descriptor/syntaxTree';

/** Each problem as code, detail and token. */
function problems(text: string): string[] {
  return parseJson(text).problems.map(({ code, detail, range }) =>
    [code, detail, JSON.stringify(text.slice(range.start, range.end))]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

describe('The syntax tree', () => {
  const cases: readonly [name: string, text: string, expected: readonly string[]][] = [
    ['nothing wrong', '{"a": [1, true, null, "x"]}', []],
    ['zero length', '', []],
    ['white space only', ' \n', ['json-blank " \\n"']],
    ['trailing comma in an object', '{"a": 1,}', ['json-stray-comma ","']],
    ['trailing comma in a list', '{"a": [1,]}', ['json-stray-comma ","']],
    ['two commas', '{"a": [1,,2]}', ['json-stray-comma ","']],
    ['leading comma', '{,}', ['json-stray-comma ","']],
    ['trailing comma before a comment', '{"a":1,\n//x\n}', ['json-stray-comma ","', 'json-comment "//x"']],
    ['missing comma', '{"a": 1 "b": 2}', ['json-missing-comma "1"']],
    [
      'missing comma after a comment',
      '{"a": 1 /* c */ "b": 2}',
      ['json-missing-comma "1"', 'json-comment "/* c */"'],
    ],
    ['missing colon', '{"a" 1}', ['json-structure colon "\\""']],
    ['missing value', '{"a": }', ['json-structure value ":"']],
    ['number for a name', '{"a": 1, 2: 3}', ['json-word word "2"']],
    ['bare name', '{a: 1}', ['json-word word "a"']],
    ['single quotes', "{'a': 1}", ['json-word quotes "\'a\'"']],
    ['leading zeros', '{"a": 00012}', ['json-word number "00012"']],
    ['number without digits', '{"a": 1.}', ['json-word number "1."']],
    ["Python's words", '{"a": True, "b": None}', ['json-word word "True"']],
    ['semicolon', '{"a":1;"b":2}', ['json-word sign ";"']],
    ['unclosed string on a line', '{"a": "x\n}', ['json-string unclosed "\\"x"']],
    ['unclosed string that swallows a comma', '{"a": "x,\n"b": 1}', ['json-string unclosed "\\"x"']],
    ['bad escape', '{"a": "\\q"}', ['json-string escape "\\\\q"']],
    ['bad Unicode escape', '{"a": "\\u12g4"}', ['json-string escape "\\\\u12"']],
    ['raw tabulator', '{"a": "x\ty"}', ['json-string control "\\t"']],
    ['end in an object', '{"a": 1', ['json-unclosed "1"']],
    ['end in a string', '{"a": "x', ['json-unclosed "x"']],
    ['end in a name', '{"a', ['json-unclosed "a"']],
    ['end in three brackets', '{"a": [1, {"b": ', ['json-unclosed ":"']],
    ['wrong bracket', '{"a": [1, 2}', ['json-structure close "2"']],
    ['second object', '{"a":1} {"b":2}', ['json-extra-content "{\\"b\\":2}"']],
    ['line comment', '// x\n{}', ['json-comment "// x"']],
    ['hash comment of many words', '# a b c\n{}', ['json-comment "# a b c"']],
    ['byte order mark', '\ufeff{}', ['json-byte-order-mark "\ufeff"']],
    ['merge conflict', '{}\n<<<<<<< HEAD\n', ['json-merge-conflict "<<<<<<< HEAD"']],
    ['NUL', '\u0000', ['json-word blank "\\u0000"']],
  ];
  for (const [name, text, expected] of cases) {
    it(`says of ${name}: ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, () => {
      assert.deepEqual(problems(text), expected);
    });
  }

  it('is what JSON.parse gives, where that takes the text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { root, problems } = parseJson(text);
        assert.deepEqual(problems, []);
        assert.ok(root);
        assert.deepEqual(JSON.stringify(toPlain(root)), JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('has a problem exactly where JSON.parse refuses a text', () => {
    const sound = '{"description": "x", "tags": [], "targets": [{"a": [1, -2.5e3]}, null, true]}';
    const mutation = fc.tuple(
      fc.nat(sound.length),
      fc.nat(4),
      fc.constantFrom('', ',', '"', '}', ']', '{', ':', '0', 'x', '\t', '\\', '//'),
    );
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        let text = sound;
        for (const [at, length, insert] of mutations)
          text = text.slice(0, at) + insert + text.slice(at + length);
        const accepted = accepts(text);
        assert.equal(parseJson(text).problems.length === 0, accepted || text === '', text);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every range inside any text', () => {
    const junk = fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '/',
        '*',
        '#',
        'a',
        '1',
        ' ',
        '\n',
        '\r',
        '\\',
        '😀',
        '\ufeff',
      ),
    });
    fc.assert(
      fc.property(junk, (text) => {
        for (const { range } of parseJson(text).problems) {
          assert.ok(
            range.start >= 0 && range.start <= range.end && range.end <= Math.max(text.length, 1),
            JSON.stringify(range),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads on as deep as it says and not deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.deepEqual(parseJson(nested(MAX_DEPTH)).problems, []);
    assert.equal(parseJson(nested(MAX_DEPTH + 1)).problems[0]?.code, 'json-too-deep');
    assert.equal(parseJson('['.repeat(1_000_000)).problems[0]?.code, 'json-too-deep');
    assert.equal(parseJson('[{"a":'.repeat(500_000)).problems[0]?.code, 'json-too-deep');
    // A bracket of the wrong kind closes nothing, here nor in the parser.
    assert.equal(parseJson('[{]}'.repeat(10_000)).problems[0]?.code, 'json-too-deep');
    assert.equal(parseJson('{"a":[}'.repeat(10_000)).problems[0]?.code, 'json-too-deep');
  });
});

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
