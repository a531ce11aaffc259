import assert from 'node:assert/strict';
import { isDescriptorPath, looksLikeDescriptor } from '../../../server/src/descriptor/recognise';

describe('A descriptor is recognised', () => {
  const paths: readonly [path: string, expected: boolean][] = [
    ['/usr/share/qemu/firmware/50-ovmf.json', true],
    ['file:///home/u/.config/qemu/firmware/x.json', true],
    ['C:\\qemu\\firmware\\a.json', true],
    ['qemu/firmware/a.json', true],
    ['/usr/share/qemu/firmware/deeper/a.json', false],
    ['/usr/share/myqemu/firmware/a.json', false],
    ['/usr/share/qemu/firmware/README', false],
    ['/usr/share/qemu/firmware.json', false],
  ];
  for (const [path, expected] of paths) {
    it(`${expected ? 'by' : 'not by'} the path ${path}`, () => {
      assert.equal(isDescriptorPath(path), expected);
    });
  }

  const texts: readonly [name: string, text: string, expected: boolean][] = [
    ['both members', '{"interface-types": [], "mapping": {}}', true],
    ['both members in a list', '[{"mapping": {}, "interface-types": []}]', true],
    ['both members in broken JSON', '{"interface-types": ["uefi"] "mapping": {', true],
    ['one member', '{"mapping": {}}', false],
    ['both members deeper', '{"x": {"interface-types": [], "mapping": {}}}', false],
    ['both words as values', '{"a": "interface-types", "b": "mapping"}', false],
    ['nothing', '', false],
    ['a very deep text', '['.repeat(100_000) + '"interface-types" "mapping"', false],
  ];
  for (const [name, text, expected] of texts) {
    it(`${expected ? 'by' : 'not by'} ${name}`, () => {
      assert.equal(looksLikeDescriptor(text), expected);
    });
  }
});
