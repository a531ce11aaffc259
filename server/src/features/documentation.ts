import type { Entry, TypeRef } from '../qapi/schema';
import { docToMarkdown } from '../qapi/markdown';
import type { Markdown } from '../text/markdown';

/**
 * Renders the schema's documentation of a member or value as blocks of Markdown; empty if it has none.
 * @param link returns the URI of the definition of that name, if it can be opened
 */
export function renderDocumentation(
  entry: Pick<Entry, 'doc'>,
  link: (name: string) => string | undefined = () => undefined,
): readonly Markdown[] {
  return entry.doc === undefined ? [] : docToMarkdown(entry.doc, { link });
}

/** Formats the use of a type as in QAPI: `str`, `[FirmwareTarget]`. */
export function formatType({ name, isArray }: Pick<TypeRef, 'name' | 'isArray'>): string {
  return isArray ? `[${name}]` : name;
}

/** Whether the schema marks it as deprecated. */
export function isDeprecated({ features }: Pick<Entry, 'features'>): boolean {
  return features.some(({ name }) => name === 'deprecated');
}
