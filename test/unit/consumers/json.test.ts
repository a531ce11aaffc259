import assert from 'node:assert/strict';
import { consumers, findConsumer, judge } from '../../../server/src/consumers/index';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { MAX_DEPTH } from '../../../server/src/descriptor/limits';
import { getSchema } from '../../../server/src/schema/bundled';
import { shown } from '../../support/findings';
import { changed, SOUND, verdictOf, verdictsOn, withTags } from './judgements';

/** All four measured consumers refuse it for the same reason. */
function refused(code: string): string[] {
  return ['skips', 'breaks', 'skips', 'breaks'].map((verdict) => `${verdict}: ${code}`);
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** A descriptor of `bytes` bytes as UTF-8. */
function ofBytes(bytes: number): string {
  const padding = bytes - SOUND.length - 2;
  return withTags(`[${' '.repeat(padding + 2)}]`);
}

describe('JSON as consumers take it', () => {
  const cases: readonly [what: string, text: string, verdicts: readonly string[]][] = [
    ['a sound descriptor', SOUND, ['loads', 'loads', 'loads', 'loads']],
    ['a file of zero length', '', ['masks', 'masks', 'masks', 'breaks: json-blank']],
    ['a file of white space', ' \n', refused('json-blank')],
    ['a byte order mark', `\ufeff${SOUND}`, refused('json-byte-order-mark')],
    ['a comment', `${SOUND}// end\n`, refused('json-comment')],
    ['a comma too many', withTags('[],'), refused('json-stray-comma')],
    ['a comma missing', withTags('["a" "b"]'), refused('json-missing-comma')],
    ['a text after the descriptor', `${SOUND}{}`, refused('json-extra-content')],
    ['the start of a descriptor', SOUND.slice(0, 40), refused('json-unclosed')],
    ['an escape that is none', withTags('["\\x20"]'), refused('json-string')],
    ['a raw tabulator in a string', withTags('["a\tb"]'), refused('json-string')],
    ['a word', withTags('[nan]'), refused('json-word')],
    ['no object', '[]', refused('wrong-type')],
    ['null', 'null', refused('wrong-type')],
    [
      'NaN where only vmspawn looks',
      SOUND.replace('"tags": []', '"tags": [], "x": NaN'),
      ['loads', 'breaks: json-word', 'skips: json-word', 'loads'],
    ],
    [
      'infinity',
      withTags('[Infinity, -Infinity, "NaN"]'),
      ['loads', 'breaks: json-word', 'skips: json-word', 'loads'],
    ],
    ['a minus and NaN', withTags('[-NaN]'), refused('json-word')],
    ['NaN and a mistake', withTags('[NaN,]'), refused('json-word')],
    [
      'a member twice',
      withTags('[],\n    "tags": []'),
      ['loads', 'breaks: json-duplicate-key', 'skips: json-duplicate-key', 'loads'],
    ],
    [
      'a duplicate of a member that is not read',
      withTags('[], "x": {"y": 1, "y": 2}'),
      ['loads', 'breaks: json-duplicate-key', 'loads', 'loads'],
    ],
    [
      'a member twice of which the last is wrong',
      withTags('[], "targets": null'),
      [
        'skips: wrong-type',
        'breaks: json-duplicate-key',
        'skips: json-duplicate-key, wrong-type',
        'breaks: wrong-type',
      ],
    ],
    ['32 levels', withTags(nested(31)), ['loads', 'loads', 'loads', 'loads']],
    ['33 levels', withTags(nested(32)), ['skips: json-deep', 'loads', 'loads', 'loads']],
    [
      'a value in 32 levels',
      withTags(`${'['.repeat(31)}1${']'.repeat(31)}`),
      ['skips: json-deep', 'loads', 'loads', 'loads'],
    ],
    ['more levels than are read here', withTags(nested(MAX_DEPTH)), refused('json-too-deep')],
    ['1 MiB', ofBytes(1024 * 1024), ['loads', 'loads', 'loads', 'loads']],
    [
      'a byte more than 1 MiB',
      ofBytes(1024 * 1024 + 1),
      ['skips: json-big', 'breaks: json-big', 'loads', 'loads'],
    ],
    [
      'more than 1 MiB of few characters',
      withTags(`["${'ä'.repeat(524_288)}"]`),
      ['skips: json-big', 'breaks: json-big', 'loads', 'loads'],
    ],
    [
      'anything after a NUL',
      `${SOUND}\0 # rest`,
      ['loads', 'loads', 'skips: json-word, json-comment', 'breaks: json-word, json-comment'],
    ],
    ['a NUL in the middle', SOUND.replace('"tags"', '\0"tags"'), refused('json-word')],
    ['a NUL in front', `\0${SOUND}`, refused('json-word')],
    ['the escape of NUL', withTags('["a\\u0000b"]'), ['loads', 'loads', 'skips: json-odd-text', 'loads']],
    ['half a surrogate pair', withTags('["\\ud800"]'), ['loads', 'loads', 'skips: json-odd-text', 'loads']],
    ['a surrogate pair', withTags('["\\ud83d\\ude00"]'), ['loads', 'loads', 'loads', 'loads']],
    ['a noncharacter', withTags('["\\uffff"]'), ['loads', 'loads', 'skips: json-odd-text', 'loads']],
    [
      'a noncharacter of a higher plane',
      withTags('["\\ud83f\\udfff"]'),
      ['loads', 'loads', 'skips: json-odd-text', 'loads'],
    ],
    [
      'a noncharacter in a name',
      withTags('[], "\\ufdd0": 1'),
      ['loads', 'loads', 'skips: json-odd-text', 'loads'],
    ],
    [
      'a value that ends at NUL for C alone',
      changed({ 'interface-types': ['uefi\0!'] }),
      ['loads', 'loads', 'skips: json-odd-text', 'loads'],
    ],
  ];
  for (const [what, text, verdicts] of cases)
    it(what, () => {
      assert.deepEqual(verdictsOn(text), verdicts);
    });

  const byLibvirt: readonly [what: string, text: string, verdicts: readonly [string, string, string]][] = [
    ['a letter with an accent', withTags('["é"]'), ['loads', 'skips: json-non-ascii', 'loads']],
    ['the same as an escape', withTags('["\\u00e9"]'), ['loads', 'loads', 'loads']],
    ['the same in a name', withTags('[], "é": 1'), ['loads', 'loads', 'loads']],
    [
      'the same in a value that is not read',
      withTags('[], "x": {"y": ["é"]}'),
      ['loads', 'skips: json-non-ascii', 'loads'],
    ],
    ['an emoji', withTags('["\u{1f600}"]'), ['loads', 'skips: json-non-ascii', 'loads']],
    ['299 lists', withTags(nested(299)), ['loads', 'skips: json-deep', 'loads']],
    ['300 lists', withTags(nested(300)), ['skips: json-deep', 'skips: json-deep', 'loads']],
    [
      'a value in 299 objects',
      withTags(`${'{"x":'.repeat(299)}1${'}'.repeat(299)}`),
      ['skips: json-deep', 'skips: json-deep', 'loads'],
    ],
    [
      'numbers of json-c',
      withTags('[1., -1., 1.e5, 00, -01, 00.5, -.5, 1e400]'),
      ['loads', 'loads', 'breaks: json-word'],
    ],
    ['a leading zero', withTags('[01]'), ['skips: json-word', 'skips: json-word', 'breaks: json-word']],
    [
      'the integers of 64 bits',
      withTags('[-9223372036854775808, 18446744073709551615]'),
      ['loads', 'loads', 'loads'],
    ],
    [
      'one more',
      withTags('[18446744073709551616]'),
      ['skips: json-large-integer', 'skips: json-large-integer', 'loads'],
    ],
    [
      'one less',
      withTags('[-9223372036854775809]'),
      ['skips: json-large-integer', 'skips: json-large-integer', 'loads'],
    ],
    ['many digits with a fraction', withTags(`[${'9'.repeat(40)}.5]`), ['loads', 'loads', 'loads']],
    ['many zeros', withTags(`[-${'0'.repeat(40)}1]`), ['loads', 'loads', 'breaks: json-word']],
    ['a form feed', withTags('\f[]'), ['skips: json-word', 'skips: json-word', 'loads']],
    ['a form feed after the end', `${SOUND}\f`, ['skips: json-word', 'skips: json-word', 'loads']],
    ['a vertical tab', withTags('\v[]'), ['skips: json-word', 'skips: json-word', 'loads']],
    [
      'a form feed in a string',
      withTags('["\f"]'),
      ['skips: json-string', 'skips: json-string', 'breaks: json-string'],
    ],
  ];
  for (const [what, text, verdicts] of byLibvirt)
    it(`${what}, to libvirt 12.8, 11.3 and 9.0`, () => {
      assert.deepEqual(
        ['libvirt@12.8', 'libvirt@11.3', 'libvirt@9.0'].map((id) => verdictOf(id, text)),
        verdicts,
      );
    });

  it('is UTF-8 to libvirt if it has the form of it', () => {
    const verdicts = (text: string): string[] => {
      const document = new DescriptorDocument(text, getSchema('latest'), undefined, undefined, true);
      return consumers.map((consumer) => {
        const { verdict, because } = judge(consumer, document);
        return [consumer.id, verdict, ...because.map(({ code }) => code)].join(' ');
      });
    };
    const others = consumers
      .filter(({ id }) => !id.startsWith('libvirt@'))
      .map(({ id, effect }) => `${id} ${effect} json-encoding`);
    assert.deepEqual(verdicts(withTags('["\ufffd"]')), [
      'libvirt@9.0 loads',
      'libvirt@11.3 skips json-non-ascii',
      'libvirt@12.8 loads',
      ...others,
    ]);
    assert.deepEqual(verdicts(withTags('[], "\ufffd": 1')), [
      'libvirt@9.0 loads',
      'libvirt@11.3 loads',
      'libvirt@12.8 loads',
      ...others,
    ]);
  });

  it('is refused by libvirt 9.0 for a duplicate that a rule finds, wherever it is', () => {
    assert.deepEqual(shown(withTags('[], "x": {"y": 1, "y": [{"z": 1, "z": 2}]}')), [
      'unknown-member at "x"',
      'json-duplicate-key at "y"',
      'json-duplicate-key at "z"',
    ]);
  });

  it('shows each reason in the text', () => {
    for (const [what, text] of cases) {
      const consumer = findConsumer('libvirt@9.0');
      assert.ok(consumer);
      const { because } = judge(consumer, new DescriptorDocument(text, getSchema('latest')));
      for (const { range } of because) assert.ok(range.start <= range.end && range.end <= text.length, what);
    }
  });
});
