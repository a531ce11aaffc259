import assert from 'node:assert/strict';
import { check, checkFiles, expectMistakes, expectValid } from './checking';

describe('the check of the syntax of a schema reports', () => {
  expectMistakes([
    ['a string that does not end', 'lex/unterminated-string', "{ 'struct': «'Shed,»\n  'data': {} }\n"],
    ['an escape of another language', 'lex/bad-escape', "{ 'command': «'a\\nb'» }\n"],
    ['a letter beyond ASCII in a name', 'lex/bad-string-char', "{ 'command': «'säen'» }\n"],
    ['a control character in a name', 'lex/bad-string-char', "{ 'command': «'s\tw'» }\n"],
    ['a number', 'lex/stray', "{ 'command': 'sow', 'data': «3» }\n"],
    ['a word without quotes as a key', 'lex/stray', "{ «command»: 'sow' }\n"],
    ['double quotes', 'lex/stray', '{ «"command"»: \'sow\' }\n'],
    ['a comma before the first key', 'json/want-key-or-close', "{ «,» 'command': 'sow' }\n"],
    ['a list in the place of a key', 'json/want-key-or-close', "{ «[» 'command' ] : 'sow' }\n"],
    ['a missing colon', 'json/want-colon', "{ 'command' «'sow'» }\n"],
    ['a key twice', 'json/duplicate-key', "{ 'command': 'sow', «'command'»: 'reap' }\n"],
    [
      'a missing comma in an object',
      'json/want-comma-or-close-brace',
      "{ 'command': 'sow' «'gen'»: false }\n",
    ],
    ['a comma before a closing brace', 'json/want-key', "{ 'command': 'sow', «}»\n"],
    [
      'a comma before the first value of a list',
      'json/want-value-or-close',
      "{ 'enum': 'Bed', 'data': [ «,» 'a' ] }\n",
    ],
    [
      'a missing comma in a list',
      'json/want-comma-or-close-bracket',
      "{ 'enum': 'Bed', 'data': [ 'a' «'b'» ] }\n",
    ],
    ['a list closed by a brace', 'json/want-comma-or-close-bracket', "{ 'enum': 'Bed', 'data': [ 'a' «}»\n"],
    ['a list that does not end', 'json/want-comma-or-close-bracket', "{ 'enum': 'Bed', 'data': [ 'a'«»\n"],
    ['a comma before a closing bracket', 'json/want-value', "{ 'enum': 'Bed', 'data': [ 'a', «]» }\n"],
    ['a missing value', 'json/want-value', "{ 'command': «}»\n"],
    ['an object that does not end', 'json/want-comma-or-close-brace', "{ 'command': 'sow'«»\n"],
    ['a closing brace too many', 'json/want-value', "{ 'command': 'sow' } «}»\n"],
    ['a string in the place of a definition', 'top/not-an-object', "«'sow'»\n"],
    ['a string that looks like a definition', 'top/not-an-object', "«'{ command: sow }'»\n"],
    ['a list in the place of a definition', 'top/not-an-object', "«[ 'sow' ]»\n"],
    ['true in the place of a definition', 'top/not-an-object', '«true»\n'],
    [
      'a comment with ## inside a definition',
      'json/want-key',
      "{ 'command': 'sow',\n  «## not here»\n  'gen': false }\n",
    ],
  ]);
});

describe('the check of the syntax of a schema accepts', () => {
  expectValid([
    ['an empty file', ''],
    ['a file with only comments', '# nothing\n#\n   # here'],
    ['comments between the parts of a definition', "{ 'command': # c\n  'sow', # d\n  'data': { # e\n } }"],
    ['two definitions on a line', "{ 'command': 'sow' } { 'command': 'reap' }"],
    ['no line end after the last definition', "{ 'event': 'SOWN' }"],
    ['line ends of other systems', "{ 'command':\r\n 'sow' }\r{ 'command': 'reap' }\r"],
  ]);
});

describe('the check of the directives of a schema reports', () => {
  expectMistakes([
    ['an include of a list', 'include/not-a-string', "{ 'include': «[ 'a.json' ]» }\n"],
    ['an include of the file itself', 'include/loop', "{ 'include': «'root.json'» }\n"],
    ['an include of a missing file', 'include/unreadable', "{ 'include': «'lost.json'» }\n"],
    [
      'a second key of a pragma',
      'pragma/extra-keys',
      "{ 'pragma': { 'doc-required': false }, «'if'»: 'A' }\n",
    ],
    ['a pragma that is a list', 'pragma/not-an-object', "{ 'pragma': «[ 'doc-required' ]» }\n"],
    ['a pragma that is a string', 'pragma/not-an-object', "{ 'pragma': «'doc-required'» }\n"],
    ['an unknown pragma', 'pragma/unknown', "{ 'pragma': { «'speed'»: true } }\n"],
    ['doc-required with text', 'pragma/not-a-boolean', "{ 'pragma': { 'doc-required': «'true'» } }\n"],
    [
      'a string in the place of a list of names',
      'pragma/not-a-string-list',
      "{ 'pragma': { 'command-name-exceptions': «'a_b'» } }\n",
    ],
    [
      'a list with something else than names',
      'pragma/not-a-string-list',
      "{ 'pragma': { 'member-name-exceptions': [ 'A', «true» ] } }\n",
    ],
    [
      'a definition without documentation where it is required',
      'doc/required',
      "{ 'pragma': { 'doc-required': true } }\n{ 'command': «'sow'» }\n",
    ],
  ]);

  it('a loop of three files, in the last of them', () => {
    const found = checkFiles({
      'a.json': "{ 'include': 'b.json' }",
      'b.json': "{ 'include': 'c.json' }",
      'c.json': "\n{ 'include': 'a.json' }",
    });
    assert.deepEqual(
      [...found].map(([file, findings]) => [file, findings.map(({ code }) => code)]),
      [
        ['a.json', []],
        ['b.json', []],
        ['c.json', ['include/loop']],
      ],
    );
  });

  it('a second key of an include', () => {
    const found = checkFiles({ 'a.json': "{ 'include': 'b.json', 'if': 'A' }", 'b.json': '' });
    assert.deepEqual(
      found.get('a.json')?.map(({ code }) => code),
      ['include/extra-keys'],
    );
  });

  it('a string without its end once, not also what is missing after it', () => {
    const found = check("{ 'struct': 'Shed, 'data': {} }\n");
    assert.deepEqual(
      found.map(({ code }) => code),
      ['lex/stray', 'lex/unterminated-string'],
    );
  });

  it('a mistake in an included file there', () => {
    const found = checkFiles({ 'a.json': "{ 'include': 'b.json' }", 'b.json': "{ 'command' 'sow' }" });
    assert.deepEqual(found.get('a.json'), []);
    assert.deepEqual(
      found.get('b.json')?.map(({ code }) => code),
      ['json/want-colon'],
    );
  });
});

describe('the check of the directives of a schema accepts', () => {
  it('a file that is included twice', () => {
    const found = checkFiles({
      'a.json': "{ 'include': 'sub/b.json' } { 'include': 'sub/c.json' } { 'include': 'sub/b.json' }",
      'sub/b.json': "{ 'struct': 'Bed', 'data': {} }",
      'sub/c.json': "{ 'include': 'b.json' } { 'command': 'sow', 'data': 'Bed' }",
    });
    assert.deepEqual([...found.values()].flat(), []);
  });

  it('a pragma after the definitions that it allows', () => {
    const found = checkFiles({
      'a.json': "{ 'command': 'sow_seed', 'returns': 'int' }\n{ 'include': 'b.json' }",
      'b.json':
        "{ 'pragma': { 'command-name-exceptions': [ 'sow_seed' ], 'command-returns-exceptions': [ 'sow_seed' ] } }",
    });
    assert.deepEqual([...found.values()].flat(), []);
  });
});
