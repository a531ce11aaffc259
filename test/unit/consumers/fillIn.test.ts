import assert from 'node:assert/strict';
import { findChooser } from '../../../server/src/consumers/choosers';
import type { Firmware } from '../../../server/src/consumers/firmware';
import type { Guest } from '../../../server/src/consumers/guest';
import type { FilledOs } from '../../../server/src/consumers/outcome';

const SPLIT: Firmware = {
  interfaceTypes: ['uefi'],
  device: 'flash',
  mode: 'split',
  file: '/fw/CODE.fd',
  format: 'raw',
  hasTemplate: true,
  template: '/fw/VARS.fd',
  templateFormat: 'raw',
  targets: [{ architecture: 'x86_64', machines: ['*'] }],
  features: ['secure-boot'],
};

const GUEST: Guest = { architecture: 'x86_64', machine: 'pc-q35-9.0', firmware: 'uefi' };

function fill(release: string, guest: Partial<Guest> = {}, firmware: Partial<Firmware> = {}): FilledOs {
  const chooser = findChooser(`libvirt@${release}`);
  assert.ok(chooser);
  return chooser.fillIn({ ...GUEST, ...guest }, { ...SPLIT, ...firmware });
}

describe('What libvirt fills in of split flash', () => {
  it('is the template that the guest’s variables are made from', () => {
    const expected = { path: undefined, format: 'raw', template: '/fw/VARS.fd' };
    assert.deepEqual(fill('12.8').nvram, { ...expected, templateFormat: 'raw' });
    assert.deepEqual(fill('9.0').nvram, { ...expected, templateFormat: undefined });
  });

  it('is not a template if the variables are on another computer', () => {
    for (const release of ['11.3', '12.8'])
      assert.deepEqual(fill(release, { hasNvram: true, nvramType: 'network' }).nvram, {
        path: undefined,
        format: 'raw',
      });
  });

  it('is SMM only where the firmware requires it and the guest does not refuse it', () => {
    const requiring = { features: ['requires-smm'] };
    assert.equal(fill('12.8').smm, undefined);
    assert.equal(fill('12.8', {}, requiring).smm, true);
    assert.equal(fill('12.8', { smm: false }, requiring).smm, false);
  });
});
