import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { consumers, NEWEST_LIBVIRT } from '../../server/src/consumers/index';
import type { SearchPath, StatusRequest, ExplainRequest } from '../../server/src/lsp/protocol/customRequests';
import { SOUND, writeBelow } from '../support/commandLine';
import { Client } from './client';
import { NEOVIM, VSCODE } from './kinds';

const SHARE = '/usr/share/qemu/firmware';
const WITHOUT_TEMPLATE = SOUND.replace(/,\s*"nvram-template": \{[^}]*\}/, '');
const URI = 'file:///somewhere/50-a.json';
const UNSEARCHED = 'file:///no-such-folder/share/qemu/firmware/50-a.json';

describe('the server, for the installed consumers,', () => {
  let client: Client;
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
    writeBelow(root, `${SHARE}/60-a.json`, SOUND);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(root, { recursive: true });
  });

  const status = (): Promise<StatusRequest['result']> => client.request('qemuFirmware/status', { uri: URI });

  it('checks for them, and says which known release is used', async () => {
    writeBelow(root, '/usr/lib64/libvirt.so.0.11005.0', '');
    client = await Client.start({ ...NEOVIM, settings: { consumers: ['auto', 'mkosi@27'], root } });
    client.open(URI, WITHOUT_TEMPLATE);
    const { diagnostics } = await client.publish(URI, 1);
    const [{ message } = { message: '' }] = diagnostics;
    assert.ok(typeof message === 'string');
    assert.match(message, /libvirt 11\.3 silently ignores this file\.$/);
    const why = 'libvirt 11.5 is installed; answers are for 11.3';
    assert.deepEqual(
      (await status())?.verdicts.map((verdict) => [verdict.consumer, verdict.why]),
      [
        ['libvirt@11.3', why],
        ['mkosi@27', undefined],
      ],
    );
    const found = await client.request<SearchPath>('qemuFirmware/searchPath', {});
    assert.deepEqual([found.consumer.id, found.consumer.why], ['libvirt@11.3', why]);
    const guest = { architecture: 'x86_64', machine: 'q35' };
    const explained = await client.request<ExplainRequest['result']>('qemuFirmware/explain', { guest });
    assert.ok(explained && 'consumer' in explained);
    assert.equal(explained.consumer.why, why);
  });

  it('detects them again when the settings change', async () => {
    client = await Client.start({ ...NEOVIM, settings: { consumers: ['auto'], root } });
    client.open(URI, WITHOUT_TEMPLATE);
    const version = consumers.find(({ id }) => id === NEWEST_LIBVIRT)?.version ?? '';
    assert.deepEqual(
      (await status())?.verdicts.map(({ why }) => why),
      [`libvirt is not installed here; answers are for ${version}, the newest known version`],
    );
    writeBelow(root, '/usr/lib64/libvirt.so.0.9000.0', '');
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(
      (await status())?.verdicts.map(({ why }) => why),
      ['libvirt 9.0 is installed'],
    );
  });

  it('reports a folder that no program searches, until the settings name it', async () => {
    const codes = async (): Promise<readonly unknown[]> => {
      const report = await client.pull(UNSEARCHED);
      return report.kind === 'full' ? client.codes(report.items) : [];
    };
    client = await Client.start(VSCODE);
    const away = SOUND.replaceAll('/usr/share/', '/no-such-folder/');
    client.open(UNSEARCHED, away);
    assert.deepEqual(await codes(), ['file-unsearched']);
    const { pathname } = new URL(UNSEARCHED);
    client.settings = { directories: [path.posix.dirname(pathname), 'relative', 7] };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await codes(), ['image-missing', 'image-missing']);
    client.settings = {};
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await codes(), ['file-unsearched']);
  });

  it('shows the files of directories in the settings', async () => {
    writeBelow(root, '/opt/firmware/50-b.json', SOUND);
    const settings = { consumers: ['libvirt@11.3'], root, session: false, directories: ['/opt/firmware/'] };
    client = await Client.start({ ...NEOVIM, settings });
    const found = await client.request<SearchPath>('qemuFirmware/searchPath', {});
    assert.deepEqual(found.folders, ['/opt/firmware', SHARE, '/etc/qemu/firmware']);
    assert.deepEqual(
      found.files.map(({ folder, name }) => `${folder}/${name}`),
      ['/opt/firmware/50-b.json', `${SHARE}/60-a.json`],
    );
  });
});
