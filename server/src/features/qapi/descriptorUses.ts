import type { DescriptorDocument } from '../../descriptor/document';
import type { TextRange } from '../../text/lineIndex';

/** A member of a type, or a value of an enum. */
export interface Part {
  readonly owner: string;
  readonly name: string;
}

/** Lists where a descriptor has a member or value of its schema, without the quotes. */
export function listDescriptorUses(
  document: DescriptorDocument,
  { owner, name }: Part,
): readonly TextRange[] {
  const members = document
    .nodesOf('object')
    .flatMap((node) => node.members)
    .filter(({ allowed }) => allowed?.owner === owner && allowed.member.name === name);
  const values = document.nodesOf('enum').filter(({ type, value }) => type.name === owner && value === name);
  return [...members.map(({ json }) => json.key), ...values.map(({ json }) => json)]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start: start + 1, end: Math.max(start + 1, end - 1) }));
}
