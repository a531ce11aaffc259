import assert from 'node:assert/strict';
import { BCVK_RELEASES } from '../../../server/src/consumers/bcvk/releases';
import { consumers, findConsumer } from '../../../server/src/consumers/index';
import { AUTO, AUTO_ONLY } from '../../../server/src/consumers/installed';
import { CHOOSERS, findChooser } from '../../../server/src/consumers/choosers';
import type { LibvirtRelease } from '../../../server/src/consumers/libvirt/releases';
import { LIBVIRT_RELEASES } from '../../../server/src/consumers/libvirt/releases';
import { MKOSI_RELEASES } from '../../../server/src/consumers/mkosi/releases';
import { findFirstRelease, findLastRelease } from '../../../server/src/consumers/releases';
import { NOVA_RELEASES } from '../../../server/src/consumers/nova/releases';
import { VMSPAWN_RELEASES } from '../../../server/src/consumers/vmspawn/releases';
import { compareVersions } from '../../../server/src/qapi/version';
import { readSetting } from '../support/settings';

describe('the tables of releases', () => {
  const tables = {
    libvirt: LIBVIRT_RELEASES,
    vmspawn: VMSPAWN_RELEASES,
    mkosi: MKOSI_RELEASES,
    nova: NOVA_RELEASES,
    bcvk: BCVK_RELEASES,
  };

  it('have the older releases first, each once', () => {
    for (const [program, releases] of Object.entries(tables))
      releases.slice(1).forEach(({ version }, index) => {
        const before = releases[index]?.version ?? '';
        assert.ok(compareVersions(before, version) < 0, `${program}: ${before} before ${version}`);
      });
  });

  it('are the consumers, and the choosers where the choice is known', () => {
    const rows = Object.entries(tables).flatMap(([program, releases]) =>
      releases.map(({ version, choice }) => ({ id: `${program}@${version}`, choice })),
    );
    assert.deepEqual(
      consumers.map(({ id }) => id),
      rows.map(({ id }) => id),
    );
    assert.deepEqual(
      CHOOSERS,
      rows.filter(({ choice }) => choice !== 'unknown').map(({ id }) => id),
    );
    for (const { id, choice } of rows) assert.equal(findChooser(id) === undefined, choice === 'unknown', id);
    assert.equal(findChooser('vmspawn@257')?.consumer, findConsumer('vmspawn@257'));
    assert.equal(findChooser('libvirt@11.3.2')?.consumer.id, 'libvirt@11.3');
    assert.equal(findChooser('libvirt@12.9')?.consumer.id, 'libvirt@12.8');
    assert.equal(findChooser('libvirt@12.9.0')?.consumer.id, 'libvirt@12.8');
    for (const id of ['libvirt@12.90', 'libvirt@12', 'libvirt@12.7', 'mkosi@12.9'])
      assert.equal(findConsumer(id), undefined, id);
  });

  it('are the values of the setting', () => {
    const setting = readSetting('qemuFirmware.consumers') as { items: { enum: string[] }; default: string[] };
    assert.deepEqual(setting.items.enum, [AUTO, ...consumers.map(({ id }) => id)]);
    assert.deepEqual(setting.default, AUTO_ONLY);
  });
});

describe('phrases on releases', () => {
  const knowsKernel = ({ reading }: LibvirtRelease): boolean => reading.devices.includes('kernel');
  const isWithoutIgvm = ({ reading }: LibvirtRelease): boolean => !reading.devices.includes('igvm');

  it('name the newest and the oldest that meet a condition', () => {
    assert.equal(findLastRelease(LIBVIRT_RELEASES, knowsKernel), '11.3');
    assert.equal(
      findFirstRelease(LIBVIRT_RELEASES, (release) => !knowsKernel(release)),
      '12.8',
    );
  });

  it('follow the table', () => {
    const [last] = LIBVIRT_RELEASES.slice(-1);
    assert.ok(last);
    const { reading } = last;
    const without = reading.devices.filter((device) => device !== 'igvm');
    const same: LibvirtRelease = {
      ...last,
      version: '99.0',
      alsoCovers: [],
      reading: { ...reading, devices: without },
    };
    const newer: LibvirtRelease = {
      ...same,
      version: '99.1',
      reading: { ...reading, devices: [...without, 'igvm'] },
    };
    assert.equal(findLastRelease([...LIBVIRT_RELEASES, same], isWithoutIgvm), '99.0');
    assert.equal(findLastRelease([...LIBVIRT_RELEASES, same, newer], isWithoutIgvm), '99.0');
    assert.equal(findLastRelease([{ ...same, alsoCovers: ['99.0.5'] }, newer], isWithoutIgvm), '99.0.5');
    const knowsIgvm = (release: LibvirtRelease): boolean => !isWithoutIgvm(release);
    assert.equal(findFirstRelease([same, newer], knowsIgvm), '99.1');
  });

  it('cannot be said of none', () => {
    assert.throws(() => findLastRelease(LIBVIRT_RELEASES, () => false), /no known release/);
  });
});
