import { t } from '../../text/translations';
import { findMember, type TypedMember, type TypedObject } from '../../descriptor/typedTree';
import { listBranchMembers } from '../../qapi/lookup';
import type { Member, Schema, UnionType } from '../../qapi/schema';
import { formatType } from '../documentation';
import { describeEntry, type CompletionProposal } from './proposal';
import { makeMemberTemplate } from './starts';

/** Proposes the members that the object at the cursor lacks: required ones first. */
export function proposeMembers({ object, json }: TypedMember, schema: Schema): CompletionProposal[] {
  const others = new Set(object.members.filter((member) => member.json !== json).map(({ name }) => name));
  const proposals = object.allowed
    .map(({ member }) => member)
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map((member) => makeProposal(member, object, schema));
  if (object.type.kind === 'union' && !object.resolved)
    proposals.push(...proposeBranchMembers(object.type, object, schema));
  return proposals.filter(({ label }) => !others.has(label) && !isOutOfPlace(label, object));
}

/** Only mode `split` has a template. [FirmwareMappingFlash] */
function isOutOfPlace(name: string, object: TypedObject): boolean {
  if (name !== 'nvram-template') return false;
  const mode = findString(findMember(object, 'mode'));
  return mode === 'combined' || mode === 'stateless';
}

/** Proposes the members of all branches, each once, with the discriminator values that allow it. */
function proposeBranchMembers(union: UnionType, object: TypedObject, schema: Schema): CompletionProposal[] {
  const found = new Map<string, { member: Member; branches: string[] }>();
  for (const branch of union.branches) {
    for (const { member } of listBranchMembers(schema, branch)) {
      const known = found.get(member.name);
      if (known) known.branches.push(branch.name);
      else found.set(member.name, { member, branches: [branch.name] });
    }
  }
  return [...found.values()].map(({ member, branches }) =>
    makeProposal(member, object, schema, t('with {0} {1}', union.discriminator, branches.join(', '))),
  );
}

function makeProposal(
  member: Member,
  object: TypedObject,
  schema: Schema,
  ...details: string[]
): CompletionProposal {
  const required = member.optional ? t('optional') : t('required');
  return {
    label: member.name,
    kind: 'member',
    goesOn: CHOSEN.has(member.name),
    value: makeMemberTemplate(member, schema, findString(findMember(object, 'architecture'))),
    ...describeEntry(member, formatType(member.type), required, ...details),
  };
}

/** Members whose value starts with an empty place that has proposals. */
const CHOSEN: ReadonlySet<string> = new Set(['executable', 'nvram-template', 'filename', 'features']);

function findString(member: TypedMember | undefined): string | undefined {
  const json = member?.value?.json;
  return json?.kind === 'string' ? json.value : undefined;
}
