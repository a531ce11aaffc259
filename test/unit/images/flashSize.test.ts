import assert from 'node:assert/strict';
import { findFlashBoard } from '../../../server/src/descriptor/flashBoard';
import {
  findFlashProblems,
  isBiosSize,
  isFlashPair,
  type FlashBoard,
  type FlashImages,
} from '../../../server/src/images/flashSize';

const MIB = 1024 * 1024;

describe('the board of a machine', () => {
  it('is told by architecture and machine', () => {
    const boards = [
      findFlashBoard('x86_64', 'pc-q35-*'),
      findFlashBoard('i386', 'pc-i440fx-7.2'),
      findFlashBoard('x86_64', 'q35'),
      findFlashBoard('x86_64', 'pc'),
      findFlashBoard('aarch64', 'virt-*'),
      findFlashBoard('arm', 'virt-9.0'),
      findFlashBoard('riscv64', 'virt'),
      findFlashBoard('loongarch64', 'virt*'),
    ];
    assert.deepEqual(boards, [
      ...(['x86', 'x86', 'x86', 'x86', 'arm-virt', 'arm-virt', 'riscv-virt', 'loongarch-virt'] as const),
    ]);
  });

  it('is undefined for firmware without flash, and for unknown boards', () => {
    const machines = [
      ['x86_64', 'microvm'],
      ['x86_64', 'pcspecial'],
      ['aarch64', 'sbsa-ref'],
      ['aarch64', 'virtual'],
      ['ppc64', 'pseries-*'],
      ['x86_64', '*'],
    ] as const;
    for (const [architecture, machine] of machines)
      assert.equal(findFlashBoard(architecture, machine), undefined);
  });
});

describe('the size of an image in flash', () => {
  const fine: readonly (readonly [FlashBoard, FlashImages])[] = [
    ['x86', { executable: 3653632, nvram: 540672 }],
    ['x86', { executable: 8 * MIB }],
    ['arm-virt', { executable: 64 * MIB, nvram: 64 * MIB }],
    ['riscv-virt', { executable: 32 * MIB, nvram: 32 * MIB }],
    ['loongarch-virt', { executable: 16 * MIB, nvram: 256 * 1024 }],
  ];
  for (const [board, images] of fine)
    it(`suits ${board}: ${Object.values(images).join(' and ')}`, () => {
      assert.deepEqual(findFlashProblems(board, images), []);
    });

  it('is a multiple of 4 KiB on x86', () => {
    assert.deepEqual(findFlashProblems('x86', { executable: 5120, nvram: 0 }), [
      { kind: 'multiple', image: 'executable', size: 5120, unit: 4096 },
      { kind: 'multiple', image: 'nvram', size: 0, unit: 4096 },
    ]);
  });

  it('is 8 MiB for both on x86, at most', () => {
    assert.deepEqual(findFlashProblems('x86', { executable: 8 * MIB, nvram: 4096 }), [
      { kind: 'sum', size: 8 * MIB + 4096, limit: 8 * MIB },
    ]);
  });

  it('is that of the device on the virt boards of Arm and RISC-V', () => {
    assert.deepEqual(findFlashProblems('arm-virt', { executable: 2 * MIB, nvram: 64 * MIB }), [
      { kind: 'exact', image: 'executable', size: 2 * MIB, required: 64 * MIB },
    ]);
    assert.deepEqual(findFlashProblems('riscv-virt', { executable: 32 * MIB, nvram: 64 * MIB }), [
      { kind: 'exact', image: 'nvram', size: 64 * MIB, required: 32 * MIB },
    ]);
  });

  it('is some sectors on the virt board of LoongArch', () => {
    assert.deepEqual(findFlashProblems('loongarch-virt', { executable: 4096, nvram: 17 * MIB }), [
      { kind: 'multiple', image: 'executable', size: 4096, unit: 256 * 1024 },
      { kind: 'limit', image: 'nvram', size: 17 * MIB, limit: 16 * MIB },
    ]);
  });

  it('is a power of two for code and variables together where they belong together', () => {
    assert.ok(isFlashPair(0x37c000, 0x84000) && isFlashPair(0x1e0000, 0x20000));
    assert.ok(!isFlashPair(0x37c000, 0x20000) && !isFlashPair(0, 0));
  });

  it('is a multiple of 64 KiB for a file that x86 boards take as their BIOS', () => {
    assert.ok(isBiosSize(0x20000) && !isBiosSize(0x37c000 + 1) && !isBiosSize(0));
  });
});
