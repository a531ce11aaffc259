import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { summariseDescriptor } from '../../../server/src/features/summary';
import { getSchema } from '../../../server/src/schema/bundled';

const flash = (more: object): object => ({
  device: 'flash',
  executable: { filename: '/x', format: 'raw' },
  ...more,
});
const target = (architecture: string, ...machines: string[]): object => ({ architecture, machines });

describe('the summary of a descriptor', () => {
  const cases: readonly (readonly [expected: string, descriptor: unknown])[] = [
    ['split · raw · x86_64 pc-q35-*', { mapping: flash({}), targets: [target('x86_64', 'pc-q35-*')] }],
    ['stateless · raw', { mapping: flash({ mode: 'stateless' }) }],
    ['kernel · i386, x86_64', { mapping: { device: 'kernel' }, targets: [target('i386'), target('x86_64')] }],
    [
      'memory · x86_64 a, b +2',
      { mapping: { device: 'memory' }, targets: [target('x86_64', 'a', 'b', 'c', 'd')] },
    ],
    ['arm', { mapping: 5, targets: [target('arm'), target('arm'), 7] }],
    ['', []],
  ];
  for (const [expected, descriptor] of cases)
    it(`is “${expected}”`, () => {
      assert.equal(
        summariseDescriptor(new DescriptorDocument(JSON.stringify(descriptor), getSchema('latest'))),
        expected,
      );
    });

  it('is “mask” for an empty file', () => {
    assert.equal(summariseDescriptor(new DescriptorDocument('', getSchema('latest'))), 'mask');
  });
});
