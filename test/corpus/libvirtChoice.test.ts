import assert from 'node:assert/strict';
import path from 'node:path';
import type { Chooser } from '../../server/src/consumers/chooser';
import { findChooser } from '../../server/src/consumers/choosers';
import type { Guest } from '../../server/src/consumers/guest';
import { readDomain } from '../../server/src/consumers/libvirt/domain';
import { getSchema } from '../../server/src/schema/bundled';
import { explainSelection, type Candidate, type Explanation } from '../../server/src/selection/explain';
import { listSearchedFiles, listSearchPath, openCandidates } from '../../server/src/selection/listing';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { needCorpus, readRows } from '../support/corpus';
import { decidingRound, differences } from '../support/libvirtTrace';

const SELECTIONS = 'libvirt/selection-2026-11.jsonl';

/** The questions to the releases and their answers: NONE, OWN, ERROR with its text, or the path of a descriptor. */
type Row = Readonly<Record<string, string | undefined>> & { readonly id: string; readonly root: string };

/** The answer of one release in a row. */
interface Recorded {
  readonly domain: string;
  readonly picked: string;
  readonly trace: readonly string[];
  /** Why the guest was refused after the choice. */
  readonly error: string | undefined;
}

const HOST = { architecture: 'x86_64', qemuVersion: '10.0' };

describe('The model of libvirt, for recorded questions,', () => {
  const known = new Map<string, Promise<readonly Candidate[]>>();

  function candidatesOf(root: string, folder: string, chooser: Chooser): Promise<readonly Candidate[]> {
    const found = known.get(root);
    if (found) return found;
    const { manner } = chooser.consumer;
    const files = makeRootedWorkspace(path.join(folder, root), nodeWorkspace);
    const opened = listSearchedFiles(listSearchPath(manner, { inSession: false }), manner, files).then(
      (listed) => openCandidates(listed, files),
    );
    known.set(root, opened);
    return opened;
  }

  async function explain(test: Mocha.Context, row: Row, guest: Guest, id: string): Promise<Explanation> {
    const chooser = findChooser(id);
    assert.ok(chooser);
    const candidates = await candidatesOf(row.root, needCorpus(test, 'selection-roots'), chooser);
    return explainSelection(guest, candidates, chooser, getSchema('latest'));
  }

  for (const [release, rows] of [
    ['9.0', 496],
    ['11.3', 492],
    ['12.8', 501],
  ] as const)
    it(`selects what libvirt ${release} selected, for the reasons in its trace`, async function () {
      const wrong: string[] = [];
      let asked = 0;
      for (const row of readRows<Row>(this, SELECTIONS)) {
        const recorded = readRecorded(row, release);
        if (!recorded) continue;
        asked++;
        const found = await explain(this, row, guestOf(recorded.domain), `libvirt@${release}`);
        const actual = [
          ...compare(found, recorded),
          ...differences(decidingRound(recorded.trace), found.candidates),
        ];
        wrong.push(...actual.map((line) => `${row.id}: ${line}`));
      }
      assert.equal(asked, rows);
      assert.deepEqual(wrong, []);
    });

  it('proposes single changes that change the outcome', async function () {
    let tried = 0;
    for (const row of readRows<Row>(this, SELECTIONS))
      for (const release of ['11.3', '12.8']) {
        const recorded = readRecorded(row, release);
        if (!recorded) continue;
        const guest = guestOf(recorded.domain);
        const { nearest } = await explain(this, row, guest, `libvirt@${release}`);
        const [refusal, ...others] = nearest?.refusals ?? [];
        if (!refusal?.guest || others.length > 0) continue;
        tried++;
        const changed = { ...guest, ...refusal.guest.change };
        const { picked } = await explain(this, row, changed, `libvirt@${release}`);
        assert.ok(picked, `${row.id} ${release}: ${refusal.guest.text()}`);
      }
    assert.ok(tried > 100, `${tried} guests without firmware`);
  });
});

function compare(found: Explanation, { picked, error }: Recorded): string[] {
  const [refusal] = found.problems.filter(({ severity }) => severity === 'error');
  const actual = `${found.outcome} ${found.picked ?? ''} ${refusal?.message ?? ''}`;
  const expectation = `not ${picked} ${error ?? ''}`;
  const [, text] = /^ERROR (.*?)\.?$/.exec(picked) ?? [];
  if (text !== undefined) {
    const isRefused = found.outcome === 'refused' && found.picked === undefined;
    // Problems of a descriptor have the messages of the rules.
    const isBroken = refusal?.code === 'descriptor-breaks' && text.startsWith('internal error: unknown ');
    return isRefused && (isBroken || refusal?.message.includes(text) === true)
      ? []
      : [`${actual}, ${expectation}`];
  }
  const outcome =
    picked === 'NONE' ? 'none' : error !== undefined ? 'refused' : picked === 'OWN' ? 'own' : 'starts';
  const isSame = found.outcome === outcome && (found.picked ?? '') === (picked.startsWith('/') ? picked : '');
  return isSame && (error === undefined || refusal?.message.includes(error) === true)
    ? []
    : [`${actual}, ${expectation}`];
}

function readRecorded(row: Row, release: string): Recorded | undefined {
  const suffix = release === '11.3' ? '' : `_${release}`;
  const picked = row[`picked${suffix}`];
  if (picked === undefined) return undefined;
  return {
    domain: (release === '9.0' ? row['domain_9.0'] : undefined) ?? row.domain ?? '',
    picked,
    trace: (row[`trace${suffix}`] ?? []) as unknown as readonly string[],
    error: row[`error_${release}`],
  };
}

function guestOf(domain: string): Guest {
  const read = readDomain(domain, HOST);
  if ('message' in read) throw new Error(read.message);
  return read.guest;
}
