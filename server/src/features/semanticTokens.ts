import type { DescriptorDocument } from '../descriptor/document';
import type { JsonString } from '../descriptor/json';
import { listNodes, type TypedEnum, type TypedMember, type TypedNode } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { isDeprecated } from './documentation';
import { findMachinesAround } from './machines';

/** The names of some of LSP's own token types, which every theme knows. */
export type TokenType = 'property' | 'enumMember' | 'type' | 'operator' | 'string';

/** On one line. */
export interface SemanticToken extends TextRange {
  readonly type: TokenType;
  readonly deprecated: boolean;
}

/**
 * Classifies names and values by the schema in use, in the order of the text: members (`property`), values of enums (`enumMember`), machine
 * types (`type`) with their wildcards (`operator`). Unknown names and values are plain `string`s, even if a later release knows them. As in
 * the grammar, the token of a member's name includes its quotes, that of a value does not.
 */
export function listSemanticTokens({ root, text }: DescriptorDocument): SemanticToken[] {
  if (!root) return [];
  const tokens = listNodes(root).flatMap((node) => makeTokens(node, text));
  // A backslash before a line end, a mistake, continues a string on the next line.
  return tokens
    .filter(({ start, end }) => start < end && !/[\r\n]/.test(text.slice(start, end)))
    .sort((a, b) => a.start - b.start);
}

function makeTokens(node: TypedNode, text: string): SemanticToken[] {
  if (node.kind === 'object') return node.members.map(makeMemberToken);
  if (node.kind === 'enum') return [makeValueToken(node, text)];
  return node.json.kind === 'string' && findMachinesAround(node) ? makeMachineTokens(node.json, text) : [];
}

function makeMemberToken({ json: { key }, allowed }: TypedMember): SemanticToken {
  const { start, end } = key;
  return allowed
    ? { start, end, type: 'property', deprecated: isDeprecated(allowed.member) }
    : { start, end, type: 'string', deprecated: false };
}

function makeValueToken({ json, type, value }: TypedEnum, text: string): SemanticToken {
  const known = type.values.find(({ name }) => name === value);
  const deprecated = known !== undefined && isDeprecated(known);
  return { ...getInnerRange(json, text), type: known ? 'enumMember' : 'string', deprecated };
}

function makeMachineTokens(json: JsonString, text: string): SemanticToken[] {
  const { start, end } = getInnerRange(json, text);
  return [...text.slice(start, end).matchAll(/[*?]+|[^*?]+/g)].map(({ 0: part, index }) => ({
    start: start + index,
    end: start + index + part.length,
    type: /^[*?]/.test(part) ? 'operator' : 'type',
    deprecated: false,
  }));
}

/** Returns a string without its quotes; the second one may be missing. */
function getInnerRange({ start, end }: TextRange, text: string): TextRange {
  const closed = end - start > 1 && text[end - 1] === '"';
  return { start: start + 1, end: closed ? end - 1 : end };
}
