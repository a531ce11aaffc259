import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { fixAll } from '../../server/src/features/fixAll';
import { analyse } from '../../server/src/rules/analyse';
import { getSchema } from '../../server/src/schema/bundled';
import { findSurroundings } from '../../server/src/service/surroundings';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { needCorpus } from '../support/corpus';
import { documentAt, findingsOf } from '../support/findings';

describe('Rules, in situations that users reported,', () => {
  it('never replace a feature with a different promise (unsafe-feature-fix)', function () {
    const folder = needCorpus(this, 'field/unsafe-feature-fix');
    const text = readFileSync(path.join(folder, '10-x.json'), 'utf8');
    const unknown = findingsOf(text).filter(({ code }) => code === 'unknown-value');
    const suggested = unknown.flatMap(({ message }) => {
      const [, wrong, meant] = /^Unknown value “(.*?)” .*Did you mean “(.*)”\?/.exec(message) ?? [];
      return wrong !== undefined && meant !== undefined ? [[wrong, meant]] : [];
    });
    assert.equal(unknown.length, 17);
    assert.deepEqual(Object.fromEntries(suggested), {
      sev: 'amd-sev',
      tdx: 'intel-tdx',
      smm: 'requires-smm',
      'amd-snp': 'amd-sev-snp',
      'enroll-keys': 'enrolled-keys',
      secure: 'secure-boot',
      'host-vars': 'host-uefi-vars',
      'qemu-vars': 'host-uefi-vars',
    });
    for (const name of ['10-x.json', '50-loong.json'])
      assert.equal(
        fixAll(documentAt(readFileSync(path.join(folder, name), 'utf8'), 'latest', {})),
        undefined,
        name,
      );
  });

  /** Returns severity, code and token of the findings in a file of the corpus, in the order of the text. */
  function found(this: Mocha.Context, part: string): string[] {
    const file = needCorpus(this, `field/${part}`);
    const text = readFileSync(file, 'utf8');
    const place = { path: part.replace(/^.*\/root/, '') };
    return findingsOf(text, 'latest', place).map(
      ({ severity, code, range }) => `${severity} ${code} ${text.slice(range.start, range.end)}`,
    );
  }

  it('report that memory firmware stores no variables, and that LoongArch has no BIOS (loongarch-memory)', function () {
    const folder = 'loongarch-memory/root/usr/share/qemu/firmware';
    const uefi = found.call(this, `${folder}/50-loongarch64.json`);
    assert.ok(uefi.includes('information memory-without-store "memory"'), uefi.join('\n'));
    const bios = found.call(this, `${folder}/52-as-bios.json`);
    assert.deepEqual(bios, ['warning bios-architecture "bios"']);
  });

  it('recognise a qcow2 template with raw code (ws-virt-qcow2-template)', function () {
    const part =
      'ws-virt-qcow2-template/root/etc/qemu/firmware/30-edk2-x86_64-secure-enrolled-qcow2-vars.json';
    assert.deepEqual(found.call(this, part), ['information formats-differ "qcow2"']);
    const [finding] = findingsOf(readFileSync(needCorpus(this, `field/${part}`), 'utf8'));
    assert.match(finding?.message ?? '', /internal snapshots/);
    assert.equal(finding?.fixes, undefined);
  });

  it('name the firmware that sorts before a general one', async function () {
    const folder = '/usr/share/qemu/firmware';
    const sets: Readonly<Record<string, readonly string[]>> = {
      'field/fedora-acs-override-196-typo/root': [],
      'field/varstore-12.8/root': [],
      'selection-roots/mixed-D': [],
      'selection-roots/libvirt-11.3-tests': [],
    };
    for (const [part, expected] of Object.entries(sets)) {
      const root = needCorpus(this, part);
      const names = readdirSync(root + folder).filter((name) => name.endsWith('.json'));
      const findings: string[] = [];
      for (const name of names) {
        const file = `${root}${folder}/${name}`;
        const document = new DescriptorDocument(readFileSync(file, 'utf8'), getSchema('latest'), file);
        const around = await findSurroundings(document, file, { root }, nodeWorkspace);
        assert.ok(around);
        for (const { code } of analyse(document.withSurroundings(around)))
          if (code === 'file-order') findings.push(name);
      }
      assert.deepEqual(findings, expected, part);
    }
  });
});
