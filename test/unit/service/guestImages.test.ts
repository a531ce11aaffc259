import assert from 'node:assert/strict';
import { findChooser } from '../../../server/src/consumers/choosers';
import type { Guest } from '../../../server/src/consumers/guest';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';
import type { Explanation } from '../../../server/src/selection/explain';
import type { User } from '../../../server/src/selection/listing';
import { explainGuest } from '../../../server/src/service/explainGuest';
import { searchDescriptors } from '../../../server/src/service/search';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { variableVolume } from '../support/firmwareBytes';
import { firmware } from '../support/imageFiles';

const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const DESCRIPTOR = '/usr/share/qemu/firmware/60-a.json';
const SYSTEM: User = { configuration: undefined, inSession: false };

const GUEST: Guest = { architecture: 'x86_64', machine: 'pc-q35-10.0', firmware: 'uefi', acpi: true };
const OWN: Guest = {
  ...GUEST,
  firmware: undefined,
  loader: '/opt/CODE.fd',
  loaderType: 'pflash',
  loaderReadonly: true,
  nvram: '/opt/VARS.fd',
};

type Files = Readonly<Record<string, string | Uint8Array>>;
const HOST: Files = { [DESCRIPTOR]: withMembers({}).text, [CODE]: firmware(), [VARS]: variableVolume([]) };

interface Ways {
  readonly consumer?: string;
  readonly user?: User;
  readonly isRooted?: boolean;
  readonly looksAtImages?: boolean;
}

async function explain(
  guest: Guest,
  files: Files | Workspace,
  { consumer = 'libvirt@11.3', user = SYSTEM, isRooted = false, looksAtImages = true }: Ways = {},
): Promise<Explanation> {
  const chooser = findChooser(consumer);
  assert.ok(chooser);
  const workspace = isWorkspace(files) ? files : makeMemoryWorkspace(files);
  const found = await searchDescriptors(chooser, user, workspace);
  return explainGuest(guest, found, {
    context: getSchema('latest'),
    files: workspace,
    user,
    isRooted,
    looksAtImages,
  });
}

function isWorkspace(files: Files | Workspace): files is Workspace {
  return typeof files.stat === 'function';
}

function summarise({ outcome, problems }: Explanation): string {
  return [outcome, ...problems.map(({ code }) => code)].join(' ');
}

function without(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}

describe('The images of a guest that is explained', () => {
  it('are looked at where the descriptor names them', async () => {
    assert.equal(summarise(await explain(GUEST, HOST)), 'starts');
    const gone = await explain(GUEST, without(HOST, VARS));
    assert.equal(summarise(gone), 'refused image-missing');
    assert.equal(gone.picked, DESCRIPTOR);
  });

  it('may be missing below a root that has none: it may contain only descriptors', async () => {
    const only = without(without(HOST, CODE), VARS);
    const rooted = { isRooted: true };
    const found = await explain(GUEST, only, rooted);
    assert.equal(summarise(found), 'starts image-missing');
    const [problem] = found.problems;
    assert.equal(problem?.severity, 'warning');
    assert.match(problem.message, new RegExp(`^Image not found: ${CODE}, ${VARS}\\.`));
    assert.equal(summarise(await explain(OWN, only, rooted)), 'own image-missing');
    // One image is enough to show that the others should exist, too; and the machine itself is complete.
    assert.equal(summarise(await explain(GUEST, without(HOST, VARS), rooted)), 'refused image-missing');
    assert.match(summarise(await explain(GUEST, only)), /^refused/);
    const other = { ...GUEST, secureBoot: !(GUEST.secureBoot ?? false) };
    assert.equal((await explain(other, only, rooted)).nearest?.path, DESCRIPTOR);
    assert.equal((await explain(other, only)).nearest, undefined);
  });

  it('are not read unless that is requested', async () => {
    assert.equal(summarise(await explain(GUEST, without(HOST, VARS), { looksAtImages: false })), 'starts');
  });

  it('say nothing of the variables before libvirt has chosen the firmware', async () => {
    const guest: Guest = { ...OWN, firmware: 'uefi', nvram: undefined };
    assert.equal(
      summarise(await explain(guest, { ...HOST, '/opt/CODE.fd': firmware() })),
      'none no-firmware',
    );
  });

  it('are looked at where the guest names them', async () => {
    const files = { ...HOST, '/opt/CODE.fd': firmware() };
    assert.equal(summarise(await explain(OWN, files)), 'refused master-var-store');
    assert.equal(summarise(await explain(OWN, { ...files, '/opt/VARS.fd': variableVolume([]) })), 'own');
    assert.equal(summarise(await explain({ ...OWN, nvramTemplate: VARS }, files)), 'own nvram-missing');
  });

  it('may have their template in qemu.conf, which descriptors switch off', async () => {
    const files = {
      '/opt/CODE.fd': firmware(),
      '/opt/MASTER.fd': variableVolume([]),
      '/etc/libvirt/qemu.conf': 'nvram = ["/opt/CODE.fd:/opt/MASTER.fd"]',
    };
    assert.equal(summarise(await explain(OWN, files)), 'own nvram-missing');
    assert.equal(summarise(await explain(OWN, { ...files, ...HOST })), 'refused master-var-store');
    const session = { configuration: '/home/me/.config', inSession: true };
    assert.equal(summarise(await explain(OWN, files, { user: session })), 'refused master-var-store');
    const own = { ...files, '/home/me/.config/libvirt/qemu.conf': files['/etc/libvirt/qemu.conf'] };
    assert.equal(summarise(await explain(OWN, own, { user: session })), 'own nvram-missing');
  });

  it('may be unreadable, or on a medium that fails', async () => {
    const memory = makeMemoryWorkspace(HOST);
    const denied: Workspace = {
      ...memory,
      open: (path) => (path === CODE ? Promise.resolve({ problem: { kind: 'denied' } }) : memory.open(path)),
    };
    assert.equal(summarise(await explain(GUEST, denied)), 'starts image-unreadable');
    const failing: Workspace = {
      ...memory,
      open: (path) => (path === CODE ? Promise.reject(new Error('broken')) : memory.open(path)),
    };
    assert.equal(summarise(await explain(GUEST, failing)), 'starts image-unreadable');
  });

  it('are looked at for other programs, too', async () => {
    const gone = await explain({ ...GUEST, firmware: undefined }, without(HOST, CODE), {
      consumer: 'vmspawn@257',
    });
    assert.equal(summarise(gone), 'refused image-missing');
  });
});
