import { DescriptorDocument } from '../../server/src/descriptor/document';
import { analyse } from '../../server/src/rules/analyse';
import type { Example } from '../../server/src/rules/examples';
import type { Finding } from '../../server/src/rules/rule';
import { getSchema } from '../../server/src/schema/bundled';

/** The location of a text and its surroundings, if they are not the defaults. */
export type Place = Pick<Example, 'path' | 'surroundings'>;

/** Returns the findings of a text in a descriptor directory, by the bundled schema at `version`. */
export function findingsOf(text: string, version = 'latest', place: Place = {}): readonly Finding[] {
  return analyse(documentAt(text, version, place));
}

/** Returns the document of a text in a descriptor directory. */
export function documentAt(text: string, version: string, place: Place): DescriptorDocument {
  const path = place.path ?? '/usr/share/qemu/firmware/50-test.json';
  return new DescriptorDocument(text, getSchema(version), path, place.surroundings);
}

/** Returns each finding as its code and token, so failed comparisons are easy to read. */
export function shown(text: string, version?: string, place?: Place): string[] {
  return findingsOf(text, version, place).map(
    ({ code, range }) => `${code} at ${text.slice(range.start, range.end)}`,
  );
}
