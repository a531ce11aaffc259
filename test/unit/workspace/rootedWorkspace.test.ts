import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles } from '../../../server/src/selection/directory';
import {
  makeRootedWorkspace,
  makeWorkspaceAround,
  type RootedWorkspace,
} from '../../../server/src/workspace/rootedWorkspace';
import { blockingFiles } from '../../../server/src/workspace/nodeBlockingFiles';
import { nodeWorkspace } from '../../../server/src/workspace/nodeWorkspace';

const ETC = '/etc/qemu/firmware';

for (const [name, files] of [
  ['read one after the other', blockingFiles],
  ['of the workspace', nodeWorkspace],
] as const) {
  describe(`The files below a root, ${name}`, () => {
    let root: string;
    let below: RootedWorkspace;
    beforeEach(() => {
      root = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
      below = makeRootedWorkspace(root, files);
      write('/usr/share/fw/real.json', 'real');
      mkdirSync(path.join(root, ETC), { recursive: true });
    });
    afterEach(() => {
      rmSync(root, { recursive: true });
    });

    function write(file: string, content: string): void {
      mkdirSync(path.dirname(root + file), { recursive: true });
      writeFileSync(root + file, content);
    }

    function link(file: string, target: string): void {
      symlinkSync(target, root + file);
    }

    async function found(): Promise<readonly string[]> {
      return (await listFiles(ETC, below, 100)).map(({ name: file, kind }) => `${file} ${kind}`);
    }

    async function text(file: string): Promise<string | undefined> {
      const content = await below.read(file, 1000);
      return 'bytes' in content ? new TextDecoder().decode(content.bytes) : undefined;
    }

    it('are those that links lead to on that machine', async () => {
      link(`${ETC}/absolute`, '/usr/share/fw/real.json');
      link(`${ETC}/relative`, '../../../usr/share/fw/real.json');
      link(`${ETC}/above`, '../../../../../../../../usr/share/fw/./real.json');
      link('/share', '/usr/share');
      link(`${ETC}/chain`, '/share/fw/real.json');
      link(`${ETC}/folder`, '/usr/share/fw');
      link(`${ETC}/own-machine`, path.join(root, 'usr/share/fw/real.json'));
      link(`${ETC}/circle`, 'circle');
      link(`${ETC}/null`, '/dev/null');
      write(`${ETC}/plain`, 'plain');
      write(`${ETC}/zero`, '');
      assert.deepEqual(await found(), [
        'above file',
        'absolute file',
        'chain file',
        'circle dangling',
        'null device',
        'own-machine dangling',
        'plain file',
        'relative file',
        'zero empty',
      ]);
      for (const file of ['absolute', 'relative', 'above', 'chain'])
        assert.equal(await text(`${ETC}/${file}`), 'real');
      assert.equal(await text(`${ETC}/plain`), 'plain');
      assert.equal(await text(`${ETC}/null`), '');
      assert.equal(await text(`${ETC}/circle`), undefined);
    });

    it('say why nothing is found: links in a circle, or a path that is too long', async () => {
      const why = async (file: string): Promise<unknown> => below.read(file, 1000);
      link(`${ETC}/circle`, 'circle');
      assert.deepEqual(await why(`${ETC}/circle`), { problem: { kind: 'link-loop' } });
      assert.deepEqual(await why(`/${'a/'.repeat(2100)}`), { problem: { kind: 'name-too-long' } });
    });

    it('are never those outside', async () => {
      const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
      const secret = path.join(outside, 'secret.json');
      writeFileSync(secret, 'secret');
      mkdirSync(path.join(outside, 'folder'));
      const up = '../'.repeat(40);
      link('/absolute', secret);
      link('/relative', path.relative(root, secret));
      link('/up', up + secret.slice(1));
      link('/parent', outside);
      link('/parent-up', up + outside.slice(1));
      link('/chain', '/parent/secret.json');
      link('/loop-a', 'loop-b');
      link('/loop-b', '/loop-a/x');
      for (const file of [
        '/absolute',
        '/relative',
        '/up',
        '/parent/secret.json',
        '/parent-up/secret.json',
        '/chain',
        '/loop-a',
        secret,
        `/../${path.basename(outside)}/secret.json`,
        `/usr/share/${up}${secret}`,
        `/parent/../${path.basename(outside)}/secret.json`,
      ]) {
        assert.equal(await text(file), undefined, file);
        assert.equal(await below.stat(file), undefined, file);
        assert.ok('problem' in (await below.open(file)), file);
        const host = await below.toHost(file);
        assert.ok(host === undefined || host.startsWith(`${root}/`), host);
        const around = makeWorkspaceAround(root, files);
        assert.ok('problem' in (await around.read(root + file, 100)), file);
        assert.ok('problem' in (await around.open(root + file)), file);
      }
      for (const folder of ['/parent', '/parent-up', `/${up}${outside}`]) {
        assert.ok('problem' in (await below.entries(folder)), folder);
        assert.equal(await below.folderIdentity(folder), undefined, folder);
        assert.equal(await below.linkTarget(`${folder}/secret.json`), undefined, folder);
      }
      rmSync(outside, { recursive: true });
    });

    it('may be named by the path that they have outside', async () => {
      link('/etc-link', ETC);
      write(`${ETC}/plain`, 'plain');
      const around = makeWorkspaceAround(root, files, (name) => path.resolve(name));
      const content = await around.read(`${root}/etc-link/plain`, 100);
      assert.equal('bytes' in content && new TextDecoder().decode(content.bytes), 'plain');
      assert.equal((await around.stat(path.dirname(root)))?.kind, 'folder');
      assert.equal(await below.toHost('/etc-link/plain'), `${root}${ETC}/plain`);
    });

    it('are found also where the directory is a link', async () => {
      rmSync(root + ETC, { recursive: true });
      link(ETC, '/usr/share/fw');
      assert.deepEqual(await found(), ['real.json file']);
      assert.equal(await text(`${ETC}/real.json`), 'real');
      assert.deepEqual(await listFiles('/nowhere', below, 100), []);
    });

    it('are this machine’s without a root', async () => {
      assert.equal(await makeRootedWorkspace('', files).toHost('/x'), '/x');
      assert.equal(makeWorkspaceAround('', files), files);
      assert.equal((await files.stat(`${root}${ETC}`))?.kind, 'folder');
    });
  });
}
