import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Candidate } from './explain';

/**
 * Returns the descriptor in a file, the same one at each call, so all that is derived from it is derived once. Undefined for a file without
 * a text.
 *
 * @param context the schema for the wording of reasons
 */
export function openCandidate(candidate: Candidate, context: SchemaContext): DescriptorDocument | undefined {
  const { path, text, isRepaired } = candidate;
  const known = opened.get(candidate);
  if (known?.context === context || text === undefined) return known;
  const document = new DescriptorDocument(text, context, path, undefined, isRepaired);
  opened.set(candidate, document);
  return document;
}

const opened = new WeakMap<Candidate, DescriptorDocument>();
