import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { nodeFolder, nodeProgram, nodeReleases } from '../../scripts/nodeReleases.mjs';
import { environment } from '../support/commandLine';
import { listCommandCases, QUESTIONS, setScene, startServer, type Scene } from './answers';
import { installGlobally } from './installed';

const isWindows = process.platform === 'win32';
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly engines: { readonly node: string };
  readonly bin: Readonly<Record<string, string>>;
};

let prefix: string;
let scene: Scene;
before(() => {
  prefix = installGlobally();
  scene = setScene();
});

/** The folder of the package below the prefix. */
const findPackage = (): string =>
  path.join(prefix, isWindows ? 'node_modules' : 'lib/node_modules', 'qemu-firmware');

/** Runs a command of the package by its name, as a shell does, with a Node that comes first on the path. */
function run(node: string, command: string, args: readonly string[]): { status: number | null; out: string } {
  const file = path.join(prefix, isWindows ? `${command}.cmd` : `bin/${command}`);
  const PATH = [path.dirname(node), process.env.PATH].join(path.delimiter);
  const env = environment({ HOME: scene.home, XDG_CONFIG_HOME: '', PATH });
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8', env, shell: isWindows });
  assert.ok(!stderr.includes('internal error'), stderr);
  return { status, out: stdout };
}

for (const release of nodeReleases)
  describe(`the npm package in Node ${release}`, () => {
    const node = path.resolve(nodeFolder(release), nodeProgram);

    before(function () {
      if (existsSync(path.resolve(nodeFolder(release), 'ready'))) return;
      // Not every system has a package with each release; elsewhere, the other tests run in the Node of the machine.
      assert.ok(!(process.env.CI && process.platform === 'linux'), `Node ${release} is not installed`);
      console.log(`      skipped: Node ${release} is not installed (node scripts/nodes.mjs)`);
      this.skip();
    });

    it('answers one question of each kind on the command line', () => {
      assert.equal(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout, `v${release}\n`);
      for (const [args, status, answer] of listCommandCases(scene, findPackage())) {
        const found = run(node, 'qemu-firmware', args);
        assert.match(found.out, answer, args.join(' '));
        assert.equal(found.status, status, args.join(' '));
      }
    });

    it('starts the server by its command', () => {
      const { status, out } = run(node, 'qemu-firmware-language-server', ['--help']);
      assert.equal(status, 0);
      assert.match(out, /^usage: qemu-firmware-language-server --stdio/);
    });

    it('answers each question to the server', async () => {
      const script = path.join(findPackage(), manifest.bin['qemu-firmware-language-server'] ?? '');
      const { client, uri } = await startServer(script, scene, 'en', node);
      for (const ask of Object.values(QUESTIONS)) await ask({ client, uri, scene });
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  });

describe('the releases of Node that are tested', () => {
  it('start with the oldest that the package allows', () => {
    assert.equal(manifest.engines.node, `>=${nodeReleases[0]}`);
  });
});

describe('the manual pages of the npm package', () => {
  it('are found after installation', function () {
    if (isWindows) this.skip();
    for (const command of Object.keys(manifest.bin)) {
      const page = path.join(prefix, `share/man/man1/${command}.1`);
      assert.ok(existsSync(page), page);
      const found = spawnSync('man', ['-M', path.join(prefix, 'share/man'), '-w', command], {
        encoding: 'utf8',
      });
      if (found.error) console.log('      not asked: man is not installed');
      else assert.equal(found.stdout.trim(), realpathSync(page));
    }
  });

  it('name every option of the server', () => {
    const page = readFileSync('man/qemu-firmware-language-server.1', 'utf8').replaceAll('\\', '');
    const source = readFileSync('server/src/nodeHost.ts', 'utf8');
    const [, options = ''] = /parseArgs\(\{[^]*?options: \{([^]*?)\n {6}\}/.exec(source) ?? [];
    const names = [...options.matchAll(/^ +'?([\w-]+)'?: \{/gm)].map(([, name = '']) => name);
    assert.ok(names.length > 4);
    for (const name of names) assert.ok(page.includes(`--${name}`), name);
  });
});
