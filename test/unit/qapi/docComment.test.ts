import assert from 'node:assert/strict';
import { readDocComment } from '../../../server/src/qapi/docComment';
import type { ReadDoc } from '../../../server/src/qapi/docComment';
import { parseSource } from '../../../server/src/qapi/parser';

function readDoc(text: string): ReadDoc {
  const block = parseSource(text).items.find((item) => item.kind === 'doc');
  assert.ok(block);
  return readDocComment(text, 'f.json', block);
}

/** The sections of a block with these lines, as `kind name=text`. */
function sections(lines: readonly string[]): string[] {
  const { doc } = readDoc(
    ['##', ...lines.map((line) => (line === '' ? '#' : `# ${line}`)), '##', ''].join('\n'),
  );
  return doc.sections.map(({ kind, name, text }) => `${kind}${name === undefined ? '' : ` ${name}`}=${text}`);
}

describe('a documentation comment', () => {
  const cases: readonly (readonly [what: string, lines: readonly string[], expected: readonly string[]])[] = [
    [
      'all kinds of sections',
      [
        '@a:',
        '',
        'What it',
        'is.',
        '',
        'More.',
        '',
        '@x: One',
        '    two',
        '',
        '@y:',
        '    three',
        '',
        'Features:',
        '',
        '@f: Odd.',
        '',
        'Returns: It.',
        '',
        'Errors:',
        '    - None',
        '',
        'Since: 1.0',
        '',
        'TODO: All.',
        '',
        'End.',
      ],
      [
        'plain=What it\nis.\n\nMore.',
        'member x=One\n    two',
        'member y=    three',
        'feature f=Odd.',
        'returns=It.',
        'errors=    - None',
        'since=1.0',
        'todo=All.',
        'plain=End.',
      ],
    ],
    [
      'blank lines inside a description',
      ['@a:', '', '@x: One', '', '    two', '', '', '    three', '', 'Body.'],
      ['member x=One\n\n    two\n\n\n    three', 'plain=Body.'],
    ],
    [
      'a description that ends with its indentation',
      ['@a:', '', '@x: One', '    two', 'Body.'],
      ['member x=One\n    two', 'plain=Body.'],
    ],
    [
      'members without blank lines between',
      ['@a:', '@x: One', '@y: Two', 'Since: 1.0'],
      ['member x=One', 'member y=Two', 'since=1.0'],
    ],
    [
      'text that only looks like a tag',
      ['@a:', '', 'since: 1.0', '', 'Since:: 1.0', '', 'Features: x'],
      ['plain=since: 1.0\n\nSince:: 1.0\n\nFeatures: x'],
    ],
    ['an @ in the text', ['@a:', '', 'See', '@x and others: fine.'], ['plain=See\n@x and others: fine.']],
    ['lines shaped like members in a free-form block', ['Intro', '@x: no'], ['plain=Intro\n@x: no']],
    ['a block that begins with a blank line', ['', '@a:'], ['plain=@a:']],
    ['nothing', [], []],
    [
      'a tag in the middle of a paragraph',
      ['@a:', '', 'What it is.', 'Since: 1.0'],
      ['plain=What it is.', 'since=1.0'],
    ],
    [
      'text aligned with that after the tag',
      ['@a:', '', '@x: One', '   two', '', '@longer: Three', '        four'],
      ['member x=One\n   two', 'member longer=Three\n        four'],
    ],
    [
      'text below the tag without indentation',
      ['@a:', '', '@x:', 'One', 'two', '', 'Returns:', 'three', '', 'Body.'],
      ['member x=One\ntwo', 'returns=three', 'plain=Body.'],
    ],
    [
      'members after other sections',
      ['@a:', '', '@x: One', '', 'Body.', '', '@y: Two'],
      ['member x=One', 'plain=Body.', 'member y=Two'],
    ],
    [
      'notes and examples as paragraphs',
      ['@a:', '', 'Note: well', '      now', '', 'Example:', '', '-> { }', '', 'Since: 1.0'],
      ['plain=Note: well\n      now\n\nExample:\n\n-> { }', 'since=1.0'],
    ],
    [
      'members after the features section is over',
      ['@a:', '', 'Features:', '@f: One', '', 'Body.', '', '@x: Two'],
      ['feature f=One', 'plain=Body.', 'member x=Two'],
    ],
  ];
  for (const [what, lines, expected] of cases) {
    it(`takes ${what}`, () => {
      assert.deepEqual(sections(lines), expected);
    });
  }

  it('belongs to the symbol that it begins with', () => {
    assert.equal(readDoc('##\n# @a-b:\n##').doc.symbol, 'a-b');
    assert.equal(readDoc('##\n# Text @a-b:\n##').doc.symbol, undefined);
  });

  it('may be indented, have lines without # and end lines with CR LF or CR', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const { doc, problems } = readDoc(
        ['  ##', '  # @a:', '', '  # Text', '  # more', '  ##'].join(lineEnd),
      );
      assert.deepEqual(
        [doc.symbol, doc.sections.map(({ text }) => text), problems],
        ['a', ['Text\nmore'], []],
      );
    }
  });

  it('requires a space after #, but continues without it', () => {
    const text = '##\n#@a:\n#Text\n##';
    const { doc, problems } = readDoc(text);
    assert.equal(doc.sections[0]?.text, 'Text');
    assert.deepEqual(
      problems.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`),
      ['doc/no-space-after-hash #@a:', 'doc/no-space-after-hash #Text'],
    );
  });

  it('knows the places of its sections', () => {
    const text = '##\n# @a:\n#\n# Body\n#\n# more.\n#\n# @x: One\n#     two\n#\n##\n';
    const { doc } = readDoc(text);
    assert.equal(text.slice(doc.range.start, doc.range.end), text.trimEnd());
    assert.deepEqual(
      doc.sections.map(({ range }) => text.slice(range.start, range.end)),
      ['Body\n#\n# more.', '@x: One\n#     two'],
    );
  });
});
