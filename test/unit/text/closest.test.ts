import assert from 'node:assert/strict';
import { findByWords, findClosest, isSlip } from '../../../server/src/text/closest';

describe('closest', () => {
  const features = ['acpi-s3', 'acpi-s4', 'secure-boot', 'requires-smm', 'verbose-dynamic', 'verbose-static'];
  const cases: readonly [word: string, meant: string | undefined][] = [
    ['secureboot', 'secure-boot'],
    ['Secure-Boot', 'secure-boot'],
    ['secure_boot', 'secure-boot'],
    ['secuer-boot', 'secure-boot'],
    ['require-smm', 'requires-smm'],
    ['verbose-statics', 'verbose-static'],
    ['something-else', undefined],
    ['', undefined],
  ];
  for (const [word, meant] of cases) {
    it(`takes “${word}” for ${meant ?? 'nothing'}`, () => {
      assert.equal(findClosest(word, features), meant);
    });
  }

  it('is not held up by a word of any length', () => {
    assert.equal(findClosest('x'.repeat(1_000_000), features), undefined);
  });
});

describe('closest by words', () => {
  const features = [
    ...['acpi-s3', 'acpi-s4', 'amd-sev', 'amd-sev-es', 'amd-sev-snp', 'enrolled-keys', 'host-uefi-vars'],
    ...['intel-tdx', 'requires-smm', 'secure-boot', 'verbose-dynamic', 'verbose-static'],
  ];
  const cases: readonly [name: string, meant: string | undefined][] = [
    ['secureboot', 'secure-boot'],
    ['Secure Boot', 'secure-boot'],
    ['verbose-dynamik', 'verbose-dynamic'],
    ['require-smm', 'requires-smm'],
    ['enroll-keys', 'enrolled-keys'],
    ['amd-sve', 'amd-sev'],
    ['amd-snp', 'amd-sev-snp'],
    ['smm', 'requires-smm'],
    ['tdx', 'intel-tdx'],
    ['host-vars', 'host-uefi-vars'],
    ['acpi', undefined],
    ['acpi-s5', undefined],
    ['acpi-s1', undefined],
    ['acpis5', undefined],
    ['verbose', undefined],
    ['verbose-none', undefined],
    ['amd-sme', undefined],
    ['amd-sev-tdx', undefined],
    ['requires-tpm', undefined],
    ['tpm', undefined],
    ['', undefined],
    ['-', undefined],
  ];
  for (const [name, meant] of cases)
    it(`takes “${name}” for ${meant ?? 'nothing'}`, () => {
      assert.equal(findByWords(name, features), meant);
    });

  it('is not held up by a name of any length', () => {
    assert.equal(findByWords('a-'.repeat(500_000), features), undefined);
  });
});

describe('a slip of the hand', () => {
  it('is another case, another separator or two neighbours that changed places', () => {
    for (const word of [
      'secure-boot',
      'Secure_Boot',
      'SECURE-BOOT',
      'secuer-boot',
      'Secrue_Boot',
      'secureb-oot',
    ])
      assert.ok(isSlip(word, 'secure-boot'), word);
    for (const word of ['secureboot', 'secure-bot', 'secure-boots', 'secuer-bOto', 'Secure boot', ''])
      assert.ok(!isSlip(word, 'secure-boot'), word);
  });
});
