import assert from 'node:assert/strict';
import type { Firmware } from '../../../server/src/consumers/firmware';
import type { GuestProblem } from '../../../server/src/consumers/outcome';
import type { SeenImage } from '../../../server/src/descriptor/surroundings';
import { makeCode, makePlainImage, makeVariableStore } from '../../../server/src/rules/shared/exampleImages';
import { listBootImages, type Boot, type Look } from '../../../server/src/selection/images/boot';
import { findImageProblems } from '../../../server/src/selection/images/findImageProblems';

const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const OWN = '/var/lib/libvirt/qemu/nvram/guest_VARS.fd';
const DESCRIPTOR = '/usr/share/qemu/firmware/60-a.json';

const FIRMWARE: Firmware = {
  interfaceTypes: ['uefi'],
  device: 'flash',
  mode: 'split',
  file: CODE,
  format: 'raw',
  template: VARS,
  templateFormat: 'raw',
  hasTemplate: true,
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: [],
};

const GUEST = { architecture: 'x86_64', machine: 'pc-q35-10.0', firmware: 'uefi' } as const;
const MISSING = { problem: { kind: 'missing' } } as const;

/** A guest of q35 that is given split flash, and keeps its variables in a file that exists. */
function makeBoot(changes: Partial<Boot> = {}): Boot {
  return {
    guest: { ...GUEST, nvram: OWN },
    os: {
      loader: { path: CODE, type: 'pflash', format: 'raw', readonly: true },
      nvram: { path: OWN, format: 'raw', template: VARS, templateFormat: 'raw' },
    },
    program: 'libvirt 12.8',
    picked: { path: DESCRIPTOR, firmware: FIRMWARE },
    keepsVariables: true,
    templates: new Set([VARS]),
    installed: [],
    ...changes,
  };
}

function find(
  changes: Partial<Boot> = {},
  looks: Readonly<Record<string, Look>> = {},
): readonly GuestProblem[] {
  const all = { [CODE]: makeCode(), [VARS]: makeVariableStore(), [OWN]: makeVariableStore(), ...looks };
  return findImageProblems(makeBoot(changes), new Map(Object.entries(all)));
}

function list(problems: readonly GuestProblem[]): string[] {
  return problems.map(({ severity, code, element }) => `${severity} ${code} ${element ?? ''}`);
}

/** As the guest has no file yet. */
const NEW = { [OWN]: MISSING };

describe('Problems with the images of a guest', () => {
  it('are none where all fits', () => {
    assert.deepEqual(find(), []);
  });

  it('are not reported for images that were not read', () => {
    assert.deepEqual(
      findImageProblems(makeBoot(), new Map()).map(({ code }) => code),
      ['nvram-missing'],
    );
  });

  it('are found in each image of the guest', () => {
    assert.deepEqual(
      listBootImages(makeBoot()).map(({ role, path, by }) => [role, path, by]),
      [
        ['executable', CODE, DESCRIPTOR],
        ['variables', OWN, undefined],
        ['template', VARS, DESCRIPTOR],
      ],
    );
  });

  describe('a file', () => {
    it('is missing, and the descriptor that names it and the package are told', () => {
      const [problem, ...others] = find({}, { [CODE]: MISSING });
      assert.deepEqual(others, []);
      assert.equal(problem?.severity, 'error');
      assert.equal(
        problem.message,
        `Image not found: ${CODE}. The descriptor ${DESCRIPTOR} names this file. The guest does not start. Install the package of this file: ovmf (Debian, Ubuntu).`,
      );
    });

    it('is missing beside one that it may be meant by', () => {
      const names = ['OVMF_VARS_4M.fd', 'OVMF_CODE_4M.ms.fd'];
      const [problem] = find({}, { [CODE]: { ...MISSING, names } });
      // Its neighbours show that the package is installed.
      assert.match(problem?.message ?? '', /Did you mean \/usr\/share\/OVMF\/OVMF_CODE_4M\.ms\.fd\?$/);
    });

    it('is missing where the guest names it, and others are installed', () => {
      const installed = { ...FIRMWARE, file: '/fw/CODE.fd', template: '/fw/VARS.fd' };
      const [problem] = find({ picked: undefined, installed: [installed] }, { [CODE]: MISSING });
      assert.match(
        problem?.message ?? '',
        /Installed for x86_64: \/fw\/CODE\.fd, with the template \/fw\/VARS\.fd\.$/,
      );
    });

    it('is a link that leads to nothing', () => {
      const [problem] = find({}, { [CODE]: { ...MISSING, link: '../gone.fd' } });
      assert.match(
        problem?.message ?? '',
        /^\S+OVMF_CODE_4M\.fd is a link to \.\.\/gone\.fd, which does not exist\./,
      );
    });

    it('is needed as a template only without variables', () => {
      assert.deepEqual(list(find({}, { [VARS]: MISSING })), ['information image-missing os/nvram/@template']);
      assert.deepEqual(list(find({}, { ...NEW, [VARS]: MISSING })), [
        'error image-missing os/nvram/@template',
      ]);
    });

    it('cannot be read, which is reported but not as an error', () => {
      const denied = { problem: { kind: 'denied' } } as const;
      const found = find({}, { [CODE]: denied });
      assert.deepEqual(list(found), ['warning image-unreadable os/loader']);
      assert.match(found[0]?.message ?? '', /permission denied/);
      assert.deepEqual(list(find({}, { [OWN]: denied })), ['information image-unreadable os/nvram']);
      assert.deepEqual(list(find({}, { [CODE]: { problem: { kind: 'folder' } } })), [
        'error image-unreadable os/loader',
      ]);
    });
  });

  describe('a format', () => {
    it('is another than the image has', () => {
      assert.deepEqual(list(find({}, { [CODE]: makeCode({ format: 'qcow2' }) })), [
        'error image-format os/loader/@format',
      ]);
      const os = {
        loader: { path: CODE, type: 'pflash', format: 'qcow2', readonly: true },
        nvram: { path: OWN, format: 'qcow2', template: VARS, templateFormat: 'qcow2' },
      } as const;
      assert.deepEqual(list(find({ os }, { [CODE]: makeCode({ format: 'qcow2' }) })), [
        'error image-format os/nvram/@format',
      ]);
    });

    it('is one that the template is not converted to', () => {
      const os = (format: string, templateFormat: string | undefined): Boot['os'] => ({
        ...makeBoot().os,
        nvram: { path: OWN, format, template: VARS, templateFormat },
      });
      const own = makeVariableStore();
      const qcow2: SeenImage = { facts: { ...own.facts, format: 'qcow2' } };
      assert.deepEqual(list(find({ os: os('qcow2', 'raw') }, { [OWN]: qcow2 })), [
        'error nvram-conversion os/nvram/@format',
      ]);
      assert.deepEqual(list(find({ os: os('raw', undefined) })), []);
      const guest = { ...GUEST, nvram: OWN, templateFormat: 'qcow2' };
      assert.deepEqual(list(find({ guest, os: os('raw', 'raw') })), [
        'error nvram-conversion os/nvram/@templateFormat',
      ]);
    });
  });

  describe('code', () => {
    const ARM = { architecture: 'aarch64', machine: 'virt-10.0' };
    const arm = (size: number): SeenImage =>
      makeCode({ size, core: { architecture: 'aarch64', kind: 'sec', offset: 0 }, ovmf: undefined });
    const withoutDeep = ({ facts }: SeenImage): SeenImage => ({ facts });

    it('is for another architecture', () => {
      const [problem, ...others] = find({ guest: { ...ARM, nvram: OWN } }, { [CODE]: makeCode() });
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'image-architecture');
      assert.match(problem.message, /has code for x86_64, but the guest is aarch64\./);
    });

    it('is too small for the board, and what is installed is named', () => {
      const template = '/usr/share/AAVMF/AAVMF_VARS.fd';
      const boot = {
        guest: { ...ARM, nvramTemplate: template },
        os: {
          loader: { path: '/efi.fd', type: 'pflash' },
          nvram: { template, format: 'raw' },
        },
        picked: undefined,
        installed: [
          { ...FIRMWARE, file: '/x/keys.fd', template: '/x/keys.vars', features: ['enrolled-keys'] },
          { ...FIRMWARE, file: '/usr/share/AAVMF/AAVMF_CODE.fd', template },
        ],
      } as const;
      const blank = makePlainImage('blank', 64 * 1024 * 1024);
      const looks = { '/efi.fd': withoutDeep(arm(2 * 1024 * 1024)), [template]: blank };
      const [problem, ...others] = find(boot, looks);
      assert.deepEqual(others, []);
      assert.equal(
        problem?.message,
        '/efi.fd has 2097152 bytes; this machine’s flash has 67108864. QEMU does not start the guest. Installed for aarch64: /usr/share/AAVMF/AAVMF_CODE.fd.',
      );
      assert.deepEqual(find(boot, { ...looks, '/efi.fd': withoutDeep(arm(64 * 1024 * 1024)) }), []);
    });

    it('is for flash, and loaded as ROM', () => {
      const os = { loader: { path: CODE, type: 'rom' } } as const;
      const [problem, ...others] = find({ os, keepsVariables: false });
      assert.deepEqual(others, []);
      assert.match(problem?.message ?? '', /a multiple of 65536\..*use the complete image/);
    });

    it('is swapped with the variables', () => {
      assert.deepEqual(list(find({}, { [CODE]: makeVariableStore(), [OWN]: makeCode() })), [
        'error image-swapped os/loader',
      ]);
      assert.deepEqual(list(find({}, { [CODE]: makeVariableStore() })), ['error image-kind os/loader']);
      assert.deepEqual(list(find({}, { [OWN]: makeCode() })), ['error image-kind os/nvram']);
    });

    it('is of another build than the variables', () => {
      const small = makeVariableStore();
      const other: SeenImage = { facts: { ...small.facts, size: 0x20000, fileSize: 0x20000 } };
      assert.deepEqual(list(find({}, { [OWN]: other })), ['warning image-template os/nvram']);
      assert.deepEqual(list(find({}, { ...NEW, [VARS]: other })), [
        'warning image-template os/nvram/@template',
        'information nvram-missing os/nvram',
      ]);
    });

    it('lacks what a confidential guest needs', () => {
      const none = makeCode().facts.ovmf;
      assert.ok(none);
      const bare = makeCode({ ovmf: { ...none, tdvf: undefined, sevMetadata: undefined } });
      const snp = { guest: { ...GUEST, nvram: OWN, confidential: 'sev-snp' } } as const;
      assert.deepEqual(list(find(snp, { [CODE]: bare })), ['error image-confidential os/loader']);
      assert.deepEqual(list(find(snp)), []);
      const tdx = { guest: { ...GUEST, nvram: OWN, confidential: 'tdx' } } as const;
      const [problem] = find(tdx, { [CODE]: bare });
      assert.match(problem?.message ?? '', /no TDX metadata.*“intel-tdx”/);
    });
  });

  describe('the variables', () => {
    it('have no keys, although the guest requires them', () => {
      const guest = { ...GUEST, nvram: OWN, enrolledKeys: true };
      const found = find({ guest });
      assert.deepEqual(list(found), ['warning image-keys os/nvram']);
      const enrolled = makeVariableStore({ enrolled: true, count: 4, pk: {}, kek: 1, db: 1 });
      assert.deepEqual(find({ guest }, { [OWN]: enrolled }), []);
      const promised = { path: DESCRIPTOR, firmware: { ...FIRMWARE, features: ['enrolled-keys'] } };
      assert.deepEqual(list(find({ picked: promised }, NEW)), [
        'warning image-keys os/nvram/@template',
        'information nvram-missing os/nvram',
      ]);
    });

    it('are a template of the host', () => {
      const os = { ...makeBoot().os, nvram: { path: VARS, format: 'raw', template: VARS } };
      const found = find({ guest: { ...GUEST, nvram: VARS }, os });
      assert.deepEqual(list(found), ['warning nvram-is-template os/nvram']);
    });

    it('are gone, and nothing is known to make them from', () => {
      const os = { loader: { path: CODE, type: 'pflash', readonly: true }, nvram: { path: OWN } } as const;
      const own = { os, picked: undefined };
      assert.deepEqual(list(find(own, NEW)), ['error master-var-store os/nvram']);
      assert.deepEqual(list(find({ ...own, master: VARS }, NEW)), ['information nvram-missing os/nvram']);
      assert.deepEqual(find({ ...own, keepsVariables: false }, NEW), []);
      const none = { os: { loader: os.loader, nvram: {} }, picked: undefined, guest: GUEST };
      assert.deepEqual(list(find(none)), ['error master-var-store os/loader']);
      assert.deepEqual(find({ ...none, master: VARS }), []);
    });
  });
});
