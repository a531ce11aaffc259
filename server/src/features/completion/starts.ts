import { listUsualGlobs } from '../../descriptor/machineTypes';
import { HOST_TEMPLATES } from '../../descriptor/usualImages';
import { findMember, isObjectType, listMembers, listBranchMembers } from '../../qapi/lookup';
import type { Branch, EnumType, Member, Schema, StructType, TypeRef, UnionType } from '../../qapi/schema';
import { lookUp } from '../../text/table';
import type { Template, TemplateMember } from './template';

/** The most common value of each enum, by the enum's name. */
const USUAL_VALUE: Readonly<Record<string, string>> = {
  FirmwareOSInterface: 'uefi',
  FirmwareDevice: 'flash',
  FirmwareFlashMode: 'split',
  FirmwareFormat: 'raw',
  BlockdevDriver: 'raw',
  FirmwareArchitecture: 'x86_64',
  SysEmuTarget: 'x86_64',
};

/** Optional members that most objects of a type have. Without a mode, firmware in flash requires a template. */
const USUAL_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  FirmwareMappingFlash: ['mode', 'nvram-template'],
};

/** Lists that may be empty in a valid descriptor. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['features', 'tags']);

/** Returns the value of an enum that is proposed first; undefined if none is preferred. */
export function findUsualValue(type: EnumType): string | undefined {
  const usual = lookUp(USUAL_VALUE, type.name);
  return type.values.some(({ name }) => name === usual) ? usual : undefined;
}

/** Lists the values of an enum that a descriptor can use, the usual one first: old schemas use QEMU's own, longer lists. */
export function listUsableValues(type: EnumType): readonly string[] {
  const usable = type.values
    .map(({ name }) => name)
    .filter((name) => {
      if (type.name === 'BlockdevDriver') return name === 'raw' || name === 'qcow2';
      if (type.name === 'SysEmuTarget') return listUsualGlobs(name).length > 0;
      return true;
    });
  const usual = findUsualValue(type);
  return usual === undefined ? usable : [usual, ...usable.filter((name) => name !== usual)];
}

/** Does the same for a member of a type; empty if the schema has no such member or its type is not an enum. */
export function listMemberValues(schema: Schema, typeName: string, name: string): readonly string[] {
  const type = schema.definitions.get(typeName);
  const member = isObjectType(type) ? findMember(schema, type, name) : undefined;
  const values = member && schema.definitions.get(member.type.name);
  return values?.kind === 'enum' ? listUsableValues(values) : [];
}

/** Deeper than any descriptor; ends the recursion into types that contain themselves. */
const MAX_DEPTH = 4;
/** More members than any object of a descriptor has: a schema may require any number of them, at every depth. */
const MAX_MEMBERS = 16;

/** Makes an initial value for a member. `architecture` is that of the target it belongs to. */
export function makeMemberTemplate(
  member: Member,
  schema: Schema,
  architecture?: string,
  depth = 0,
): Template {
  if (member.name === 'machines' && member.type.isArray)
    return makeListTemplate(makeMachineTemplate(architecture));
  if (member.name === 'template' && member.type.name === 'str')
    return { kind: 'choice', values: HOST_TEMPLATES };
  if (!member.type.isArray) return makeTypeTemplate(member.type, schema, depth);
  if (MAY_BE_EMPTY.has(member.name)) return makeGrowingTemplate();
  return makeListTemplate(makeTypeTemplate(member.type, schema, depth));
}

/** Makes an initial value of a type, or an element of a list of it. */
export function makeTypeTemplate({ name }: Pick<TypeRef, 'name'>, schema: Schema, depth = 0): Template {
  const type = schema.definitions.get(name);
  if (type?.kind === 'enum') return { kind: 'choice', values: listUsableValues(type) };
  if (isObjectType(type) && depth < MAX_DEPTH) return makeObjectTemplate(type, schema, undefined, depth + 1);
  if (name === 'bool') return { kind: 'literal', initial: 'false' };
  if (/^(u?int\d*|size|number)$/.test(name)) return { kind: 'literal', initial: '0' };
  return makeTextTemplate('');
}

/** Makes an object with its required members; for a union, with the given or the usual branch. */
export function makeObjectTemplate(
  type: StructType | UnionType,
  schema: Schema,
  branch?: Branch,
  depth = 1,
): Template {
  const chosen = branch ?? (type.kind === 'union' ? findUsualBranch(type) : undefined);
  const declared = [...listMembers(schema, type), ...(chosen ? listBranchMembers(schema, chosen) : [])];
  const members = declared
    .filter(({ member, owner }) => !member.optional || lookUp(USUAL_MEMBERS, owner)?.includes(member.name))
    .slice(0, MAX_MEMBERS)
    .map(({ member }): TemplateMember => {
      const isChosen = chosen && type.kind === 'union' && member.name === type.discriminator;
      return [
        member.name,
        isChosen ? makeFixedTemplate(chosen.name) : makeMemberTemplate(member, schema, undefined, depth),
      ];
    });
  return { kind: 'object', members };
}

/** Makes a target for one architecture. */
export function makeTargetTemplate(architecture: string): Template {
  const members: readonly TemplateMember[] = [
    ['architecture', makeFixedTemplate(architecture)],
    ['machines', makeListTemplate(makeMachineTemplate(architecture))],
  ];
  return { kind: 'object', members };
}

export function makeTextTemplate(initial: string): Template {
  return { kind: 'text', initial };
}

export function makeFixedTemplate(value: string): Template {
  return { kind: 'fixed', value };
}

export function makeListTemplate(...elements: readonly Template[]): Template {
  return { kind: 'list', elements };
}

/** Makes a list that is complete, but can be continued at its end. */
export function makeGrowingTemplate(...elements: readonly Template[]): Template {
  return { kind: 'list', elements, grows: true };
}

function makeMachineTemplate(architecture: string | undefined): Template {
  const globs = listUsualGlobs(architecture ?? '');
  return globs.length > 0 ? { kind: 'choice', values: globs } : makeTextTemplate('pc-q35-*');
}

function findUsualBranch(type: UnionType): Branch | undefined {
  return type.branches.find(({ name }) => name === lookUp(USUAL_VALUE, 'FirmwareDevice')) ?? type.branches[0];
}
