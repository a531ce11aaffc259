import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { getSchema } from '../../../server/src/schema/bundled';
import type { TextRange } from '../../../server/src/text/lineIndex';

export function documentOf(text: string, version = 'latest'): DescriptorDocument {
  return new DescriptorDocument(text, getSchema(version));
}

/** Valid descriptors whose devices libvirt does not know; as samples they would have a finding. */
const UNKNOWN_TO_LIBVIRT = ['25-svsm-igvm', '33-u-boot-riscv64'];

/** Returns the text of a valid descriptor: one of the samples, or one that libvirt does not know. */
export function sample(name: string): string {
  const folder = UNKNOWN_TO_LIBVIRT.includes(name)
    ? 'test/unit/support/descriptors'
    : 'samples/qemu/firmware';
  return readFileSync(`${folder}/${name}.json`, 'utf8');
}

const SOUND = ['10-ovmf-secure-boot-keys', '21-ovmf-stateless', '24-ovmf-uefi-vars', '33-u-boot-riscv64'];

/** The parts of descriptors and of broken descriptors. */
const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n', '\r\n', '\r', '//', '\ufeff', '💾'),
      fc.constantFrom('"mapping"', '"device"', '"flash"', '"machines"', '"pc-*"', '"features"', '{}', '12'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

/** Any text: scraps, and descriptors with a part replaced by some. */
export const anyDocument = fc
  .tuple(
    fc.constantFrom('', ...SOUND.map(sample)),
    fc.nat(),
    fc.nat({ max: 40 }),
    scraps,
    fc.constantFrom('latest', '9.0', '6.2'),
  )
  .map(([text, at, length, scrap, version]) => {
    const start = text === '' ? 0 : at % text.length;
    const document = documentOf(text.slice(0, start) + scrap + text.slice(start + length), version);
    return Object.assign(document, { [fc.toStringMethod]: () => JSON.stringify(document.text) });
  });

/** JSON texts of any shape and any white space, some of them like descriptors. */
export const anyJson = fc
  .tuple(
    fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...SOUND.map((name): unknown => JSON.parse(sample(name)))),
      fc.record({
        tags: fc.array(fc.string()),
        features: fc.array(fc.constantFrom('secure-boot', 'acpi-s3', 'other', 1)),
        mapping: fc.record(
          { filename: fc.string(), device: fc.constantFrom('memory', 'flash'), mode: fc.constant('split') },
          { requiredKeys: [] },
        ),
        extra: fc.jsonValue(),
        description: fc.string(),
      }),
    ),
    fc.constantFrom('', ' ', '\t', '   '),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', ' ', '\n', '\n\n \n'),
    fc.constantFrom('', '\n', '\n\n', '  '),
  )
  .map(([value, indent, lineEnd, before, after]) => {
    const text = before + JSON.stringify(value, null, indent) + after;
    return text.replaceAll('\n', lineEnd);
  });

export function assertInside({ start, end }: TextRange, { text }: DescriptorDocument): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end} of ${text.length}`);
}
