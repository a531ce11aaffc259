import assert from 'node:assert/strict';
import type { Firmware } from '../../../server/src/consumers/firmware';
import type { Guest } from '../../../server/src/consumers/guest';
import { findProblems } from '../../../server/src/consumers/vmspawn/problems';
import { VMSPAWN_RELEASES } from '../../../server/src/consumers/vmspawn/releases';
import { GUEST, MEMORY, SOUND } from './guests';

function problems(version: string, firmware: Firmware, guest: Partial<Guest> = {}): string[] {
  const release = VMSPAWN_RELEASES.find((each) => each.version === version);
  assert.ok(release && release.choice !== 'unknown');
  return findProblems({ ...GUEST, ...guest }, firmware, release.choice).map(
    ({ severity, code }) => `${severity} ${code}`,
  );
}

describe('Firmware that systemd-vmspawn has selected', () => {
  const combined: Firmware = { ...SOUND, mode: 'combined' };

  it('is in the mode combined, which it finds out when it starts the guest', () => {
    assert.deepEqual(problems('262', combined), ['error mode-combined']);
    assert.deepEqual(problems('257', combined), []);
  });

  it('has variables in another format than the code', () => {
    assert.deepEqual(problems('262', { ...SOUND, templateFormat: 'qcow2' }), ['warning formats-differ']);
    const both = { ...combined, templateFormat: 'qcow2' };
    assert.deepEqual(problems('262', both), ['error mode-combined', 'warning formats-differ']);
  });

  it('is sound otherwise', () => {
    assert.deepEqual(problems('262', SOUND), []);
    assert.deepEqual(problems('262', MEMORY, { confidential: 'tdx' }), []);
    const stateless: Firmware = { ...SOUND, mode: 'stateless', templateFormat: 'qcow2' };
    assert.deepEqual(problems('262', stateless, { confidential: 'sev-snp' }), []);
  });
});
