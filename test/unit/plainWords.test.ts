import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** scripts/plainWords.mjs, which people run on the files that they edit. */
interface PlainWords {
  findWording(text: string): readonly { readonly line: number; readonly wording: string }[];
  listWording(): readonly string[];
  listStaleExceptions(): readonly string[];
}

/** A sentence with each kind of wording, and that wording. */
const STUMBLING: readonly (readonly [string, string])[] = [
  ['The text is no JSON.', 'is no'],
  ['These are no releases.', 'are no'],
  ['Nobody reads it.', 'Nobody'],
  ['Somebody else wrote it.', 'Somebody'],
  ['Whoever runs the tests sees it.', 'Whoever'],
  ['It stays, whatever a program does.', 'whatever'],
  ['A name stands in quotes.', 'stands'],
  ['What can stand in a place.', 'stand'],
  ['A comma behind the member.', 'behind'],
  ['A comma in front of the member.', 'in front of'],
  ['The guest wants Secure Boot.', 'wants'],
  ['A comma is wanted.', 'wanted'],
  ['libvirt passes over the file.', 'passes over'],
  ['The pattern takes in other machines.', 'takes in'],
  ['The text is held against the schema.', 'is held against'],
  ['The folder holds images.', 'holds'],
  ['The fix mends it.', 'mends'],
  ['The schema is read anew.', 'anew'],
  ['The member belongs into flash.', 'belongs into'],
  ['Files such as are in the folder.', 'such as are'],
  ['The image is not there.', 'is not there'],
  ['The files were there.', 'were there'],
  ['A descriptor made of images.', 'made of'],
  ['How a client comes by its diagnostics.', 'comes by'],
];

/** Right English that resembles the above. */
const RIGHT: readonly string[] = [
  'The file is no longer used, and there is nothing else.',
  'The limit is no more than a hint, and no less.',
  'The text is no longer than that; the images are no larger.',
  'It passes the rest over to a thread.',
  'A standstill, a standard, an understanding, a threshold, a household and an amendment are other words.',
];

describe('the search for wording that readers stumble over', () => {
  let words: PlainWords;
  before(async () => {
    words = (await import(pathToFileURL(path.resolve('scripts/plainWords.mjs')).href)) as PlainWords;
  });

  const find = (text: string): string[] => words.findWording(text).map(({ wording }) => wording);

  for (const [sentence, wording] of STUMBLING)
    it(`notices “${wording}”`, () => {
      assert.deepEqual(find(sentence), [wording]);
    });

  it('leaves right English alone', () => {
    assert.deepEqual(RIGHT.flatMap(find), []);
  });

  it('notices wording that continues on the next line of a comment', () => {
    assert.deepEqual(find('/**\n * The text is\n * no JSON.\n */'), ['is * no']);
    assert.deepEqual(find('  // libvirt passes\n  // over the file.'), ['passes // over']);
    assert.deepEqual(find('# The image is\n# not there.'), ['is # not there']);
    assert.deepEqual(find('The image is\nnot there.'), ['is not there']);
  });

  it('tells the lines in their order', () => {
    const lines = words.findWording('wanted\n\nThe text is\nno JSON, nobody\n').map(({ line }) => line);
    assert.deepEqual(lines, [1, 3, 4]);
  });

  it('finds nothing in the project', () => {
    assert.deepEqual(words.listWording(), []);
  });

  it('has no exceptions that are out of date', () => {
    assert.deepEqual(words.listStaleExceptions(), []);
  });
});
