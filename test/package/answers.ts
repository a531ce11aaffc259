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
  /** A libvirt domain with a mistake: UEFI without ACPI. */
  readonly domain: string;
  readonly environment: NodeJS.ProcessEnv;
}

const DOMAIN = `<domain type='kvm'>
  <os firmware='efi'>
    <type arch='x86_64' machine='pc-q35-9.0'>hvm</type>
  </os>
</domain>
`;

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
  const domain = path.join(home, 'guest.xml');
  writeFileSync(domain, DOMAIN);
  return { home, image, descriptor, domain, environment: { HOME: home, XDG_CONFIG_HOME: '' } };
}

/** Starts a server from a package and opens the scene's descriptor. */
export async function startServer(
  script: string,
  scene: Scene,
  locale = 'en',
  node = process.execPath,
): Promise<{ client: Client; uri: string }> {
  const initializationOptions = { settings: { consumers: ['libvirt@11.3'], session: true } };
  const client = await Client.start(
    { ...VSCODE, locale, initializationOptions },
    scene.environment,
    script,
    node,
  );
  const uri = pathToFileURL(scene.descriptor).href;
  client.open(uri, readFileSync(scene.descriptor, 'utf8'));
  return { client, uri };
}

/** One question to each command of the command line: its arguments, the exit status, and what standard output contains. */
export const listCommandCases = (
  scene: Scene,
  folder: string,
): readonly (readonly [readonly string[], number, RegExp])[] => [
  [['lint', '--fail-on', 'warning', scene.descriptor], 1, /\[image-secure-boot\]/],
  [['lint', '--format', 'sarif', scene.descriptor], 0, /"image-secure-boot"/],
  [['lint', scene.domain], 1, /guest-acpi/],
  [['list', '--session'], 0, /50-test\.json/],
  [['explain', '--session', '--arch', 'x86_64', '--machine', 'pc-q35-9.0'], 0, /50-test\.json/],
  [['explain', '--session', '--domain', scene.domain], 1, /ACPI/],
  [['command-line', scene.descriptor], 0, /OVMF\.fd/],
  [['inspect', scene.image], 0, /x86_64/],
  [['new', '--executable', scene.image], 0, /"executable"/],
  [['qapi', 'dump', path.join(folder, 'dist/schema/firmware.qapi')], 0, /"FirmwareMapping"/],
  [['completion', 'bash'], 0, /_qemu_firmware/],
  [['help', 'lint'], 0, /--fail-on/],
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
];

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
  async 'what is wrong with a domain, and how to fix it'({ client, scene }) {
    const uri = pathToFileURL(scene.domain).href;
    client.open(uri, readFileSync(scene.domain, 'utf8'), 'xml');
    const [mistake] = await pull(client, uri);
    assert.ok(mistake);
    const [fix] = await client.codeActions(uri, ['quickfix']);
    assert.match(JSON.stringify(fix?.edit), /<acpi/);
    assert.match(JSON.stringify(await client.at<Hover | null>('hover', uri, '<os firm')), /efi/);
  },
  async 'how to fix a descriptor'({ client }) {
    const uri = 'file:///somewhere/qemu/firmware/61-wrong.json';
    client.open(uri, '{"interface-types": ["ueffi"]}');
    const fixes = await client.codeActions(uri, ['quickfix']);
    assert.match(JSON.stringify(fixes.map(({ edit }) => edit)), /uefi/);
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
  async 'what a QAPI schema defines'({ client, scene }) {
    const uri = pathToFileURL(path.join(scene.home, 'qapi/qapi-schema.json')).href;
    client.open(uri, "{ 'enum': 'Shape', 'data': [ 'round' ] }\n", 'qapi');
    const found = await client.request<{ name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Shape'],
    );
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
