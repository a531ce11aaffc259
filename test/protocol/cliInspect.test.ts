import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { ImageFacts } from '../../server/src/images/facts';
import { bench } from '../support/commandLine';
import { variableVolume } from '../unit/support/firmwareBytes';
import { bios, firmware, qcow2 } from '../unit/support/imageFiles';

interface Printed {
  readonly version: number;
  readonly images: readonly { readonly path: string; readonly facts: ImageFacts }[];
}

describe('inspect', () => {
  const files = bench();
  const { run, write } = files;

  it('describes an image, with nothing on standard error', () => {
    const { status, out, err } = run(['inspect', write('VARS.fd', variableVolume([]))]);
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, /^VARS\.fd\n {2}content {7}UEFI variables\n {2}format {8}raw\n/);
  });

  it('separates two images by an empty line', () => {
    const { out } = run(['inspect', write('a.bin', bios()), write('b.bin', bios('01/02/03'))]);
    assert.match(
      out,
      /^a\.bin\n(?: {2}.*\n)+\nb\.bin\n {2}content {2}PC BIOS, dated 01\/02\/03\n(?: {2}.*\n)+$/,
    );
  });

  it('prints the facts as JSON, in the order of the arguments', () => {
    write('CODE.fd', firmware());
    write('VARS.qcow2', qcow2(variableVolume([]), { compressed: true }));
    const { status, out } = run(['inspect', '--format', 'json', 'VARS.qcow2', 'CODE.fd']);
    const { version, images } = JSON.parse(out) as Printed;
    assert.deepEqual([status, version], [0, 1]);
    assert.deepEqual(
      images.map(({ path: name, facts }) => [name, facts.format, facts.content, facts.core?.architecture]),
      [
        ['VARS.qcow2', 'qcow2', 'variables', undefined],
        ['CODE.fd', 'raw', 'uefi', 'x86_64'],
      ],
    );
  });

  it('reports an unreadable file in one line and continues', () => {
    mkdirSync(path.join(files.folder, 'folder'));
    symlinkSync('nowhere', path.join(files.folder, 'dangling'));
    const { status, out, err } = run([
      'inspect',
      'missing',
      'folder',
      '/dev/null',
      'dangling',
      write('a.bin', bios()),
    ]);
    assert.equal(status, 2);
    assert.match(out, /^a\.bin\n/);
    assert.deepEqual(err.split('\n'), [
      'qemu-firmware: missing: no such file or folder',
      'qemu-firmware: folder: is a folder',
      'qemu-firmware: /dev/null: is not a regular file',
      'qemu-firmware: dangling: no such file or folder',
      '',
    ]);
  });

  it('exits with 1 if an image is not recognised as firmware', () => {
    write('text.bin', 'no firmware '.repeat(1000));
    write('zeros.fd', Buffer.alloc(65536));
    assert.equal(run(['inspect', 'zeros.fd']).status, 0);
    for (const format of ['text', 'json']) {
      const { status, err } = run(['inspect', '--format', format, 'text.bin', write('a.bin', bios())]);
      assert.deepEqual([status, err], [1, 'qemu-firmware: text.bin: not recognised as firmware\n'], format);
    }
    assert.equal(run(['inspect', write('x.json', '{"a": 1}')]).status, 1);
    assert.equal(run(['inspect', 'text.bin', 'missing']).status, 2);
  });

  it('prints JSON even if no image can be read', () => {
    const { status, out } = run(['inspect', '--format=json', 'missing']);
    assert.deepEqual([status, JSON.parse(out)], [2, { version: 1, images: [] }]);
  });

  it('requires an image, and a supported format', () => {
    assert.match(
      run(['inspect']).err,
      /^qemu-firmware: inspect: specify an image\. Try “qemu-firmware inspect --help”\.$/m,
    );
    const { status, err } = run(['inspect', '--format', 'yaml', 'x']);
    assert.deepEqual([status, err.split('\n').length], [2, 2]);
    assert.match(run(['inspect', '-h']).out, /^Usage: qemu-firmware inspect /);
  });
});
