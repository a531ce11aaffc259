import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chooser } from '../../server/src/consumers/chooser';
import { findChooser } from '../../server/src/consumers/choosers';
import { readFirmware } from '../../server/src/consumers/firmware';
import type { Guest } from '../../server/src/consumers/guest';
import { judge } from '../../server/src/consumers/index';
import { toNovaGuest } from '../../server/src/consumers/nova/refuse';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import { explainSelection } from '../../server/src/selection/explain';
import { listSearchedFiles, openCandidates } from '../../server/src/selection/listing';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { CORPUS } from '../support/corpus';
import { descriptorOf, MEMORY, SOUND } from '../unit/consumers/guests';

/** The module that scripts/nova.mjs copies. */
const MODULE = path.resolve('out/nova/host.py');
const FOUND_IN_CORPUS = path.join(CORPUS, 'libvirt/verdicts-2026-11.jsonl');

const ARCHITECTURES = ['x86_64', 'i386', 'aarch64', 'arm', 'riscv64', 'loongarch64'];
const MACHINES = ['pc-q35-9.2', 'pc-i440fx-9.2', 'virt-9.2', 'q35', 'microvm'];

const GUESTS: readonly Guest[] = ARCHITECTURES.flatMap((architecture) =>
  MACHINES.flatMap((machine) =>
    [true, false].map((secureBoot) => ({ architecture, machine, secureBoot, firmware: 'uefi' as const })),
  ),
);

/** What Nova selects for a guest, or why it selects nothing. */
type Answer = readonly [executable: string, template: string] | 'none' | 'error';

function ask(
  texts: readonly string[],
  folders: readonly string[],
  guests = GUESTS,
): { texts: Answer[][]; folders: Answer[] } {
  const questions = guests
    .map(toNovaGuest)
    .map(({ architecture, machine, secureBoot }) => [architecture, machine, secureBoot]);
  const { stdout, stderr, status } = spawnSync('python3', ['test/libvirt/askNova.py', MODULE], {
    input: JSON.stringify({ texts, questions, folders }),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as ReturnType<typeof ask>;
}

describe('The model of OpenStack Nova', function () {
  this.timeout(60_000);
  let nova: Chooser;

  before(function () {
    const found = findChooser('nova@32');
    assert.ok(found);
    nova = found;
    if (existsSync(MODULE) && spawnSync('python3', ['--version']).status === 0) return;
    const isAvailable =
      spawnSync('apt-cache', ['show', 'python3-nova']).status === 0 &&
      spawnSync('python3', ['--version']).status === 0;
    assert.ok(process.env.CI === undefined || !isAvailable, 'python3-nova is available, but not installed');
    console.log('      skipped: Nova is not installed; CI=true node scripts/nova.mjs installs it');
    this.skip();
  });

  it('agrees with Nova on each descriptor', () => {
    const texts = [...new Set([...OWN, ...listRecorded()])];
    const answers = ask(texts, []).texts;
    const wrong = texts.flatMap((text, index) => {
      const expected = answers[index] ?? [];
      const document = documentOf(text);
      return GUESTS.flatMap((guest, at) => {
        const [said, found] = [JSON.stringify(expected[at]), JSON.stringify(choose(nova, document, guest))];
        return said === found
          ? []
          : [`${said}, not ${found}, for ${JSON.stringify(guest)}: ${text.slice(0, 2000)}`];
      });
    });
    assert.deepEqual(wrong.slice(0, 3), []);
    console.log(`      ${texts.length} descriptors`);
  });

  it('agrees with Nova on each descriptor for every guest', () => {
    const texts = [...new Set([...OWN, ...WITHOUT_LISTS, ...listRecorded()])];
    const wrong = ask(texts, []).texts.flatMap((answers, index) => {
      const text = texts[index] ?? '';
      const expected = answers.includes('error') ? 'breaks' : 'loads';
      const { verdict } = judge(nova.consumer, documentOf(text));
      return verdict === expected || (text === '' && verdict === 'breaks')
        ? []
        : [`${expected}, not ${verdict}: ${text.slice(0, 2000)}`];
    });
    assert.deepEqual(wrong.slice(0, 3), []);
  });

  it('agrees with Nova on directories', async () => {
    const guests = GUESTS.filter(({ architecture }) => architecture === 'x86_64' || architecture === 'arm');
    const outside = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-nova-'));
    try {
      for (const [index, tree] of TREES.entries()) {
        const folders = ['share', 'etc'].map((name) => path.join(outside, String(index), name));
        for (const folder of folders) mkdirSync(folder, { recursive: true });
        for (const [name, text] of Object.entries(tree)) {
          const file = path.join(outside, String(index), name);
          if (text.startsWith('-> ')) symlinkSync(text.slice(3), file);
          else writeFileSync(file, text);
        }
        const answers = ask([], folders, guests).folders;
        for (const [at, guest] of guests.entries()) {
          const { manner } = nova.consumer;
          const listed = await listSearchedFiles(folders, manner, nodeWorkspace);
          const candidates = await openCandidates(listed, nodeWorkspace);
          const { picked, stopped } = explainSelection(guest, candidates, nova, getSchema('latest'));
          const text = candidates.find((candidate) => candidate.path === picked)?.text;
          const found =
            text !== undefined
              ? choose(nova, documentOf(text), guest)
              : stopped !== undefined
                ? 'error'
                : 'none';
          assert.deepEqual(found, answers[at], `${index}: ${JSON.stringify(guest)}`);
        }
      }
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});

function choose(nova: Chooser, document: DescriptorDocument, guest: Guest): Answer {
  const { root, objections } = nova.read(document, guest);
  if (!root || objections.length > 0) return 'error';
  const firmware = readFirmware(root);
  if (!nova.findRefusals(guest, firmware)[Symbol.iterator]().next().done) return 'none';
  return [firmware.file ?? '', firmware.template ?? ''];
}

function documentOf(text: string): DescriptorDocument {
  return new DescriptorDocument(text, getSchema('latest'));
}

function targetsOf(...machines: readonly string[]): string {
  return descriptorOf({ ...SOUND, targets: [{ architecture: 'x86_64', machines }] });
}

const GOOD = descriptorOf(SOUND);
const SECURE = descriptorOf({ ...SOUND, features: ['secure-boot'], file: '/fw/SECURE.fd' });
const STATELESS = descriptorOf({ ...SOUND, mode: 'stateless', hasTemplate: false });

/** Descriptors that are missing from the corpus. */
const OWN: readonly string[] = [
  GOOD,
  SECURE,
  STATELESS,
  descriptorOf(MEMORY),
  '',
  '[]',
  '7',
  'null',
  '"targets"',
  '\ufeff{}',
  '{}',
  targetsOf('*'),
  targetsOf(''),
  targetsOf('pc-[iq]*', 'virt'),
  targetsOf('pc-[!i]*'),
  targetsOf('pc-q35-[0-9].[0-9]'),
  targetsOf('pc-[a-c'),
  targetsOf('[]p]c-*'),
  targetsOf('[!]p]c-*'),
  targetsOf('q??', '?35'),
  targetsOf('PC-Q35-*'),
  GOOD.replace('"features":["acpi-s3"]', '"features":7'),
  GOOD.replace('"machines":[', '"machines":[7,'),
  GOOD.replace(/"machines":\[[^\]]*\]/, '"machines":["*",7]'),
  GOOD.replace('"targets":[', '"targets":[{"architecture":"aarch64"},'),
  GOOD.replace('"targets":[', '"targets":["x86_64",'),
];

/** Descriptors with other values in place of lists, in which Python finds matches that a candidate has no list for. */
const WITHOUT_LISTS: readonly string[] = [
  GOOD.replace('"features":["acpi-s3"]', '"features":"secure-boot"'),
  GOOD.replace('"features":["acpi-s3"]', '"features":{"secure-boot":1}'),
  GOOD.replace(/"machines":\[[^\]]*\]/, '"machines":{"pc-*":1}'),
];

/** Files by path: a text, or the target of a link. */
const TREES: readonly Readonly<Record<string, string>>[] = [
  {
    'share/60-a.json': GOOD,
    'etc/50-b.json': descriptorOf({ ...SOUND, file: '/etc/B.fd' }),
    'share/70.json': SECURE,
  },
  { 'share/60-a.json': GOOD, 'etc/60-a.json': '' },
  { 'share/60-a.json': GOOD, 'share/70-b.json': '{' },
  { 'share/60-a.json': GOOD, 'share/70-b.json': '-> /nowhere' },
  { 'share/60-a.json': GOOD, 'share/70-b.json': '-> /dev/null' },
  { 'share/60-a.json': GOOD, 'share/70-b.json': STATELESS },
  { 'share/60-a.json': STATELESS, 'share/70-b.json': GOOD },
  { 'share/60-a.json': GOOD, 'share/.50.json': '{', 'share/50.JSON': '{', 'share/50.txt': '{' },
  { 'etc/60-a.json': GOOD, 'etc/70-b.json': '-> 60-a.json' },
];

function listRecorded(): readonly string[] {
  if (!existsSync(FOUND_IN_CORPUS)) {
    console.log('      no recorded descriptors');
    return [];
  }
  return (
    readFileSync(FOUND_IN_CORPUS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text)
      // More levels than are read at all.
      .filter((text) => !/\[{200}/.test(text))
  );
}
