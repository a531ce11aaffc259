import { DescriptorDocument } from '../../server/src/descriptor/document';
import { analyse } from '../../server/src/rules/analyse';
import type { Finding } from '../../server/src/rules/rule';
import { schemaFor } from '../../server/src/schema/bundled';

/** The findings of a text that lies in a descriptor directory, by the bundled schema at `version`. */
export function findingsOf(text: string, version = 'latest'): readonly Finding[] {
  return analyse(new DescriptorDocument(text, schemaFor(version), '/usr/share/qemu/firmware/50-test.json'));
}

/** Each finding as its code and token, so that a failed comparison is easy to read. */
export function shown(text: string, version?: string): string[] {
  return findingsOf(text, version).map(
    ({ code, range }) => `${code} at ${text.slice(range.start, range.end)}`,
  );
}
