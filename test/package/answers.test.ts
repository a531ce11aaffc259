import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Loading } from '../../server/src/lsp/protocol/customRequests';
import { environment } from '../support/commandLine';
import { listCommandCases, QUESTIONS, setScene, startServer, type Scene } from './answers';
import { installTarball, makeFolder, unpackExtension } from './installed';

const texts = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
const german = Object.entries(texts).flatMap(([english, text]) => (english === text ? [] : [text]));

for (const [name, unpack] of [
  ['npm package', installTarball],
  ['extension', unpackExtension],
] as const)
  describe(`the server of the ${name}`, () => {
    const script = (): string => path.join(unpack(), 'dist/server.js');
    let scene: Scene;
    before(() => {
      scene = setScene();
    });

    for (const [question, ask] of Object.entries(QUESTIONS))
      it(`answers ${question}`, async () => {
        const { client, uri } = await startServer(script(), scene);
        await ask({ client, uri, scene });
        assert.deepEqual(client.logged, []);
        assert.equal(await client.stop(), 0);
      });

    it('uses its client’s language', async () => {
      const { client } = await startServer(script(), scene, 'de');
      const uri = 'file:///somewhere/qemu/firmware/13-mask.json';
      client.open(uri, '');
      const params = { uri, form: 'drive' };
      const { notes } = await client.request<Loading>('qemuFirmware/commandLine', params);
      assert.ok(notes.length > 0);
      for (const note of notes) assert.ok(german.includes(note), note);
      assert.equal(await client.stop(), 0);
    });
  });

/** The questions that need a thread, by the thread's file. */
const THREADS = {
  'selectionWorker.js': 'which firmware a guest gets',
  'imageWorker.js': 'what is deep in an image',
  'qapiWorker.js': 'what a QAPI schema defines',
} as const;

describe('an incomplete installation', () => {
  it('has a case for each thread', () => {
    // That of a browser is the server itself.
    const threads = readdirSync('dist').filter((file) => /(?<!^browser)Worker\.js$/.test(file));
    assert.deepEqual(threads.sort(), Object.keys(THREADS).sort());
  });

  for (const [file, question] of Object.entries(THREADS))
    it(`says that ${file} is missing`, async () => {
      const folder = makeFolder();
      cpSync(unpackExtension(), folder, { recursive: true });
      rmSync(path.join(folder, 'dist', file));
      const scene = setScene();
      const { client, uri } = await startServer(path.join(folder, 'dist/server.js'), scene);
      // Whether there is an answer without it does not matter here.
      void QUESTIONS[question]?.({ client, uri, scene }).catch(() => undefined);
      await client.until(() => client.logged.find((line) => line.includes(file)));
      assert.equal(await client.stop(), 0);
    });
});

describe('the command line of the npm package', () => {
  let scene: Scene;
  before(() => {
    scene = setScene();
  });

  function run(...args: readonly string[]): { status: number | null; out: string } {
    const cli = path.join(installTarball(), 'dist/cli.js');
    const env = environment({ HOME: scene.home, XDG_CONFIG_HOME: '' });
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env });
    assert.ok(!stderr.includes('internal error'), stderr);
    return { status, out: stdout };
  }

  it('answers one question of each kind', () => {
    for (const [args, status, answer] of listCommandCases(scene, installTarball())) {
      const found = run(...args);
      assert.match(found.out, answer, args.join(' '));
      assert.equal(found.status, status, args.join(' '));
    }
  });

  it('needs no other package', () => {
    const packages = readdirSync(path.join(installTarball(), '..')).filter((file) => !file.startsWith('.'));
    assert.deepEqual(packages, ['qemu-firmware']);
  });
});
