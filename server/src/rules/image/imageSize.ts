import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashBoard } from '../../descriptor/flashBoard';
import { BIOS_UNIT, findFlashProblems, isBiosSize, type FlashProblem } from '../../images/flashSize';
import { toHex } from '../../text/hexadecimal';
import type { Report, Rule, RuleDocs } from '../rule';
import {
  makeCode,
  makeFlash,
  makeLoaded,
  OTHER_CODE_PATH,
  makePlainImage,
  makeUnreadable,
  withImages,
} from '../shared/exampleImages';
import {
  findExecutable,
  findIncompleteVolume,
  isForPc,
  findTemplate,
  type NamedImage,
} from '../shared/namedImages';
import { findOtherArchitecture } from '../../descriptor/imageArchitecture';

export const imageSize: Rule = {
  code: 'image-size',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const device = document.view.mapping?.device?.value;
    if (!executable) return;
    yield* reportCutOff(executable);
    if (device === 'flash') yield* reportFlash(document, executable);
    const { size, content, format } = executable.facts;
    // What is no code at all needs no other size.
    if (size === 0 || format !== 'raw' || ['igvm', 'variables', 'blank', 'json'].includes(content)) return;
    if (device !== 'memory' || !isForPc(document) || isBiosSize(size)) return;
    yield {
      range: executable.filename.json,
      message: t(
        'The image has {0} bytes, and QEMU loads a PC’s firmware only if its size is a multiple of {1}: the guest does not start. Name another image, or map it into flash.',
        size,
        BIOS_UNIT,
      ),
    };
  },
};

/** An image of which a part is missing: of its qcow2 file, or of its last volume. */
function* reportCutOff(image: NamedImage): Generator<Report> {
  if (image.facts.qcow2?.declined === 'broken')
    yield {
      range: image.filename.json,
      message: t(
        'The image is a damaged qcow2 file: it was cut off, or its header or tables make no sense. The guest gets a part of the firmware at best. Install it again.',
      ),
    };
  const volume = findIncompleteVolume(image);
  if (volume)
    yield {
      range: image.filename.json,
      message: t(
        'The image has {0} bytes, and by its header the firmware volume at {1} has {2}: the image was cut off. Install it again.',
        image.facts.size,
        toHex(volume.offset),
        volume.length,
      ),
    };
}

/** Each problem once, whatever number of machine types has it. */
function* reportFlash(document: DescriptorDocument, executable: NamedImage): Generator<Report> {
  const template = findTemplate(document);
  if (template) yield* reportCutOff(template);
  const sizes = {
    executable: executable.facts.size,
    nvram: template?.facts.size,
  };
  const boards = new Set(
    document.view.targets.flatMap(({ architecture, machines }) =>
      // Of a guest that cannot run the code no size is right.
      !architecture || findOtherArchitecture(executable, architecture.value)
        ? []
        : machines.flatMap(({ value }) => findFlashBoard(architecture.value, value) ?? []),
    ),
  );
  const said = new Set<string>();
  for (const problem of [...boards].flatMap((board) => findFlashProblems(board, sizes))) {
    const image = problem.kind !== 'sum' && problem.image === 'nvram' ? template : executable;
    const message = describe(problem);
    if (image && problem.size > 0 && !said.has(message)) yield { range: image.filename.json, message };
    said.add(message);
  }
}

function describe(problem: FlashProblem): string {
  const { size } = problem;
  switch (problem.kind) {
    case 'multiple':
      return t(
        'The image has {0} bytes, and the flash of these machines takes multiples of {1} only: QEMU refuses to start the guest. Pad the image.',
        size,
        problem.unit,
      );
    case 'exact':
      return size < problem.wanted
        ? t(
            'The image has {0} bytes, and the flash of these machines has {1}: QEMU refuses to start the guest. Pad the image.',
            size,
            problem.wanted,
          )
        : t(
            'The image has {0} bytes, and the flash of these machines has {1}: QEMU refuses to start the guest. Name another image.',
            size,
            problem.wanted,
          );
    case 'limit':
      return t(
        'The image has {0} bytes, and the flash of these machines has {1} at most: QEMU refuses to start the guest. Name another image.',
        size,
        problem.limit,
      );
    case 'sum':
      return t(
        'The images have {0} bytes together, and a PC has room for {1}: QEMU refuses to start the guest. Name other images.',
        size,
        problem.limit,
      );
  }
}

export const imageSizeDocs: RuleDocs = {
  rule: imageSize,
  title: 'An image of a size that QEMU refuses, or that was cut off',
  documentation: `Flash has the sizes that a board gives it: on x86 multiples of 4 KiB and 8 MiB in all, on Arm's \`virt\` exactly 64 MiB for each image, on
RISC-V's \`virt\` 32 MiB, on LoongArch's multiples of 256 KiB. What x86 loads into memory has a multiple of 64 KiB. With any other size QEMU
ends with an error when the guest starts. Of a qcow2 file the virtual size counts.
A firmware volume says in its header how long it is: an image that ends before was cut off, and so was a
qcow2 file whose tables lead behind its end. [QEMU hw/i386/pc_sysfw.c, hw/arm/virt.c,
hw/riscv/virt.c, hw/loongarch/virt.c, hw/i386/x86-common.c]`,
  hasNoFix: true,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      withImages(
        { targets: [{ architecture: 'aarch64', machines: ['virt-*'] }], features: [] },
        '(the executable has 2 MiB)',
        makePlainImage('unknown', 0x200000),
        makeUnreadable(0x4000000),
      ),
      withImages(
        { mapping: makeLoaded('memory') },
        '(the image has 262144 bytes and one more)',
        makePlainImage('unknown', 262145),
      ),
      withImages(
        { mapping: makeFlash('stateless') },
        '(the executable ends after 1 MiB of 4)',
        makeCode({ fileSize: 0x100000, size: 0x100000 }),
      ),
      withImages(
        {
          mapping: {
            device: 'flash',
            mode: 'stateless',
            executable: { filename: OTHER_CODE_PATH, format: 'qcow2' },
          },
        },
        '(half of the executable is missing)',
        makePlainImage('unknown', 0x37c000, {
          format: 'qcow2',
          qcow2: { version: 3, clusterSize: 65536, declined: 'broken' },
        }),
      ),
    ],
  }),
};
