import assert from 'node:assert/strict';
import { getSchema } from '../../server/src/schema/bundled';
import { findChooser } from '../../server/src/consumers/choosers';
import { explainSelection, type Candidate, type Explanation } from '../../server/src/selection/explain';
import type { Guest } from '../../server/src/consumers/guest';
import { readRows } from '../support/corpus';

describe('The selection models, for recorded descriptors,', () => {
  /** What the programs did with a descriptor that was the only one. */
  interface Verdict {
    readonly id: string;
    readonly mutation: string;
    readonly text: string;
    readonly vmspawn_257: 'selected' | 'loads' | 'skips';
    readonly vmspawn_257_reason: string;
    readonly mkosi_config: string;
    readonly 'mkosi_27.1': 'uses' | 'skips' | 'error';
  }

  /** Returns the verdict on the only descriptor, with the message of a rejection. */
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

  it('select what systemd-vmspawn 257 selected, for its reasons', function () {
    const wrong = readRows<Verdict>(this, 'libvirt/verdicts.jsonl').flatMap((row) => {
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

  it('select what mkosi 27 selected', function () {
    const wrong = readRows<Verdict>(this, 'libvirt/verdicts.jsonl').flatMap((row) => {
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
