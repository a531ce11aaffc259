import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import { runRules } from '../rules/analyse';
import { templateMissing } from '../rules/firmware/templateMissing';
import type { Finding, Rule } from '../rules/rule';
import { missingMember } from '../rules/schema/missingMember';
import { misplacedMember } from '../rules/schema/misplacedMember';
import { needsNewerQemu } from '../rules/schema/needsNewerQemu';
import { unknownMember } from '../rules/schema/unknownMember';
import { unknownValue } from '../rules/schema/unknownValue';
import { wrongBranch } from '../rules/schema/wrongBranch';
import { wrongType } from '../rules/schema/wrongType';

/** The rules whose findings mean that a descriptor is invalid by its schema, regardless of their severity. */
const RULES_OF_SCHEMA: readonly Rule[] = [
  missingMember,
  misplacedMember,
  needsNewerQemu,
  unknownMember,
  unknownValue,
  wrongBranch,
  wrongType,
  templateMissing,
];

/** How a descriptor fares with two schemas that do not agree on it. */
export interface Disagreement {
  readonly validBy: 'old' | 'new';
  /** What is wrong with it by the other schema. */
  readonly findings: readonly Finding[];
}

/** Checks a descriptor against two schemas. Returns undefined if it is valid by both or by neither. */
export function compareBySchemas(
  text: string,
  older: SchemaContext,
  newer: SchemaContext,
): Disagreement | undefined {
  const document = new DescriptorDocument(text, older);
  if (document.isMask || document.syntax.problems.length > 0) return undefined;
  const before = runRules(document, RULES_OF_SCHEMA);
  const after = runRules(document.withContext(newer), RULES_OF_SCHEMA);
  if ((before.length === 0) === (after.length === 0)) return undefined;
  return before.length === 0 ? { validBy: 'old', findings: after } : { validBy: 'new', findings: before };
}
