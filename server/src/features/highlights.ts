import type { DescriptorDocument } from '../descriptor/document';
import { listNodes, type TypedNode } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import { findImageAt, findUses } from './images';
import { findMachinesAround } from './machines';
import { findToken } from './tokenAt';

/**
 * Finds the places with the same meaning as the one at `offset`, including that one, in the order of the text: the same feature, machine
 * pattern, image or other value of one kind; for a member's name, its duplicates in the same object.
 */
export function findHighlights(document: DescriptorDocument, offset: number): TextRange[] {
  const image = findImageAt(document, offset);
  if (image) return findUses(document, image.path).map(({ token }) => token);
  const { root } = document;
  const token = findToken(root, offset);
  if (!root || !token) return [];
  if (token.kind === 'name') {
    const { name, object } = token.member;
    return object.members.filter((member) => member.name === name).map(({ json }) => toRange(json.key));
  }
  const { json } = token.node;
  const role = findRole(token.node);
  if (role === undefined || json.kind !== 'string') return [];
  return listNodes(root)
    .filter(
      (node) => node.json.kind === 'string' && node.json.value === json.value && findRole(node) === role,
    )
    .map((node) => toRange(node.json));
}

/** Finds the role of a string: equal strings with one role have the same meaning. Undefined for texts that only people read. */
function findRole(node: TypedNode): string | undefined {
  if (node.kind === 'enum') return `value of ${node.type.name}`;
  if (findMachinesAround(node)) return 'machine type';
  const list = node.parent?.kind === 'list' ? node.parent.member?.name : undefined;
  return list === undefined ? undefined : `element of ${list}`;
}

function toRange({ start, end }: TextRange): TextRange {
  return { start, end };
}
