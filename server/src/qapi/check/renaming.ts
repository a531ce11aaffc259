import { listFeatures } from '../lookup';
import type { Definition, Schema } from '../schema';
import type { DocPlace } from './docReader';
import { listDocumented, type CheckedBlock } from './documentation';
import type { LocalFinding, QapiFinding } from './finding';

/** The problems that a fix solves by another name. */
const RENAMES: ReadonlySet<string> = new Set(['name/lower-case', 'name/event-case']);

/** Makes the fixes that rename something rename it in the comment of its definition, too. */
export function renameInComment<Finding extends LocalFinding>(
  finding: Finding,
  definition: Definition,
  { symbol, outline }: CheckedBlock,
): Finding {
  if (!RENAMES.has(finding.code) || !finding.fixes) return finding;
  const isAt = ({ range }: { readonly range: { readonly start: number } }): boolean =>
    range.start === finding.range.start;
  const findPlace = (): DocPlace | undefined => {
    const entries = listDocumented(definition);
    const entry = entries.find(isAt);
    if (entry) return outline?.members.find(({ name }) => name === entry.name);
    const feature = listFeatures(definition, entries).find(isAt);
    return feature && outline?.features.find(({ name }) => name === feature.name);
  };
  const place = definition.nameRange.start === finding.range.start ? symbol : findPlace();
  if (!place) return finding;
  const fixes = finding.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.flatMap((edit) => [
      { start: place.start, end: place.end, newText: `@${edit.newText.replace(/^'\*?|'$/g, '')}:` },
      edit,
    ]),
  }));
  return { ...finding, fixes };
}

/** Lists the names that unions refer to: discriminators, and values that have a branch. */
export function listUnionNames({ definitions }: Schema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of definitions.values()) {
    if (definition.kind !== 'union') continue;
    names.add(definition.discriminator);
    for (const { name } of definition.branches) names.add(name);
  }
  return names;
}

/** Removes the fixes that would rename what a union refers to. @param text that of the file */
export function keepUnionNames(
  finding: QapiFinding,
  text: string,
  unionNames: ReadonlySet<string>,
): QapiFinding {
  if (!RENAMES.has(finding.code) || !finding.fixes) return finding;
  const name = text.slice(finding.range.start, finding.range.end).replace(/^'\*?|'$/g, '');
  return unionNames.has(name) ? { ...finding, fixes: [] } : finding;
}
