import assert from 'node:assert/strict';
import { findClosest } from '../../../server/src/text/closest';

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
