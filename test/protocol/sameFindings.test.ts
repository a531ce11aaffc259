import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import type { SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { bench, SOUND, writeBelow } from '../support/commandLine';
import { needCorpus } from '../support/corpus';
import { variableVolume } from '../unit/support/firmwareBytes';
import { firmware } from '../unit/support/imageFiles';
import { Client, TEST_CONSUMER } from './client';
import { BARE } from './kinds';

const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';

/** Findings by file, each with its severity, code, line and character. */
type Findings = Readonly<Record<string, readonly string[]>>;

interface Linted {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly (Omit<Diagnostic, 'severity'> & { readonly severity: string })[];
  }[];
}

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

function format({
  severity,
  code,
  range: { start },
}: Pick<Diagnostic, 'code' | 'range'> & { severity: unknown }): string {
  return `${String(severity)} ${String(code)} ${start.line}:${start.character}`;
}

function formatAll(found: readonly Pick<Diagnostic, 'code' | 'range' | 'severity'>[]): string[] {
  return found.map((each) => format({ ...each, severity: SEVERITIES[each.severity ?? 0] })).sort();
}

describe('the findings of the list, the editor and the linter below a root', function () {
  this.timeout(120_000);
  const machine = bench();
  let root: string;
  let client: Client;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'firmware-root-')));
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(root, { recursive: true });
  });

  async function start(settings: object = {}): Promise<void> {
    client = await Client.start({ ...BARE, initializationOptions: { settings: { root, ...settings } } });
  }

  const list = (): Promise<SearchPath> => client.request<SearchPath>('qemuFirmware/searchPath', {});
  const at = (file: string): string => pathToFileURL(root + file).href;

  async function listed(): Promise<Findings> {
    const { files } = await list();
    return Object.fromEntries(
      files.map(({ folder, name, findings }) => {
        assert.ok(findings, name);
        return [`${folder}/${name}`, formatAll(findings)];
      }),
    );
  }

  function linted(...folders: readonly string[]): Findings {
    const named = folders.map((folder) => root + folder);
    const { out } = machine.run([
      ...['lint', '--root', root, '--consumer', TEST_CONSUMER, '--format', 'json'],
      ...named,
    ]);
    const { files } = JSON.parse(out) as Linted;
    return Object.fromEntries(
      files.map(({ path: file, diagnostics }) => [
        path.join(path.dirname(file), path.basename(file)).slice(root.length),
        diagnostics.map(format).sort(),
      ]),
    );
  }

  async function edited(files: readonly string[]): Promise<Findings> {
    const found: Record<string, readonly string[]> = {};
    for (const file of files) {
      client.open(at(file), readFileSync(root + file, 'utf8'));
      found[file] = formatAll((await client.publish(at(file), 1)).diagnostics);
      client.close(at(file));
    }
    return found;
  }

  /** @returns the number of findings */
  async function compare(...folders: readonly string[]): Promise<number> {
    await start();
    const fromList = await listed();
    const fromLinter = linted(...folders);
    assert.deepEqual(fromList, fromLinter);
    assert.deepEqual(await edited(Object.keys(fromLinter)), fromLinter);
    return Object.values(fromList).flat().length;
  }

  for (const [name, ...folders] of [
    ['debian-trixie', SHARE],
    ['mixed-D', SHARE],
    ['libvirt-11.3-tests', SHARE, ETC],
  ] as const)
    it(`are the same in the root ${name} of the corpus`, async function () {
      cpSync(needCorpus(this, `selection-roots/${name}`), root, { recursive: true });
      assert.ok((await compare(...folders)) > 0);
    });

  it('are the same with mistakes of every kind, overrides, masks, links and missing images', async () => {
    cpSync('samples/qemu/firmware', root + SHARE, { recursive: true });
    const first = '10-ovmf-secure-boot-keys.json';
    writeBelow(root, `${ETC}/${first}`, SOUND.replace('"targets"', '"target"'));
    writeBelow(root, `${ETC}/11-ovmf-secure-boot.json`, '');
    writeBelow(root, `${SHARE}/90-mark.json`, `\ufeff${SOUND}`);
    writeBelow(root, `${SHARE}/91-broken.json`, SOUND.slice(0, -40));
    symlinkSync('/dev/null', `${root}${ETC}/12-ovmf.json`);
    symlinkSync('../../../usr/share/qemu/firmware/13-ovmf-qcow2.json', `${root}${ETC}/95-link.json`);
    writeBelow(root, '/usr/share/OVMF/OVMF_CODE_4M.fd', firmware());
    writeBelow(root, '/usr/share/OVMF/OVMF_VARS_4M.fd', variableVolume([]));
    assert.ok((await compare(SHARE, ETC)) > 40);
  });

  it('are the same for files that editors cannot show', async () => {
    writeBelow(root, `${SHARE}/10-latin1.json`, Buffer.from(SOUND.replace('OVMF', 'OVMF \xe9'), 'latin1'));
    symlinkSync('nowhere', `${root}${SHARE}/20-nowhere.json`);
    await start();
    assert.deepEqual(await listed(), linted(SHARE));
  });

  it('include a missing image only once', async () => {
    writeBelow(root, `${SHARE}/10-sound.json`, readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8'));
    writeBelow(root, '/usr/share/OVMF/OVMF_CODE_4M.fd', firmware());
    await start({ images: 'off' });
    const codes = (await list()).files.map(({ findings }) => findings?.map(({ code }) => code));
    assert.deepEqual(codes, [['image-missing']]);
  });

  it('are those of the text in the editor while it is open, and changes are announced', async () => {
    const name = `${SHARE}/10-sound.json`;
    const sound = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
    writeBelow(root, name, sound);
    for (const image of ['CODE_4M', 'VARS_4M'])
      writeBelow(
        root,
        `/usr/share/OVMF/OVMF_${image}.fd`,
        image === 'CODE_4M' ? firmware() : variableVolume([]),
      );
    await start();
    const look = async (): Promise<readonly unknown[]> => {
      const [file] = (await list()).files;
      return [file?.verdict, file?.findings?.filter(({ severity }) => severity === 1).length];
    };
    const told = (): number =>
      client.received.filter((message) => 'method' in message && message.method === CHANGED).length;
    const isTold = (times: number): Promise<true> =>
      client.until(() => (told() === times ? true : undefined));
    assert.deepEqual(await look(), ['loads', 0]);
    client.open(at(name), sound);
    await isTold(1);
    assert.deepEqual(await look(), ['loads', 0]);
    client.edit(at(name), '"device": "flash"', '"device": "flush"');
    client.edit(at(name), '"targets"', '"target"');
    await isTold(2);
    const [verdict, errors] = await look();
    const { diagnostics } = await client.publish(at(name), 3);
    assert.deepEqual(
      [verdict, errors],
      ['skips', diagnostics.filter(({ severity }) => severity === 1).length],
    );
    assert.ok(Number(errors) > 0);
    client.close(at(name));
    await isTold(3);
    assert.deepEqual(await look(), ['loads', 0]);
    writeFileSync(root + name, sound.replace('"targets"', '"target"'));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: at(name), type: 2 }] });
    await isTold(4);
    assert.deepEqual((await look())[0], 'skips');
  });
});

const CHANGED = 'qemuFirmware/searchPathChanged';
