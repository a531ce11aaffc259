import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import { PythonReader, runPython } from '../python';

/** What Nova looks up firmware for. */
export interface NovaQuestion {
  /** As libvirt names it. */
  readonly architecture: string;
  /** Whether the guest's machine type matches a pattern. */
  readonly matches: (pattern: string) => boolean;
  readonly secureBoot: boolean;
}

/** The architectures of guests that libvirt starts with UEFI firmware, as it names them. */
const ARCHITECTURES = ['x86_64', 'i686', 'aarch64', 'armv7l', 'riscv64', 'loongarch64'] as const;

const matchesAll = (pattern: string): boolean => /^\*+$/.test(pattern);
const matchesSome = (pattern: string): boolean => pattern.length > 1 || matchesAll(pattern);

/** Guests with a machine type that all patterns match except those of at most one character, and with one that only catch-all patterns match. */
const QUESTIONS: readonly NovaQuestion[] = ARCHITECTURES.flatMap((architecture) =>
  [matchesSome, matchesAll].flatMap((matches) =>
    [true, false].map((secureBoot) => ({ architecture, matches, secureBoot })),
  ),
);

/** Lists what makes Nova end with an exception for some guest. [nova/virt/libvirt/host.py, get_loader] */
export function readLikeNova(root: JsonValue, document: DescriptorDocument): readonly Objection[] {
  const found = new Map<string, Objection>();
  for (const question of QUESTIONS)
    for (const exception of findException(root, document, question))
      found.set(`${exception.code} ${exception.range.start}`, exception);
  return [...found.values()];
}

/** Returns the exception in the search for one guest, if any. */
export function findException(
  root: JsonValue,
  document: DescriptorDocument,
  question: NovaQuestion,
): readonly Objection[] {
  const read = runPython(() => {
    readDescriptor(new PythonReader(document), root, question);
  });
  return 'exception' in read ? [read.exception] : [];
}

/** Firmware for the guest must have an executable and a template. Neither the device nor the interface is checked. */
function readDescriptor(
  python: PythonReader,
  root: JsonValue,
  { architecture, matches, secureBoot }: NovaQuestion,
): void {
  const isTarget = python.elements(python.item(root, 'targets')).some((target) => {
    const own = python.item(target, 'architecture');
    if (own.kind !== 'string' || own.value !== architecture) return false;
    return python.elements(python.item(target, 'machines')).some((pattern) => matches(python.text(pattern)));
  });
  if (!isTarget) return;
  if (python.contains(python.item(root, 'features'), 'secure-boot') !== secureBoot) return;
  const mapping = python.item(root, 'mapping');
  for (const name of ['executable', 'nvram-template']) python.item(python.item(mapping, name), 'filename');
}
