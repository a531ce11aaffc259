import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { makeInstallCommand } from '../../../client/src/installCommand';

describe('installCommand', () => {
  it('is formatted like a hand-written command', () => {
    assert.equal(
      makeInstallCommand('/usr/share/qemu/firmware/60-edk2.json', '/etc/qemu/firmware/60-edk2.json'),
      'sudo install -D -m 644 /usr/share/qemu/firmware/60-edk2.json /etc/qemu/firmware/60-edk2.json',
    );
  });

  it('keeps any path in one word', function () {
    if (process.platform === 'win32') this.skip();
    const paths = ["/a b/it's $HOME `x`;*", '/c\\d"e'] as const;
    const command = makeInstallCommand(...paths)?.replace('sudo install', "printf '%s\\0'") ?? '';
    const words = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0');
    assert.deepEqual(words, ['-D', '-m', '644', ...paths, '']);
  });

  it('does not exist for a name with control characters, or for one that is too long', () => {
    for (const name of ['a\nb', 'a\u0003', '\u001b[A', 'a\u2028', 'a\u202egnp', 'n'.repeat(400)]) {
      assert.equal(makeInstallCommand(`/a/${name}.json`, '/b'), undefined, JSON.stringify(name));
      assert.equal(makeInstallCommand('/dev/null', `/a/${name}.json`), undefined, JSON.stringify(name));
    }
  });
});
