import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import { runPython, PythonReader } from '../python';
import { getStartedMachine, UEFI_ARCHITECTURES } from '../startedMachine';

/** What mkosi looks up firmware for, which determines the members that it reads. */
export interface MkosiQuestion {
  /** As QEMU names it. */
  readonly architecture: string;
  readonly secureBoot: boolean;
  /** Whether the build requires variables with Microsoft's keys. */
  readonly enrolledKeys: boolean;
}

const QUESTIONS: readonly MkosiQuestion[] = UEFI_ARCHITECTURES.flatMap((architecture) =>
  [true, false].flatMap((secureBoot) =>
    [true, false].map((enrolledKeys) => ({ architecture, secureBoot, enrolledKeys })),
  ),
);

/**
 * Lists what makes mkosi end with an exception for any build. It reads members only when it needs them. A file that it reads without an
 * exception but does not select counts as loaded, and so does one that some build uses: mkosi stops at the first target that
 * matches. [mkosi/qemu.py, find_ovmf_firmware]
 */
export function readLikeMkosi(root: JsonValue, document: DescriptorDocument): readonly Objection[] {
  const isUsed = QUESTIONS.some((question) => {
    const read = readDescriptor(root, document, question);
    return 'result' in read && read.result;
  });
  return isUsed ? [] : findExceptions(root, document, QUESTIONS);
}

/** Lists the exceptions for any of these builds, each once. */
export function findExceptions(
  root: JsonValue,
  document: DescriptorDocument,
  questions: readonly MkosiQuestion[],
): Objection[] {
  const found = new Map<string, Objection>();
  for (const question of questions) {
    const read = readDescriptor(root, document, question);
    if ('exception' in read)
      found.set(`${read.exception.code} ${read.exception.range.start}`, read.exception);
  }
  return [...found.values()];
}

/** Returns whether the firmware matches. */
function readDescriptor(
  root: JsonValue,
  document: DescriptorDocument,
  question: MkosiQuestion,
): ReturnType<typeof runPython<boolean>> {
  return runPython(() => isWanted(new PythonReader(document), root, question));
}

function isWanted(
  python: PythonReader,
  root: JsonValue,
  { architecture, secureBoot, enrolledKeys }: MkosiQuestion,
): boolean {
  if (!python.contains(python.item(root, 'interface-types'), 'uefi')) return false;
  if (!isFor(python, architecture, python.item(root, 'targets'))) return false;
  const mapping = python.item(root, 'mapping');
  if (!python.contains(mapping, 'nvram-template')) return false;
  const features = python.item(root, 'features');
  if (python.contains(features, 'secure-boot') !== secureBoot) return false;
  if (python.contains(features, 'enrolled-keys') !== enrolledKeys) return false;
  for (const name of ['executable', 'nvram-template']) {
    const file = python.item(mapping, name);
    python.text(python.item(file, 'filename'));
    python.item(file, 'format');
  }
  return true;
}

/** Stops at the first target that matches, and there at the first machine. */
function isFor(python: PythonReader, architecture: string, targets: JsonValue): boolean {
  const machine = getStartedMachine(architecture);
  return python.elements(targets).some((target) => {
    const required = python.item(target, 'architecture');
    if (required.kind !== 'string' || required.value !== architecture) return false;
    return python.elements(python.item(target, 'machines')).some((glob) => python.contains(glob, machine));
  });
}
