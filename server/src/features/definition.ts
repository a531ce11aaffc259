import type { DescriptorDocument } from '../descriptor/document';
import { findExpectedType } from '../descriptor/typedTree';
import type { Branch, Member, SourceRange } from '../qapi/schema';
import type { TextRange } from '../text/lineIndex';
import { findBranch, findMemberDeclaration, findValueDeclaration } from './declaration';
import { findToken, type DescriptorToken } from './tokenAt';

/** The place of a declaration in the schema. */
export interface DefinitionLink {
  /** The name or value in the descriptor. */
  readonly origin: TextRange;
  /** The name in the schema. */
  readonly target: SourceRange;
  /** The whole declaration. */
  readonly full: SourceRange;
}

/**
 * Finds the declaration of the member's name or the enum's value at `offset`; for a discriminator's value, the branch that it selects.
 * Undefined if the schema does not declare it.
 */
export function findDefinition(document: DescriptorDocument, offset: number): DefinitionLink | undefined {
  const token = findToken(document.root, offset);
  if (!token) return undefined;
  const place = token.kind === 'name' ? findMemberPlace(token, document) : findValuePlace(token, document);
  return place && { origin: getOrigin(token), ...place };
}

/** Finds the definition of the type of the member's name or the value at `offset`; undefined for built-in types. */
export function findTypeDefinition(document: DescriptorDocument, offset: number): DefinitionLink | undefined {
  const token = findToken(document.root, offset);
  if (!token) return undefined;
  const name =
    token.kind === 'name'
      ? findMemberDeclaration(token.member, document.context)?.member.type.name
      : findExpectedType(token.node)?.name;
  const type = name === undefined ? undefined : document.context.full.definitions.get(name);
  return type && { origin: getOrigin(token), target: type.nameRange, full: type.range };
}

type Place = Omit<DefinitionLink, 'origin'>;

function findMemberPlace(
  { member }: DescriptorToken & { kind: 'name' },
  { context }: DescriptorDocument,
): Place | undefined {
  const declared = findMemberDeclaration(member, context)?.member;
  return declared && addType(declared);
}

function findValuePlace(
  { node }: DescriptorToken & { kind: 'value' },
  { context }: DescriptorDocument,
): Place | undefined {
  if (node.kind !== 'enum') return undefined;
  const branch = findBranch(node, context);
  if (branch) return addType(branch);
  const value = findValueDeclaration(node, context);
  return value && { target: value.range, full: value.range };
}

function addType({ range, type }: Member | Branch): Place {
  return { target: range, full: { ...range, end: Math.max(range.end, type.range.end) } };
}

function getOrigin(token: DescriptorToken): TextRange {
  const { start, end } = token.kind === 'name' ? token.member.json.key : token.node.json;
  return { start, end };
}
