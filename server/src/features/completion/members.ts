import { memberOf, type TypedMember, type TypedObject } from '../../descriptor/typedTree';
import { membersOfBranch } from '../../qapi/lookup';
import type { Member, Schema, UnionType } from '../../qapi/schema';
import { typeText } from '../documentation';
import { described, type Proposal } from './proposal';
import { startOfMember } from './starts';

/** The members that the object of `current`, the one at the cursor, does not have: those it needs first. */
export function memberProposals({ object, json }: TypedMember, schema: Schema): Proposal[] {
  const others = new Set(object.members.filter((member) => member.json !== json).map(({ name }) => name));
  const proposals = object.allowed
    .map(({ member }) => member)
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map((member) => proposal(member, object, schema));
  if (object.type.kind === 'union' && !object.resolved)
    proposals.push(...proposalsOfBranches(object.type, object, schema));
  return proposals.filter(({ label }) => !others.has(label));
}

/** The members of all branches, each once, with the values of the discriminator that allow it. */
function proposalsOfBranches(union: UnionType, object: TypedObject, schema: Schema): Proposal[] {
  const found = new Map<string, { member: Member; branches: string[] }>();
  for (const branch of union.branches) {
    for (const { member } of membersOfBranch(schema, branch)) {
      const known = found.get(member.name);
      if (known) known.branches.push(branch.name);
      else found.set(member.name, { member, branches: [branch.name] });
    }
  }
  return [...found.values()].map(({ member, branches }) =>
    proposal(member, object, schema, `with ${union.discriminator} ${branches.join(', ')}`),
  );
}

function proposal(member: Member, object: TypedObject, schema: Schema, ...details: string[]): Proposal {
  const architecture = memberOf(object, 'architecture')?.value?.json;
  const required = member.optional ? 'optional' : 'required';
  return {
    label: member.name,
    kind: 'member',
    value: startOfMember(member, schema, architecture?.kind === 'string' ? architecture.value : undefined),
    ...described(member, typeText(member.type), required, ...details),
  };
}
