import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NEWEST_LIBVIRT } from '../../server/src/consumers/index';
import type {
  GuestExplanation,
  ExplainRequest,
  HostPathRequest,
  SearchPath,
  SearchPathRequest,
} from '../../server/src/lsp/protocol/customRequests';
import { Client } from './client';
import { BARE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const SECURE = readFileSync('samples/qemu/firmware/11-ovmf-secure-boot.json', 'utf8');
const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';

const DOMAIN = `<domain type='kvm'>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware>
      <feature enabled='no' name='secure-boot'/>
    </firmware>
  </os>
</domain>`;

describe('the server, on the selection of firmware,', () => {
  let root: string;
  let client: Client;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'firmware-selection-'));
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(root, { recursive: true });
  });

  function write(name: string, content: string): void {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  async function start(settings: object = {}, environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const initializationOptions = { settings: { root, consumers: ['libvirt@11.3'], ...settings } };
    client = await Client.start({ ...BARE, initializationOptions }, environment);
  }

  async function searchPath(): Promise<SearchPath> {
    const method: SearchPathRequest['method'] = 'qemuFirmware/searchPath';
    const found = await client.request<SearchPathRequest['result']>(method, {});
    assert.ok(found);
    return found;
  }

  async function explain(params: ExplainRequest['params']): Promise<GuestExplanation> {
    const method: ExplainRequest['method'] = 'qemuFirmware/explain';
    const found = await client.request<ExplainRequest['result']>(method, params);
    assert.ok(found && 'candidates' in found, JSON.stringify(found));
    return found;
  }

  it('lists the search path of another machine, with overrides and findings', async () => {
    write(`${SHARE}/10-good.json`, SOUND);
    write(`${SHARE}/20-replaced.json`, SOUND);
    write(`${ETC}/20-replaced.json`, SOUND.replace('"targets"', '"target"'));
    write(`${SHARE}/30-hidden.json`, SOUND);
    write(`${ETC}/30-hidden.json`, '');
    write(CODE, 'code');
    await start();
    const { consumer, folders, files, root: shownRoot } = await searchPath();
    assert.deepEqual(consumer, { id: 'libvirt@11.3', name: 'libvirt 11.3', isVerified: true });
    assert.deepEqual([folders, shownRoot], [[SHARE, ETC], root]);
    assert.deepEqual(
      files.map(({ folder, name, verdict, by, over }) => [`${folder}/${name}`, verdict, by ?? null, over]),
      [
        [`${SHARE}/10-good.json`, 'loads', null, []],
        [`${ETC}/20-replaced.json`, 'skips', null, [`${SHARE}/20-replaced.json`]],
        [`${SHARE}/20-replaced.json`, 'masked', `${ETC}/20-replaced.json`, []],
        [`${ETC}/30-hidden.json`, 'masks', null, [`${SHARE}/30-hidden.json`]],
        [`${SHARE}/30-hidden.json`, 'masked', `${ETC}/30-hidden.json`, []],
      ],
    );
    const [good, broken] = files;
    const missing = good?.findings?.filter(({ code }) => code === 'image-missing') ?? [];
    assert.equal(missing.length, 1);
    assert.ok(missing[0]?.message.includes(VARS));
    assert.match(good?.summary ?? '', /^split · raw · x86_64/);
    assert.ok(broken?.findings?.some(({ severity }) => severity === 1) && broken.because.length > 0);
  });

  it('lists more files than it reads, and marks those', async () => {
    for (let index = 0; index <= 500; index++) write(`${SHARE}/${1000 + index}.json`, '{}');
    await start();
    const { files } = await searchPath();
    assert.equal(files.length, 501);
    assert.deepEqual(
      files.filter(({ findings }) => findings === null).map(({ name, beyond }) => [name, beyond]),
      [['1500.json', 500]],
    );
  });

  it('includes the user’s folder only for the user’s own libvirt', async () => {
    const name = `50-${path.basename(root)}.json`;
    write(`qemu/firmware/${name}`, SOUND);
    const environment = { XDG_CONFIG_HOME: root };
    await start({ root: '' }, environment);
    const mine = path.join(root, 'qemu/firmware');
    const { folders, files } = await searchPath();
    assert.equal(folders.at(-1), mine);
    assert.deepEqual(
      files.filter((file) => file.folder === mine).map((file) => [file.name, file.verdict]),
      [[name, 'loads']],
    );
    client.notify('workspace/didChangeConfiguration', {
      settings: { qemuFirmware: { root: '', session: false } },
    });
    assert.deepEqual((await searchPath()).folders, [SHARE, ETC]);
  });

  it('resolves paths of files without leaving the root', async () => {
    write(`${SHARE}/10-good.json`, SOUND);
    mkdirSync(path.join(root, 'etc'));
    symlinkSync('/usr/share/qemu', path.join(root, 'etc/qemu'));
    symlinkSync('../../../../../../../../../../outside.json', path.join(root, SHARE, '20-out.json'));
    symlinkSync('/dev/null', path.join(root, SHARE, '30-mask.json'));
    symlinkSync('40-loop.json', path.join(root, SHARE, '40-loop.json'));
    await start();
    const method: HostPathRequest['method'] = 'qemuFirmware/hostPath';
    const ask = (file: string): Promise<HostPathRequest['result']> =>
      client.request<HostPathRequest['result']>(method, { root, path: file });
    assert.equal(await ask(`${ETC}/10-good.json`), `${root}${SHARE}/10-good.json`);
    assert.equal(await ask(`${ETC}/new.json`), `${root}${SHARE}/new.json`);
    assert.equal(await ask(`${ETC}/20-out.json`), `${root}/outside.json`);
    assert.equal(await ask(`${ETC}/30-mask.json`), '/dev/null');
    assert.equal(await ask(`${ETC}/40-loop.json`), null);
    for (const params of [{}, { root: 1, path: [] }, { root }, { path: '/a' }])
      assert.equal(await client.request(method, params), null);
  });

  it('explains which firmware a domain gets', async () => {
    write(`${SHARE}/10-secure.json`, SECURE);
    write(`${SHARE}/20-good.json`, SOUND);
    await start();
    const { picked, candidates, os, leavesChoice, guest } = await explain({ guest: DOMAIN });
    assert.deepEqual([picked, leavesChoice], [`${SHARE}/20-good.json`, true]);
    assert.deepEqual(
      candidates.map(({ verdict, word, code }) => [verdict, word, code]),
      [
        ['refused', 'rejected', 'secure-boot'],
        ['picked', 'selected', 'fits'],
      ],
    );
    assert.deepEqual(os, { start: { line: 1, character: 2 }, end: { line: 1, character: 21 } });
    assert.deepEqual(new Map(guest).get('secure-boot'), 'no');
  });

  it('shows the closest match if nothing matches, and the change that it requires', async () => {
    write(`${SHARE}/10-secure.json`, SECURE);
    for (const image of ['CODE_4M.secboot', 'VARS_4M']) write(`/usr/share/OVMF/OVMF_${image}.fd`, 'image');
    await start();
    const { picked, nearest } = await explain({ guest: DOMAIN });
    assert.equal(picked, null);
    assert.equal(nearest?.path, `${SHARE}/10-secure.json`);
    assert.equal(nearest.changes.length, 1);
    assert.ok(nearest.changes[0]?.guest);
  });

  it('reports that a guest is rejected with the selected firmware', async () => {
    write(`${SHARE}/20-good.json`, SOUND);
    write(VARS, 'image');
    await start();
    const { outcome, picked, problems, filled } = await explain({ guest: DOMAIN });
    assert.deepEqual([outcome, picked], ['refused', `${SHARE}/20-good.json`]);
    assert.deepEqual(
      problems.map(({ code, severity, element }) => [code, severity, element]),
      [
        ['uefi-without-acpi', 'error', 'features'],
        ['image-missing', 'error', 'os/loader'],
      ],
    );
    assert.equal(new Map(filled).get('loader type'), 'pflash');
  });

  it('reads no images if the settings disable it', async () => {
    write(`${SHARE}/20-good.json`, SOUND);
    await start({ images: 'off' });
    const { problems } = await explain({ guest: DOMAIN });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['uefi-without-acpi'],
    );
  });

  it('never proposes a descriptor whose images are missing', async () => {
    write(`${SHARE}/10-secure.json`, SECURE);
    write(VARS, 'image');
    await start();
    assert.deepEqual((await explain({ guest: DOMAIN })).nearest, null);
  });

  it('accepts requirements instead of a domain, for any consumer whose selection is known', async () => {
    write(`${SHARE}/10-secure.json`, SECURE);
    write(`${SHARE}/20-good.json`, SOUND);
    await start({ consumers: ['other@1', 'vmspawn@257'] });
    const wishes = { architecture: 'x86_64', secureBoot: false };
    const { consumer, picked } = await explain({ guest: wishes });
    assert.deepEqual([consumer.id, picked], ['vmspawn@257', `${SHARE}/20-good.json`]);
    assert.equal((await explain({ guest: DOMAIN })).consumer.id, NEWEST_LIBVIRT);
    assert.equal((await explain({ guest: DOMAIN, consumer: 'libvirt@9.0' })).consumer.id, 'libvirt@9.0');
    assert.equal((await explain({ guest: wishes, consumer: 'mkosi@27' })).consumer.id, 'mkosi@27');
    assert.equal((await explain({ guest: wishes, consumer: 'other@1' })).consumer.id, NEWEST_LIBVIRT);
    assert.equal((await explain({ guest: { architecture: 'aarch64' } })).picked, null);
  });

  it('reports where a domain is malformed, and survives invalid input', async () => {
    await start();
    const method = 'qemuFirmware/explain';
    assert.deepEqual(await client.request(method, { guest: '<domain>\n  <os></domain>' }), {
      problem: 'Missing end tag for element os',
      at: { line: 1, character: 6 },
    });
    for (const params of [{}, { guest: 3 }, { guest: [] }])
      assert.equal(await client.request(method, params), null);
    assert.ok(await client.request(method, { guest: { architecture: 7, secureBoot: 'yes' } }));
  });

  it('answers in the client’s language', async () => {
    write(`${SHARE}/10-secure.json`, SECURE);
    const translations = { 'First match.': 'Passt als erste.' };
    client = await Client.start({
      ...BARE,
      initializationOptions: { settings: { root }, translations },
    });
    const { candidates } = await explain({ guest: { machine: 'q35', secureBoot: true, smm: true } });
    assert.equal(candidates[0]?.message, 'Passt als erste.');
  });
});
