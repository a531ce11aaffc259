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
    // For contents that are not code, another size would not help.
    if (size === 0 || format !== 'raw' || ['igvm', 'variables', 'blank', 'json'].includes(content)) return;
    if (device !== 'memory' || !isForPc(document) || isBiosSize(size)) return;
    yield {
      range: executable.filename.json,
      message: t(
        'The image has {0} bytes, but the size of a PC’s firmware must be a multiple of {1}. QEMU does not start the guest. Use another image, or map this one into flash.',
        size,
        BIOS_UNIT,
      ),
    };
  },
};

/** Reports an image with a missing part: of its qcow2 file, or of its last volume. */
function* reportCutOff(image: NamedImage): Generator<Report> {
  if (image.facts.qcow2?.declined === 'broken')
    yield {
      range: image.filename.json,
      message: t(
        'The image is a damaged qcow2 file: it is truncated, or its header or tables are invalid. The guest gets part of the firmware at best. Reinstall it.',
      ),
    };
  const volume = findIncompleteVolume(image);
  if (volume)
    yield {
      range: image.filename.json,
      message: t(
        'The image is truncated: it has {0} bytes, but its firmware volume at {1} has {2} according to its header. Reinstall it.',
        image.facts.size,
        toHex(volume.offset),
        volume.length,
      ),
    };
}

/** Reports each problem once, for any number of machine types. */
function* reportFlash(document: DescriptorDocument, executable: NamedImage): Generator<Report> {
  const template = findTemplate(document);
  if (template) yield* reportCutOff(template);
  const sizes = {
    executable: executable.facts.size,
    nvram: template?.facts.size,
  };
  const boards = new Set(
    document.view.targets.flatMap(({ architecture, machines }) =>
      // No size is right for a guest that cannot run the code.
      !architecture || findOtherArchitecture(executable, architecture.value)
        ? []
        : machines.flatMap(({ value }) => findFlashBoard(architecture.value, value) ?? []),
    ),
  );
  const reported = new Set<string>();
  for (const problem of [...boards].flatMap((board) => findFlashProblems(board, sizes))) {
    const image = problem.kind !== 'sum' && problem.image === 'nvram' ? template : executable;
    const message = describe(problem);
    if (image && problem.size > 0 && !reported.has(message)) yield { range: image.filename.json, message };
    reported.add(message);
  }
}

function describe(problem: FlashProblem): string {
  const { size } = problem;
  switch (problem.kind) {
    case 'multiple':
      return t(
        'The image has {0} bytes, but the flash of these machines requires a multiple of {1}. QEMU does not start the guest. Pad the image.',
        size,
        problem.unit,
      );
    case 'exact':
      return size < problem.required
        ? t(
            'The image has {0} bytes, but the flash of these machines has {1}. QEMU does not start the guest. Pad the image.',
            size,
            problem.required,
          )
        : t(
            'The image has {0} bytes, but the flash of these machines has {1}. QEMU does not start the guest. Use another image.',
            size,
            problem.required,
          );
    case 'limit':
      return t(
        'The image has {0} bytes, but the flash of these machines has at most {1}. QEMU does not start the guest. Use another image.',
        size,
        problem.limit,
      );
    case 'sum':
      return t(
        'The images have {0} bytes in total, but a PC has room for {1}. QEMU does not start the guest. Use other images.',
        size,
        problem.limit,
      );
  }
}

export const imageSizeDocs: RuleDocs = {
  rule: imageSize,
  title: 'An image of invalid size, or truncated',
  documentation: `The size of flash depends on the board: on x86, each image is a multiple of 4 KiB, and all together have at most 8
MiB; on Arm’s \`virt\`, each image has exactly 64 MiB; on RISC-V’s \`virt\`, exactly 32 MiB; on LoongArch’s \`virt\`, each is a
multiple of 256 KiB. An image that x86 loads into memory must be a multiple of 64 KiB. With any other size, QEMU fails when the
guest starts. For a qcow2 file, the virtual size counts. The header of a firmware volume gives its length: a shorter image is
truncated, and so is a qcow2 file whose tables point beyond its end. [QEMU hw/i386/pc_sysfw.c, hw/arm/virt.c, hw/riscv/virt.c,
hw/loongarch/virt.c, hw/i386/x86-common.c]`,
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
        '(the image has 262145 bytes, one more than 256 KiB)',
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
