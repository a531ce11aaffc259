import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench } from '../support/commandLine';
import { packedFirmware } from '../unit/support/packedFirmware';

const NAME = 'usr/share/qemu/firmware/50-test.json';

function descriptor(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    description: 'a test',
    'interface-types': ['uefi'],
    mapping: {
      ...{ device: 'flash', mode: 'stateless' },
      executable: { filename: '/usr/share/OVMF.fd', format: 'raw' },
    },
    targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*'] }],
    features: ['secure-boot', 'verbose-dynamic'],
    tags: [],
    ...changes,
  });
}

describe('lint, on the contents of images,', () => {
  const test = bench();
  /** Returns the codes of the findings about images. */
  const found = (...args: readonly string[]): string[] => {
    const { out, err, status } = test.run(['lint', '--root', '.', '--format', 'json', ...args, NAME]);
    assert.equal(status, 0, err);
    const { files } = JSON.parse(out) as { files: { diagnostics: { code: string }[] }[] };
    const codes = files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    return codes.filter((code) => code.startsWith('image-'));
  };
  const configure = (images: string): void => {
    test.write('.qemu-firmware.json', JSON.stringify({ root: true, images }));
  };
  beforeEach(() => {
    test.write(NAME, descriptor());
  });

  it('reads everything, only the headers, or nothing', () => {
    test.write('usr/share/OVMF.fd', packedFirmware(false));
    assert.deepEqual(found(), ['image-secure-boot', 'image-verbose']);
    assert.deepEqual(found('--no-images'), []);
    configure('headers');
    assert.deepEqual(found(), ['image-verbose']);
    configure('off');
    assert.deepEqual(found(), []);
    configure('all');
    assert.deepEqual(found('--no-images'), []);
    assert.deepEqual(found(), ['image-secure-boot', 'image-verbose']);
  });

  it('reports a missing image whether or not it would read it', () => {
    assert.deepEqual(found('--no-images'), ['image-missing']);
    assert.deepEqual(found(), ['image-missing']);
  });

  it('resolves links below the root', () => {
    test.write('usr/lib/OVMF.fd', packedFirmware(true));
    symlinkSync('/usr/lib/OVMF.fd', path.join(test.folder, 'usr/share/OVMF.fd'));
    assert.deepEqual(found(), ['image-verbose']);
    mkdirSync(path.join(test.folder, 'etc'));
    test.write(NAME, descriptor().replace('/usr/share/OVMF.fd', '/etc/OVMF.fd'));
    symlinkSync('/nowhere/OVMF.fd', path.join(test.folder, 'etc/OVMF.fd'));
    assert.deepEqual(found(), ['image-missing']);
  });

  it('reports that a folder is not an image', () => {
    mkdirSync(path.join(test.folder, 'usr/share/OVMF.fd'), { recursive: true });
    assert.deepEqual(found(), ['image-unreadable']);
  });
});
