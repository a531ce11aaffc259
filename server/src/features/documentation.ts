import type { Entry, TypeRef } from '../qapi/schema';
import { docToMarkdown } from '../qapi/markdown';
import type { Markdown } from '../text/markdown';

/**
 * What the schema says of a member or value, as blocks of Markdown; none where it says nothing.
 * @param link the URI of the definition of that name, where there is one to open
 */
export function renderDocumentation(
  entry: Pick<Entry, 'doc'>,
  link: (name: string) => string | undefined = () => undefined,
): readonly Markdown[] {
  return entry.doc === undefined ? [] : docToMarkdown(entry.doc, { link });
}

/** A use of a type as QAPI writes it: `str`, `[FirmwareTarget]`. */
export function formatType({ name, isArray }: Pick<TypeRef, 'name' | 'isArray'>): string {
  return isArray ? `[${name}]` : name;
}

/** Whether the schema warns of using it. */
export function isDeprecated({ features }: Pick<Entry, 'features'>): boolean {
  return features.some(({ name }) => name === 'deprecated');
}
