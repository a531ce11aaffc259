import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fixAll } from '../../server/src/features/fixAll';
import { needCorpus } from '../support/corpus';
import { documentAt, findingsOf } from '../support/findings';

describe('Rules on situations that people reported', () => {
  it('replace no feature by another promise (unsafe-feature-fix)', function () {
    const folder = needCorpus(this, 'field/unsafe-feature-fix');
    const text = readFileSync(path.join(folder, '10-x.json'), 'utf8');
    const unknown = findingsOf(text).filter(({ code }) => code === 'unknown-value');
    const suggested = unknown.flatMap(({ message }) => {
      const [, wrong, meant] = /^“(.*?)” .*Did you mean “(.*)”\?/.exec(message) ?? [];
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
});
