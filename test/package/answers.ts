import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic, Hover, Location } from 'vscode-languageserver';
import type {
  CommandLineRequest,
  DraftRequest,
  ExplainRequest,
  SearchPathRequest,
} from '../../server/src/lsp/protocol/customRequests';
import { Client } from '../protocol/client';
import { VSCODE } from '../protocol/kinds';
import { packedFirmware } from '../unit/support/packedFirmware';
import { makeFolder } from './installed';

/** A user's folder with an installed descriptor, and an image whose modules contradict the descriptor's claims. */
export interface Scene {
  readonly home: string;
  readonly image: string;
  readonly descriptor: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Creates a scene in a temporary folder. */
export function setScene(): Scene {
  const home = makeFolder();
  const folder = path.join(home, '.config/qemu/firmware');
  mkdirSync(folder, { recursive: true });
  const image = path.join(home, 'OVMF.fd');
  writeFileSync(image, packedFirmware(false));
  const descriptor = path.join(folder, '50-test.json');
  writeFileSync(
    descriptor,
    JSON.stringify({
      description: 'firmware for tests',
      'interface-types': ['uefi'],
      mapping: { device: 'flash', mode: 'stateless', executable: { filename: image, format: 'raw' } },
      targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
      features: ['acpi-s4', 'secure-boot'],
      tags: [],
    }),
  );
  return { home, image, descriptor, environment: { HOME: home, XDG_CONFIG_HOME: '' } };
}

/** Starts a server from a package and opens the scene's descriptor. */
export async function startServer(
  script: string,
  scene: Scene,
  locale = 'en',
): Promise<{ client: Client; uri: string }> {
  const initializationOptions = { settings: { consumers: ['libvirt@11.3'], session: true } };
  const client = await Client.start({ ...VSCODE, locale, initializationOptions }, scene.environment, script);
  const uri = pathToFileURL(scene.descriptor).href;
  client.open(uri, readFileSync(scene.descriptor, 'utf8'));
  return { client, uri };
}

/** What a question needs: a server, and a document that is open in it. */
export interface Asked {
  readonly client: Client;
  readonly uri: string;
  readonly scene: Scene;
}

/** One question of each kind that the server answers; each rejects if the answer is wrong. */
export const QUESTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  async 'what is wrong with a descriptor'({ client }) {
    const uri = 'file:///somewhere/qemu/firmware/60-wrong.json';
    client.open(uri, '{"tags": 1}');
    assert.ok((await pull(client, uri)).some(({ code }) => code === 'missing-member'));
  },
  async 'what a member means, and where it is defined'({ client, uri }) {
    const hover = await client.at<Hover | null>('hover', uri, '"feat');
    assert.match(JSON.stringify(hover), /FirmwareFeature/);
    const found = await client.at<Location[] | Location>('definition', uri, '"feat');
    const [target] = /file:[^"]*\.qapi/.exec(JSON.stringify(found)) ?? [];
    assert.match(readFileSync(fileURLToPath(target ?? ''), 'utf8'), /'features'/);
  },
  async 'what QEMU is started with'({ client, uri }) {
    const method: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
    const params: CommandLineRequest['params'] = { uri, form: 'libvirt' };
    const loading = await client.request<CommandLineRequest['result']>(method, params);
    assert.match(loading?.element ?? '', /OVMF\.fd/);
  },
  async 'what is on the search path'({ client }) {
    const method: SearchPathRequest['method'] = 'qemuFirmware/searchPath';
    const found = await client.request<SearchPathRequest['result']>(method, {});
    assert.ok(found?.files.some(({ name }) => name === '50-test.json'));
  },
  async 'which firmware a guest gets'({ client }) {
    const method: ExplainRequest['method'] = 'qemuFirmware/explain';
    const guest = { architecture: 'x86_64', machine: 'pc-q35-9.0' };
    const found = await client.request<ExplainRequest['result']>(method, { guest });
    assert.ok(found && 'candidates' in found);
    assert.ok(JSON.stringify(found.candidates).includes('50-test.json'));
  },
  async 'what is deep in an image'({ client, uri }) {
    for (let count = 0; ; count = refreshes(client)) {
      const codes = (await pull(client, uri)).map(({ code }) => code);
      if (codes.includes('image-secure-boot')) return;
      await client.until(() => refreshes(client) > count || undefined);
    }
  },
  async 'which descriptor suits an image'({ client, scene }) {
    const method: DraftRequest['method'] = 'qemuFirmware/draft';
    const params: DraftRequest['params'] = { executable: pathToFileURL(scene.image).href, answers: {} };
    const found = await client.request<DraftRequest['result']>(method, params);
    assert.match(found?.draft?.text ?? '', /"x86_64"/);
  },
};

const refreshes = (client: Client): number =>
  client.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;

async function pull(client: Client, uri: string): Promise<readonly Diagnostic[]> {
  const report = await client.pull(uri);
  return report.kind === 'full' ? report.items : [];
}
