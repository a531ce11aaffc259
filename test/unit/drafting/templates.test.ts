import assert from 'node:assert/strict';
import type { SeenImage } from '../../../server/src/descriptor/surroundings';
import { findTemplatesBeside } from '../../../server/src/drafting/neighbours';
import { belongs, listTemplateNames } from '../../../server/src/drafting/templates';
import { makeCode, makePlainImage, makeVariableStore } from '../../../server/src/rules/shared/exampleImages';

const NAMES = [
  'OVMF32_VARS_4M.fd',
  'OVMF_CODE_4M.fd',
  'OVMF_CODE_4M.ms.fd',
  'OVMF_VARS.fd',
  'OVMF_VARS_4M.fd',
  'OVMF_VARS_4M.ms.fd',
];

describe('the template that belongs to an executable', () => {
  const pairs = {
    'OVMF_CODE_4M.fd': 'OVMF_VARS_4M.fd',
    'OVMF_CODE_4M.ms.fd': 'OVMF_VARS_4M.ms.fd',
    'OVMF_CODE_4M.secboot.fd': 'OVMF_VARS_4M.fd',
    'OVMF_CODE.secboot.fd': 'OVMF_VARS.fd',
    'OVMF32_CODE_4M.secboot.strictnx.fd': 'OVMF32_VARS_4M.fd',
  };
  for (const [executable, template] of Object.entries(pairs))
    it(`is found by its name: ${executable}`, () => {
      const [first = ''] = listTemplateNames(`/usr/share/OVMF/${executable}`, NAMES);
      assert.equal(first, template);
      assert.ok(belongs(executable, first));
    });

  it('is that of the family for the builds that QEMU has itself', () => {
    const names = ['arm', 'i386', 'loongarch64', 'riscv'].map((family) => `edk2-${family}-vars.fd`);
    for (const [architecture, family] of [
      ['x86_64', 'i386'],
      ['x86_64-secure', 'i386'],
      ['i386', 'i386'],
      ['i386-secure', 'i386'],
      ['aarch64', 'arm'],
      ['arm', 'arm'],
      ['riscv', 'riscv'],
      ['loongarch64', 'loongarch64'],
    ] as const) {
      const executable = `edk2-${architecture}-code.fd`;
      const [first = ''] = listTemplateNames(`/usr/share/qemu/${executable}`, names);
      assert.equal(first, `edk2-${family}-vars.fd`);
      assert.deepEqual(
        names.filter((name) => belongs(executable, name)),
        [first],
        executable,
      );
    }
    const own = 'edk2-x86_64-vars.fd';
    assert.equal(listTemplateNames('/x/edk2-x86_64-code.fd', [...names, own])[0], own);
    assert.ok(!belongs('edk2-i386-code.fd', own) && !belongs('OVMF_CODE.fd', 'edk2-i386-vars.fd'));
  });

  it('has no word that the executable has not', () => {
    assert.ok(belongs('QEMU_EFI.fd', 'QEMU_VARS.fd') && belongs('edk2-x86_64-code.fd', 'edk2-vars.fd'));
    assert.ok(!belongs('OVMF_CODE_4M.fd', 'OVMF_VARS_4M.ms.fd'));
    assert.ok(!belongs('OVMF_CODE_4M.fd', 'OVMF32_VARS_4M.fd'));
  });
});

describe('the images beside an executable', () => {
  const executable = { ...makeCode(), path: '/x/OVMF_CODE_4M.fd' };

  const beside = async (images: Readonly<Record<string, SeenImage | undefined>>): Promise<string[]> => {
    const looked: string[] = [];
    const found = await findTemplatesBeside(executable, ['x86_64'], {
      names: (folder) => Promise.resolve(folder === '/x' ? Object.keys(images) : []),
      look(path) {
        looked.push(path);
        return Promise.resolve(images[path.slice(3)]);
      },
    });
    assert.ok(
      looked.every((path) => /vars/i.test(path)),
      looked.join(),
    );
    return found.map(({ path }) => path);
  };

  it('are templates where they are variable stores of the right size and format', async () => {
    const small = makePlainImage('variables', 0x20000);
    const store = makeVariableStore();
    const images = {
      'A_VARS.fd': store,
      'OVMF_VARS.fd': small,
      'OVMF_VARS_4M.fd': store,
      'VARS.txt': makePlainImage('unknown', 0x84000),
      'VARS.qcow2': { facts: { ...store.facts, format: 'qcow2' as const } },
      'vars-gone.fd': undefined,
      'blank-vars.fd': makePlainImage('blank', 0x84000),
      'OVMF_CODE_4M.fd': makeCode(),
    };
    assert.deepEqual(await beside(images), ['/x/OVMF_VARS_4M.fd', '/x/A_VARS.fd', '/x/blank-vars.fd']);
  });

  it('are looked into up to a limit', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`VARS-${i}.fd`, makeVariableStore()]),
    );
    assert.ok((await beside(many)).length < 30);
  });
});
