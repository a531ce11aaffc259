import {
  isObjectType,
  listMembers,
  listBranchMembers,
  listObjectTypes,
  listOwnMembers,
} from '../qapi/lookup';
import type { Schema, UnionType } from '../qapi/schema';
import { findClosest } from '../text/closest';
import { lookUp } from '../text/table';
import { ROOT_TYPE, type SchemaContext } from './schemaContext';
import type { TypedMember, TypedObject } from './typedTree';

/** A member that the schema does not allow in its object, and the likely reason for it. */
export type Stray = { readonly member: TypedMember } & (
  | {
      /** A later QEMU has it, since the given release. */
      readonly reason: 'newer';
      readonly since: string;
    }
  | {
      /** Other branches of the union have it, those with the given discriminator values. */
      readonly reason: 'branch';
      readonly branches: readonly string[];
    }
  | {
      /** Another type, `owner`, has it; `target` is the only object of that type in this document, or the only one that lacks it. */
      readonly reason: 'level';
      readonly owner: string;
      readonly target?: TypedObject | undefined;
      /** The missing member of `target` that it belongs to. */
      readonly part?: string | undefined;
    }
  | {
      /** Its value is an object with members that the enclosing object lacks. */
      readonly reason: 'wrapper';
    }
  | {
      /** Its name is similar to that of a missing member. */
      readonly reason: 'misspelt';
      readonly meant: string;
    }
  | { readonly reason: 'unknown' }
);

/** More than is ever shown; limits the work on a hostile document. */
const MAX_STRAYS = 1000;

/** Lists the stray members among the objects of a typed tree, in the order of the text. */
export function findStrays(objects: readonly TypedObject[], context: SchemaContext): Stray[] {
  const findLevel = makeLevelFinder(objects, context.schema);
  return (
    objects
      .flatMap((object) => object.members)
      // A name without a colon is still being typed.
      .filter((member) => !member.allowed && !member.duplicateOf && member.json.colon !== undefined)
      .slice(0, MAX_STRAYS)
      .map((member) => ({ member, ...findReason(member, findLevel, context) }))
  );
}

/** Whether a stray member explains the missing member `name` of `object`, so that only the stray is reported. */
export function standsFor(stray: Stray, object: TypedObject, name: string): boolean {
  switch (stray.reason) {
    case 'misspelt':
      return stray.member.object === object && stray.meant === name;
    case 'level':
      return stray.target === object && (stray.part ?? stray.member.name) === name;
    case 'wrapper':
      return stray.member.object === object;
    case 'branch':
      return (
        stray.member.object === object &&
        object.allowed.some(({ member, owner }) => member.name === name && owner !== object.type.name)
      );
    default:
      return false;
  }
}

/** Names that people plausibly use for members. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  path: ['filename'],
  file: ['filename'],
  image: ['filename'],
  type: ['format', 'device'],
  arch: ['architecture'],
  interface: ['interface-types'],
  interfaces: ['interface-types'],
  code: ['executable'],
  loader: ['executable'],
  nvram: ['nvram-template'],
  vars: ['nvram-template'],
};

type Reason = Stray extends infer S ? (S extends Stray ? Omit<S, 'member'> : never) : never;

function findReason(
  stray: TypedMember,
  findLevel: (name: string) => Reason | undefined,
  { schema, full }: SchemaContext,
): Reason {
  const { object, name, json } = stray;
  const since = findLaterRelease(object, name, full);
  if (since) return { reason: 'newer', since };
  const branches = object.type.kind === 'union' ? listBranchesWith(object.type, name, schema) : [];
  if (branches.length > 0) return { reason: 'branch', branches };
  const absent = object.allowed.map(({ member }) => member.name).filter((known) => !object.named.has(known));
  const inner = json.value?.kind === 'object' ? json.value.properties.map(({ key }) => key.value) : [];
  if (absent.filter((known) => inner.includes(known)).length > 1) return { reason: 'wrapper' };
  const level = findLevel(name);
  if (level) return level;
  const synonyms = lookUp(SYNONYMS, name.toLowerCase()) ?? [];
  const meant = findClosest(name, absent) ?? absent.find((known) => synonyms.includes(known));
  return meant === undefined ? { reason: 'unknown' } : { reason: 'misspelt', meant };
}

/** Finds the type that has a member of each name, and searches the objects once per name. */
function makeLevelFinder(
  objects: readonly TypedObject[],
  schema: Schema,
): (name: string) => Reason | undefined {
  const found = new Map<string, Reason | undefined>();
  const find = (name: string): Reason | undefined => {
    // The path of the executable, next to a mapping that lacks it.
    const mapping = objects.find(({ allowed, named }) =>
      allowed.some(({ member }) => member.name === 'executable' && !named.has('executable')),
    );
    if (mapping && name === 'filename')
      return { reason: 'level', owner: name, target: mapping, part: 'executable' };
    const level = findOwner(name, schema);
    if (level === undefined) return undefined;
    const targets = objects.filter(({ allowed }) =>
      allowed.some(({ member, owner }) => owner === level && member.name === name),
    );
    // If there are several, the only one that lacks it.
    const lacking = targets.length > 1 ? targets.filter(({ named }) => !named.has(name)) : targets;
    return { reason: 'level', owner: level, target: lacking.length === 1 ? lacking[0] : undefined };
  };
  return (name) => {
    if (!found.has(name)) found.set(name, find(name));
    return found.get(name);
  };
}

/** Finds the release that added a member `name` to this object's type, if the schema in use is older. */
function findLaterRelease(object: TypedObject, name: string, full: Schema): string | undefined {
  const type = full.definitions.get(object.type.name);
  if (!isObjectType(type)) return undefined;
  const branch =
    object.branch && type.kind === 'union'
      ? type.branches.find((other) => other.name === object.branch?.name)
      : undefined;
  const members = [...listMembers(full, type), ...(branch ? listBranchMembers(full, branch) : [])];
  return members.find(({ member }) => member.name === name)?.member.since;
}

function listBranchesWith(union: UnionType, name: string, schema: Schema): string[] {
  return union.branches
    .filter((branch) => listBranchMembers(schema, branch).some(({ member }) => member.name === name))
    .map((branch) => branch.name);
}

/** Finds the only struct or union that declares a member of this name. */
function findOwner(name: string, schema: Schema): string | undefined {
  const owners = listObjectTypes(schema, ROOT_TYPE).filter((type) =>
    listOwnMembers(type).some((member) => member.name === name),
  );
  return owners.length === 1 ? owners[0]?.name : undefined;
}
