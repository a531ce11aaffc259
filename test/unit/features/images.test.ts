import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { findImageLens, formatLensTitle } from '../../../server/src/features/codeLens';
import {
  findImageAt,
  listImages,
  isOnDisk,
  findMainImage,
  findUses,
} from '../../../server/src/features/images';
import { findPathProblem, findRenamable, renameImage } from '../../../server/src/features/rename';
import { findWorkspaceSymbols } from '../../../server/src/features/workspaceSymbols';
import { getSchema } from '../../../server/src/schema/bundled';
import { applyEdits } from '../../../server/src/text/textEdit';
import { unmarked } from '../support/completions';

const document = (text: string): DescriptorDocument => new DescriptorDocument(text, getSchema('latest'));

const SPLIT = `{"description": "UEFI for x86", "mapping": {"device": "flash",
  "executable": {"filename": "/fw/code.fd", "format": "raw"},
  "nvram-template": {"filename": "\\/fw\\/vars.fd", "format": "raw"}}}`;
const MEMORY =
  '{"mapping": {"device": "memory", "filename": "/fw/code.fd", "uefi-vars": {"template": "/fw/v"}}}';

describe('the images of a descriptor', () => {
  it('are all that it names, by their paths without escapes', () => {
    const paths = (text: string): string[] => listImages(document(text)).map(({ path }) => path);
    assert.deepEqual(paths(SPLIT), ['/fw/code.fd', '/fw/vars.fd']);
    assert.deepEqual(paths(MEMORY), ['/fw/code.fd', '/fw/v']);
    assert.deepEqual(paths('{"mapping": {"filename": ""}}'), []);
    for (const text of ['', '[]', '{"mapping": 1}', '{"mapping": {"executable": {"filename": 5}}}'])
      assert.deepEqual(paths(text), []);
  });

  it('are found from any place in the string, quotes included, and nowhere else', () => {
    const at = (marked: string): string | undefined => {
      const { text, offset } = unmarked(marked);
      return findImageAt(document(text), offset)?.path;
    };
    assert.equal(at('{"mapping": {"filename": ⟨⟩"/a"}}'), '/a');
    assert.equal(at('{"mapping": {"filename": "/⟨⟩a"}}'), '/a');
    assert.equal(at('{"mapping": {"filename": "/a"⟨⟩}}'), '/a');
    assert.equal(at('{"mapping": {"file⟨⟩name": "/a"}}'), undefined);
    assert.equal(at('{"mapping": {"device": "me⟨⟩mory", "filename": "/a"}}'), undefined);
  });

  it('have a main one, which the guest starts from', () => {
    assert.equal(findMainImage(document(SPLIT))?.path, '/fw/code.fd');
    assert.equal(findMainImage(document(MEMORY))?.path, '/fw/code.fd');
    assert.equal(findMainImage(document('{"mapping": {"nvram-template": {"filename": "/v"}}}')), undefined);
  });

  it('can be looked up where the path is absolute and complete', () => {
    const onDisk = (path: string): boolean | undefined => {
      const [image] = listImages(document(`{"mapping": {"filename": ${JSON.stringify(path)}}}`));
      return image && isOnDisk(image);
    };
    assert.deepEqual(['/a', 'C:\\a', 'a', './a', '@DATADIR@/a', '/usr/@dir@/a', '/a@b'].map(onDisk), [
      true,
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('the rename of an image', () => {
  it('is offered in the string without its quotes', () => {
    const { text, offset } = unmarked('{"mapping": {"filename": "/a\\/⟨⟩b"}}');
    const found = findRenamable(document(text), offset);
    assert.ok('range' in found);
    assert.equal(text.slice(found.range.start, found.range.end), '/a\\/b');
    assert.equal(found.placeholder, '/a/b');
  });

  it('is refused elsewhere with a reason', () => {
    for (const marked of [
      '{"map⟨⟩ping": {}}',
      '{"mapping": {"device": "fl⟨⟩ash"}}',
      '{"features": ["acpi⟨⟩-s3"]}',
      '{ ⟨⟩ }',
      '{"mapping": {"filename": "⟨⟩"}}',
      '{"mapping": {"filename": "/a⟨⟩',
      '{"mapping": {"filename": "/a\\"⟨⟩',
    ]) {
      const { text, offset } = unmarked(marked);
      const found = findRenamable(document(text), offset);
      assert.ok('refusal' in found && found.refusal.endsWith('.'), marked);
    }
    assert.deepEqual(
      ['', ' ', '/a'].map((path) => findPathProblem(path) === undefined),
      [false, false, true],
    );
  });

  it('changes every place that names the image, escaped for JSON', () => {
    const text = SPLIT.replace('\\/fw\\/vars.fd', '\\/fw\\/code.fd');
    const renamed = applyEdits(text, renameImage(document(text), '/fw/code.fd', '/new "x"\\\n.fd'));
    const after = document(renamed);
    assert.deepEqual(after.syntax.problems, []);
    assert.equal(findUses(after, '/new "x"\\\n.fd').length, 2);
    assert.deepEqual(renameImage(document(text), '/fw/other', '/x'), []);
  });
});

describe('the lens', () => {
  it('is at the mapping and counts the users of the main image', () => {
    const lens = findImageLens(document(SPLIT));
    assert.ok(lens);
    assert.equal(SPLIT.slice(lens.range.start, lens.range.end), '"mapping"');
    assert.equal(lens.image.path, '/fw/code.fd');
    assert.equal(findImageLens(document('{"mapping": {}}')), undefined);
    assert.equal(formatLensTitle(1), '1 other descriptor uses this image');
    assert.equal(formatLensTitle(2), '2 other descriptors use this image');
  });
});

describe('workspace symbols', () => {
  const named = (query: string): string[] =>
    findWorkspaceSymbols(document(SPLIT), '60-ovmf.json', query).map(({ name }) => name);
  const descriptor = '60-ovmf.json · UEFI for x86';

  it('are the descriptor and its images', () => {
    assert.deepEqual(named(''), [descriptor, '/fw/code.fd', '/fw/vars.fd']);
    const [symbol] = findWorkspaceSymbols(document(''), '50-mask.json', '');
    assert.deepEqual([symbol?.name, symbol?.container], ['50-mask.json', 'mask']);
  });

  it('match by words and by letters in their order, in any case', () => {
    assert.deepEqual(named('OVMF'), [descriptor]);
    assert.deepEqual(named('x86 uefi'), [descriptor]);
    assert.deepEqual(named('vrs'), ['/fw/vars.fd']);
    assert.deepEqual(named('nothing of it'), []);
  });
});
