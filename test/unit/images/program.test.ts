import assert from 'node:assert/strict';
import { draftDescriptor } from '../../../server/src/drafting/draft';
import { makePlainImage } from '../../../server/src/rules/shared/exampleImages';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { findProgram } from '../../../server/src/images/program';

const findIn = (text: string): ReturnType<typeof findProgram> =>
  findProgram(makeMemoryReader(Buffer.concat([Buffer.alloc(5000), Buffer.from(text), Buffer.of(0)])));

describe('the program that the texts of an image tell', () => {
  it('is U-Boot, OpenSBI, qboot or none', async () => {
    assert.equal(await findIn('U-Boot 2025.04 (Apr 07 2025)'), 'u-boot');
    assert.equal(await findIn('OpenSBI v%d.%d'), 'opensbi');
    assert.equal(await findIn('OpenSBI v1.6'), 'opensbi');
    assert.equal(await findIn('\0qboot'), 'qboot');
    for (const other of ['', 'U-Boot', 'opensbi,domain,config', 'xqboot'])
      assert.equal(await findIn(other), undefined, other);
  });

  it('is not looked for in large images', async () => {
    const reader = makeCountingReader(makeMemoryReader(Buffer.alloc(3 * 1024 * 1024)));
    assert.equal(await findProgram(reader), undefined);
    assert.equal(reader.bytes, 0);
  });

  it('tells a draft what it could only ask otherwise', () => {
    const image = makePlainImage('unknown', 4096);
    const draftOf = (program: 'u-boot' | 'opensbi'): ReturnType<typeof draftDescriptor> =>
      draftDescriptor({ ...image, program, path: '/x/fw.bin' }, undefined, { architectures: ['aarch64'] });
    const uboot = draftOf('u-boot');
    assert.ok('text' in uboot);
    assert.match(uboot.text, /"uboot"[^]*"memory"/);
    const opensbi = draftOf('opensbi');
    assert.ok('problem' in opensbi);
    assert.match(opensbi.problem, /is OpenSBI/);
    const bios = makePlainImage('bios', 65536, { biosDate: '06/23/99' });
    const qboot = draftDescriptor({ ...bios, program: 'qboot', path: '/x/bios.bin' }, undefined, {});
    assert.ok('text' in qboot);
    assert.match(qboot.text, /"microvm"/);
  });
});
