import assert from 'node:assert/strict';
import {
  findAliasedFamily,
  isKnownMachine,
  listMachineNames,
  listUsualGlobs,
} from '../../../server/src/descriptor/machineTypes';

const ARCHITECTURES = ['x86_64', 'i386', 'aarch64', 'arm', 'riscv64', 'loongarch64'];

describe('machine types', () => {
  it('are offered as patterns that are known and are not aliases', () => {
    for (const architecture of ARCHITECTURES) {
      assert.notDeepEqual(listUsualGlobs(architecture), []);
      for (const glob of listUsualGlobs(architecture)) {
        assert.ok(isKnownMachine(architecture, glob), glob);
        assert.equal(findAliasedFamily(architecture, glob), undefined, glob);
        assert.ok(listMachineNames(architecture).includes(glob), glob);
      }
    }
  });

  it('know the versions of a family, those of distributions included', () => {
    for (const name of [
      'pc-q35-10.2',
      'pc-q35-rhel9.4.0',
      'pc-i440fx-noble',
      'pc-*',
      '*',
      'pc-?35-*',
      'isapc',
    ])
      assert.ok(isKnownMachine('x86_64', name), name);
    for (const name of ['virt-10.2', 'virt-rhel9.4.0', 'sbsa-ref', 'witherspoon-bmc'])
      assert.ok(isKnownMachine('aarch64', name), name);
    assert.ok(isKnownMachine('ppc64', 'pseries-10.2'), 'nothing is known of ppc64');
  });

  it('are told from those of another architecture', () => {
    assert.ok(!isKnownMachine('aarch64', 'pc-q35-*'));
    assert.ok(!isKnownMachine('x86_64', 'virt-*'));
    assert.ok(!isKnownMachine('riscv64', 'virt-*'), 'virt has no versions there');
    assert.ok(!isKnownMachine('x86_64', 'pc-q35'), 'neither type nor alias');
    assert.ok(!isKnownMachine('arm', 'sbsa-ref'));
  });

  it('have aliases, which are known', () => {
    assert.equal(findAliasedFamily('x86_64', 'q35'), 'pc-q35-*');
    assert.equal(findAliasedFamily('i386', 'pc'), 'pc-i440fx-*');
    assert.equal(findAliasedFamily('aarch64', 'virt'), 'virt-*');
    assert.equal(findAliasedFamily('riscv64', 'virt'), undefined);
    assert.equal(findAliasedFamily('loongarch64', 'virt'), undefined);
    assert.equal(findAliasedFamily('x86_64', 'isapc'), undefined);
    assert.ok(isKnownMachine('x86_64', 'q35'));
    assert.ok(!isKnownMachine('x86_64', 'q35*'), 'a pattern is never compared with an alias');
  });
});
