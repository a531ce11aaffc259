import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import * as stated from '../stated';
import { getStartedMachine, UEFI_ARCHITECTURES } from '../startedMachine';

/** What mkosi looks firmware up for: which members it reads depends on it. */
export interface MkosiQuestion {
  /** As QEMU names it. */
  readonly architecture: string;
  readonly secureBoot: boolean;
  /** Whether the build wants variables with Microsoft's keys. */
  readonly enrolledKeys: boolean;
}

const QUESTIONS: readonly MkosiQuestion[] = UEFI_ARCHITECTURES.flatMap((architecture) =>
  [true, false].flatMap((secureBoot) =>
    [true, false].map((enrolledKeys) => ({ architecture, secureBoot, enrolledKeys })),
  ),
);

/**
 * What makes mkosi end with an exception, whatever it looks firmware up for. It reads members only when it needs them; a file that it
 * reads without an exception, but does not want, counts as loaded. [mkosi/qemu.py, find_ovmf_firmware]
 */
export function readLikeMkosi(root: JsonValue, document: DescriptorDocument): readonly Objection[] {
  return findExceptions(root, document, QUESTIONS);
}

/** The exceptions that some of the questions lead to, each once. */
export function findExceptions(
  root: JsonValue,
  document: DescriptorDocument,
  questions: readonly MkosiQuestion[],
): Objection[] {
  const found = new Map<string, Objection>();
  for (const question of questions) {
    const exception = findException(root, document, question);
    if (exception) found.set(`${exception.code} ${exception.range.start}`, exception);
  }
  return [...found.values()];
}

function findException(
  root: JsonValue,
  document: DescriptorDocument,
  question: MkosiQuestion,
): Objection | undefined {
  try {
    new Reader(document).descriptor(root, question);
    return undefined;
  } catch (error) {
    if (error instanceof PythonException) return error.objection;
    throw error;
  }
}

class PythonException extends Error {
  constructor(readonly objection: Objection) {
    super(objection.message);
  }
}

/** Reads with Python's notions: `in` looks into strings, lists and the names of an object, `for` goes through all three. */
class Reader {
  constructor(private readonly document: DescriptorDocument) {}

  descriptor(root: JsonValue, { architecture, secureBoot, enrolledKeys }: MkosiQuestion): void {
    if (!this.contains(this.item(root, 'interface-types'), 'uefi')) return;
    if (!this.isFor(architecture, this.item(root, 'targets'))) return;
    const mapping = this.item(root, 'mapping');
    if (!this.contains(mapping, 'nvram-template')) return;
    const features = this.item(root, 'features');
    if (this.contains(features, 'secure-boot') !== secureBoot) return;
    if (this.contains(features, 'enrolled-keys') !== enrolledKeys) return;
    this.flashFile(this.item(mapping, 'executable'));
    this.flashFile(this.item(mapping, 'nvram-template'));
  }

  /** Looks no further than the first target that fits, nor in it than the first machine. */
  private isFor(architecture: string, targets: JsonValue): boolean {
    const machine = getStartedMachine(architecture);
    return this.elements(targets).some((target) => {
      const wanted = this.item(target, 'architecture');
      if (wanted.kind !== 'string' || wanted.value !== architecture) return false;
      return this.elements(this.item(target, 'machines')).some((glob) => this.contains(glob, machine));
    });
  }

  private flashFile(file: JsonValue): void {
    const filename = this.item(file, 'filename');
    if (filename.kind !== 'string') this.raise(stated.stateWrongType(this.document, filename, 'string'));
    this.item(file, 'format');
  }

  private item(holder: JsonValue, name: string): JsonValue {
    return stated.findMember(holder, name) ?? this.raise(stated.stateMissing(this.document, holder, name));
  }

  private contains(holder: JsonValue, text: string): boolean {
    if (holder.kind === 'string') return holder.value.includes(text);
    return this.elements(holder).some((element) => element.kind === 'string' && element.value === text);
  }

  private elements(holder: JsonValue): readonly JsonValue[] {
    switch (holder.kind) {
      case 'array':
        return holder.elements;
      case 'object':
        return holder.properties.map(({ key }) => key);
      case 'string':
        // The characters, which are all alike to mkosi: none of them is what it looks for.
        return holder.value === '' ? [] : [{ ...holder, value: holder.value.charAt(0) }];
      default:
        return this.raise(stated.stateWrongType(this.document, holder, 'array'));
    }
  }

  private raise(objection: Objection): never {
    throw new PythonException(objection);
  }
}
