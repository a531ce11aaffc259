import type { GuestProblem } from '../../consumers/outcome';
import { isX86 } from '../../descriptor/architectures';
import { findFlashBoard } from '../../descriptor/flashBoard';
import {
  BIOS_UNIT,
  findFlashProblems,
  isBiosSize,
  isFlashPair,
  type FlashProblem,
} from '../../images/flashSize';
import { t } from '../../text/translations';
import { isRead, type Boot, type BootLook } from './boot';
import { describeInstalled } from './installed';

/** Lists why QEMU refuses the sizes of the images. @param variables the guest's own, or the template that they are created from */
export function findSizeProblems(
  boot: Boot,
  code: BootLook,
  variables: BootLook | undefined,
): readonly GuestProblem[] {
  return boot.os.loader?.type === 'pflash' ? findFlashSizes(boot, code, variables) : findRomSize(boot, code);
}

function findFlashSizes(
  boot: Boot,
  code: BootLook,
  variables: BootLook | undefined,
): readonly GuestProblem[] {
  const { architecture, machine } = boot.guest;
  const board = findFlashBoard(architecture, machine);
  if (!board) return [];
  const sizes = { executable: code.seen.facts.size, nvram: variables?.seen.facts.size };
  return findFlashProblems(board, sizes).map((problem) => {
    const { image } = problem.kind !== 'sum' && problem.image === 'nvram' && variables ? variables : code;
    return {
      code: 'image-size',
      severity: 'error',
      message: [
        describeSize(problem, image.path),
        t('QEMU does not start the guest.'),
        image.role === 'executable' ? describeInstalled(boot) : t('Use variables from the same build.'),
      ].join(' '),
      element: image.element,
    };
  });
}

function describeSize(problem: FlashProblem, path: string): string {
  const { size } = problem;
  switch (problem.kind) {
    case 'multiple':
      return t('{0} has {1} bytes; flash requires a multiple of {2}.', path, size, problem.unit);
    case 'exact':
      return t('{0} has {1} bytes; this machine’s flash has {2}.', path, size, problem.required);
    case 'limit':
      return t('{0} has {1} bytes; this machine’s flash has at most {2}.', path, size, problem.limit);
    case 'sum':
      return t('The images have {0} bytes in total; a PC’s flash has at most {1}.', size, problem.limit);
  }
}

function findRomSize(boot: Boot, { image, seen: { facts } }: BootLook): readonly GuestProblem[] {
  if (!isX86(boot.guest.architecture) || isBiosSize(facts.size)) return [];
  return [
    {
      code: 'image-size',
      severity: 'error',
      message: [
        t(
          '{0} has {1} bytes; for PC firmware loaded as ROM, QEMU requires a multiple of {2}.',
          image.path,
          facts.size,
          BIOS_UNIT,
        ),
        t('QEMU does not start the guest.'),
        boot.guest.confidential === undefined &&
        facts.content === 'uefi' &&
        !facts.volumes.some(({ kind }) => kind === 'variables')
          ? t(
              'This is code for flash: add type="pflash" and readonly="yes" to <loader>, or use the complete image.',
            )
          : describeInstalled(boot),
      ].join(' '),
      element: image.element,
    },
  ];
}

/** Finds code and variables that are not halves of one image: the firmware then looks for its variables in another place. */
export function findPairProblem(boot: Boot, code: BootLook, variables: BootLook): GuestProblem | undefined {
  const [own, other] = [code.seen.facts, variables.seen.facts];
  if (!isX86(boot.guest.architecture) || boot.os.loader?.type !== 'pflash') return undefined;
  if (!isRead(own) || !isRead(other) || own.content !== 'uefi' || other.content !== 'variables')
    return undefined;
  const isWhole = own.volumes.some(({ kind }) => kind === 'variables');
  if (isWhole || isFlashPair(own.size, other.size)) return undefined;
  return {
    code: 'image-template',
    severity: 'warning',
    message: [
      t(
        '{0} ({1} bytes) and {2} ({3} bytes) are from different builds.',
        code.image.path,
        own.size,
        variables.image.path,
        other.size,
      ),
      t('The firmware does not find its variables, so it forgets boot entries and keys.'),
      t('Use code and variables of the same build (2 or 4 MiB in total).'),
    ].join(' '),
    element: variables.image.element,
  };
}
