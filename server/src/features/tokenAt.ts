import { touches } from '../descriptor/json';
import type { TypedMember, TypedNode } from '../descriptor/typedTree';

/** The name of a member, or a string or literal in the place of a value. */
export type DescriptorToken =
  | { readonly kind: 'name'; readonly member: TypedMember }
  | { readonly kind: 'value'; readonly node: TypedNode };

/** Finds the name or scalar value that contains or touches `offset`; undefined elsewhere and in untyped parts. */
export function findToken(root: TypedNode | undefined, offset: number): DescriptorToken | undefined {
  for (let node = root; node && touches(node.json, offset);) {
    if (node.kind === 'object') {
      const member = node.members.find(({ json }) => touches(json, offset));
      if (member && touches(member.json.key, offset)) return { kind: 'name', member };
      node = member?.value;
    } else if (node.kind === 'list') {
      node = node.elements.find(({ json }) => touches(json, offset));
    } else {
      return node.json.kind === 'object' || node.json.kind === 'array' ? undefined : { kind: 'value', node };
    }
  }
  return undefined;
}
