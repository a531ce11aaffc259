import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '../../server/src/schema/bundled';
import type { Chooser } from '../../server/src/consumers/chooser';
import { findChooser } from '../../server/src/consumers/choosers';
import { readDomain } from '../../server/src/consumers/libvirt/domain';
import { explainSelection, type Candidate, type Explanation } from '../../server/src/selection/explain';
import type { Guest } from '../../server/src/consumers/guest';
import { listSearchedFiles, openCandidates, listSearchPath } from '../../server/src/selection/listing';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { needCorpus } from '../support/corpus';
import { differences, firstRound } from '../support/libvirtTrace';

interface Row {
  readonly id: string;
  readonly root: string;
  readonly domain: string;
  readonly picked: string;
  readonly trace: readonly string[];
  readonly 'domain_9.0': string;
  readonly 'picked_9.0': string;
  readonly 'trace_9.0': readonly string[];
}

describe('What a real libvirt chose', () => {
  const candidates = new Map<string, Promise<readonly Candidate[]>>();
  const HOST = { architecture: 'x86_64', qemuVersion: '10.0' };

  function candidatesOf(
    root: string,
    folder: string,
    { consumer: { manner } }: Chooser,
  ): Promise<readonly Candidate[]> {
    const known = candidates.get(root);
    if (known) return known;
    const files = makeRootedWorkspace(path.join(folder, root), nodeWorkspace);
    const found = listSearchedFiles(listSearchPath(manner, { inSession: false }), manner, files).then(
      (listed) => openCandidates(listed, files),
    );
    candidates.set(root, found);
    return found;
  }

  function guestOf(domain: string): Guest {
    const read = readDomain(domain, HOST);
    if ('message' in read) throw new Error(read.message);
    return read.guest;
  }

  it('is made another by the one change that is proposed', async function () {
    const folder = needCorpus(this, 'selection-roots');
    const chooser = findChooser('libvirt@11.3');
    assert.ok(chooser);
    let tried = 0;
    for (const row of read<Row>(this, 'libvirt/selection.jsonl')) {
      const guest = guestOf(row.domain);
      const known = await candidatesOf(row.root, folder, chooser);
      const { nearest, picked } = explainSelection(guest, known, chooser, getSchema('latest'));
      const [refusal, ...others] = nearest?.refusals ?? [];
      if (!refusal?.guest || others.length > 0) continue;
      tried++;
      assert.equal(picked, undefined);
      const changed = explainSelection(
        { ...guest, ...refusal.guest.change },
        known,
        chooser,
        getSchema('latest'),
      );
      assert.ok(changed.picked, `${row.id}: ${refusal.guest.text()}`);
    }
    assert.ok(tried > 50, `${tried} guests without firmware`);
  });

  async function asked(test: Mocha.Context, id: string, ask: (row: Row, found: Explanation) => string[]) {
    const folder = needCorpus(test, 'selection-roots');
    const chooser = findChooser(id);
    assert.ok(chooser);
    const wrong: string[] = [];
    const all = read<Row>(test, 'libvirt/selection.jsonl');
    for (const row of all) {
      const guest = guestOf(id === 'libvirt@9.0' ? row['domain_9.0'] : row.domain);
      const found = explainSelection(
        guest,
        await candidatesOf(row.root, folder, chooser),
        chooser,
        getSchema('latest'),
      );
      wrong.push(...ask(row, found).map((line) => `${row.id}: ${line}`));
    }
    assert.equal(all.length, 362);
    assert.deepEqual(wrong, []);
  }

  it('is what is said of libvirt 11.3, and for the reasons of its trace', async function () {
    await asked(this, 'libvirt@11.3', (row, { picked = 'NONE', candidates: found }) => {
      const wrong = picked === row.picked ? [] : [`picked ${picked}, not ${row.picked}`];
      return [...wrong, ...differences(firstRound(row.trace), found)];
    });
  });

  it('is what is said of libvirt 9.0', async function () {
    await asked(this, 'libvirt@9.0', (row, { picked, stopped, candidates: found }) => {
      const recorded = row['picked_9.0'];
      const said = stopped === undefined ? (picked ?? 'NONE') : 'ERROR';
      const wrong =
        said === recorded.replace(/^ERROR.*/, 'ERROR') ? [] : [`${said}, not ${recorded}: ${stopped}`];
      return [...wrong, ...(stopped === undefined ? differences(firstRound(row['trace_9.0']), found) : [])];
    });
  });
});

describe('What systemd-vmspawn and mkosi were seen to take', () => {
  /** What they did with a descriptor that was the only one. */
  interface Verdict {
    readonly id: string;
    readonly mutation: string;
    readonly text: string;
    readonly vmspawn_257: 'selected' | 'loads' | 'skips';
    readonly vmspawn_257_reason: string;
    readonly mkosi_config: string;
    readonly 'mkosi_27.1': 'uses' | 'skips' | 'error';
  }

  /** The verdict on the one descriptor, with the message of a refusal. */
  function alone(text: string, id: string, guest: Guest): Explanation['candidates'][number] | undefined {
    const chooser = findChooser(id);
    assert.ok(chooser);
    const file = { path: '/usr/share/qemu/firmware/50-test.json', name: '50-test.json', over: [] };
    const candidate: Candidate =
      text === ''
        ? { ...file, kind: 'empty', standing: 'read', text }
        : { ...file, kind: 'file', standing: 'read', text };
    return explainSelection(guest, [candidate], chooser, getSchema('latest')).candidates[0];
  }

  const RECORDED = {
    selected: 'picked',
    loads: 'refused',
    skips: 'skipped',
    uses: 'picked',
    error: 'skipped',
  };

  it('is what is said of systemd-vmspawn 257, and for its reasons', function () {
    const wrong = read<Verdict>(this, 'libvirt/verdicts.jsonl').flatMap((row) => {
      const found = alone(row.text, 'vmspawn@257', { architecture: 'x86_64', machine: 'pc-q35-10.0' });
      const reason = row.vmspawn_257_reason.includes('enrolled keys') ? 'enrolled-keys' : 'machine';
      const isEqual =
        found?.verdict === RECORDED[row.vmspawn_257] &&
        (found.verdict !== 'refused' || found.code === reason);
      return isEqual
        ? []
        : [`${row.id} ${row.mutation}: ${found?.verdict} ${found?.code}, not ${row.vmspawn_257}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('is what is said of mkosi 27', function () {
    const wrong = read<Verdict>(this, 'libvirt/verdicts.jsonl').flatMap((row) => {
      const [architecture = '', firmware, keys] = row.mkosi_config.split(' ');
      const secureBoot = firmware === 'uefi-secure-boot';
      const enrolledKeys = keys === 'microsoft';
      const found = alone(row.text, 'mkosi@27', { architecture, machine: '', secureBoot, enrolledKeys });
      const recorded = row['mkosi_27.1'] === 'skips' ? 'refused' : RECORDED[row['mkosi_27.1']];
      return found?.verdict === recorded
        ? []
        : [`${row.id} ${row.mutation}: ${found?.verdict} ${found?.code}, not ${row['mkosi_27.1']}`];
    });
    assert.deepEqual(wrong, []);
  });
});

function read<T>(test: Mocha.Context, name: string): T[] {
  return readFileSync(needCorpus(test, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
