import { isX86 } from '../../descriptor/architectures';
import type { DescriptorDocument } from '../../descriptor/document';
import { listUsualGlobs } from '../../descriptor/machineTypes';
import { HOST_TEMPLATES } from '../../descriptor/usualImages';
import { findExpectedType, findMember, type TypedList, type TypedNode } from '../../descriptor/typedTree';
import { isObjectType } from '../../qapi/lookup';
import type { EnumType, Schema, StructType, UnionType } from '../../qapi/schema';
import { findArchitecture, describeMachines, findMachinesAround } from '../machines';
import { describeEntry, type CompletionProposal } from './proposal';
import { proposeSkeletons } from './skeletons';
import {
  makeFixedTemplate,
  makeListTemplate,
  makeObjectTemplate,
  makeTargetTemplate,
  makeTypeTemplate,
  findUsualValue,
} from './starts';

/** The labels of objects and lists, in all languages. */
const OBJECT = '{ }';
const LIST = '[ ]';

function makeObjectWith(member: string, value: string): string {
  return `{ ${member}: ${value} }`;
}

/** Proposes values that are valid in the place of `node`. */
export function proposeValues(node: TypedNode, document: DescriptorDocument): CompletionProposal[] {
  const { schema } = document.context;
  if (!node.parent) return node.member ? [] : proposeSkeletons(schema);
  const expected = findExpectedType(node);
  if (!expected) return [];
  const type = schema.definitions.get(expected.name);
  const siblings = node.parent.kind === 'list' ? node.parent : undefined;
  const machines = findMachinesAround(node);
  if (expected.isList) return proposeLists(expected.name, node, schema);
  if (type?.kind === 'enum') {
    const proposals = proposeEnumValues(type, siblings && listStringsBeside(node, siblings));
    return type.name === 'FirmwareFeature' ? putFittingFirst(proposals, document) : proposals;
  }
  if (isObjectType(type)) return proposeObjects(type, siblings, schema);
  if (node.member?.name === 'template' && expected.name === 'str')
    return HOST_TEMPLATES.map((label) => ({
      label,
      kind: 'file',
      value: makeFixedTemplate(label),
      detail: '',
    }));
  return machines ? proposeMachines(machines, listStringsBeside(node, machines), schema) : [];
}

/** Proposes values in the order of the schema, without those that the list already has. */
function proposeEnumValues(type: EnumType, present?: ReadonlySet<string>): CompletionProposal[] {
  const usual = findUsualValue(type);
  return type.values
    .filter(({ name }) => !present?.has(name))
    .map((value) => ({
      label: value.name,
      kind: 'value',
      value: makeFixedTemplate(value.name),
      ...describeEntry(value, type.name),
      preselect: value.name === usual,
    }));
}

/** Moves features of PCs to the end if no target is a PC. [FirmwareFeature; libvirt, qemuFirmwareSanityCheck] */
function putFittingFirst(
  proposals: readonly CompletionProposal[],
  { view: { targets } }: DescriptorDocument,
): CompletionProposal[] {
  const architectures = targets.flatMap(({ architecture }) => architecture?.value ?? []);
  const isForeign = architectures.length > 0 && !architectures.some(isX86);
  const rank = ({ label }: CompletionProposal): number => Number(isForeign && PC_FEATURE.test(label));
  return [...proposals].sort((a, b) => rank(a) - rank(b));
}

const PC_FEATURE = /^(?:acpi|amd|intel|requires-smm)/;

/** Proposes an initial list if a member of a list type has no value, or one without brackets. */
function proposeLists(elementType: string, node: TypedNode, schema: Schema): CompletionProposal[] {
  const member = node.member?.allowed?.member;
  if (!member) return [];
  const value = makeListTemplate(makeTypeTemplate({ name: elementType }, schema));
  return [{ label: LIST, kind: 'value', value, ...describeEntry(member, `[${elementType}]`) }];
}

function proposeObjects(
  type: StructType | UnionType,
  siblings: TypedList | undefined,
  schema: Schema,
): CompletionProposal[] {
  if (type.kind === 'union')
    return type.branches.map((branch) => ({
      label: makeObjectWith(type.discriminator, branch.name),
      kind: 'value',
      value: makeObjectTemplate(type, schema, branch),
      ...describeEntry(branch, branch.type.name),
    }));
  if (type.name === 'FirmwareTarget') return proposeTargets(siblings, schema);
  const value = makeObjectTemplate(type, schema);
  return [{ label: OBJECT, kind: 'value', value, detail: type.name }];
}

/** Proposes patterns for the machines of the target's architecture; of all architectures if the target has none yet. */
function proposeMachines(
  machines: TypedList,
  present: ReadonlySet<string>,
  schema: Schema,
): CompletionProposal[] {
  const own = findArchitecture(machines);
  const architectures = own === undefined ? listArchitectureNames(schema) : [own];
  const globs = new Set(architectures.flatMap(listUsualGlobs));
  return [...globs]
    .filter((glob) => !present.has(glob))
    .map((glob) => {
      const having = architectures.filter((architecture) => listUsualGlobs(architecture).includes(glob));
      const documentation = having[0] === undefined ? undefined : describeMachines(glob, having[0]);
      return {
        label: glob,
        kind: 'value',
        value: makeFixedTemplate(glob),
        detail: having.join(', '),
        documentation,
      };
    });
}

/** Proposes a target for each architecture with known machines that no other target has. */
function proposeTargets(siblings: TypedList | undefined, schema: Schema): CompletionProposal[] {
  const taken = new Set(
    siblings?.elements.map((target) => findString(findMember(target, 'architecture')?.value)),
  );
  const type = findArchitectureType(schema);
  const usual = type && findUsualValue(type);
  return (type?.values ?? [])
    .filter(({ name }) => listUsualGlobs(name).length > 0 && !taken.has(name))
    .map((architecture) => ({
      label: makeObjectWith('architecture', architecture.name),
      kind: 'value',
      value: makeTargetTemplate(architecture.name),
      ...describeEntry(architecture, 'FirmwareTarget'),
      preselect: architecture.name === usual,
    }));
}

function listArchitectureNames(schema: Schema): readonly string[] {
  return findArchitectureType(schema)?.values.map(({ name }) => name) ?? [];
}

function findArchitectureType(schema: Schema): EnumType | undefined {
  const target = schema.definitions.get('FirmwareTarget');
  const member =
    target?.kind === 'struct' ? target.members.find(({ name }) => name === 'architecture') : undefined;
  const type = member && schema.definitions.get(member.type.name);
  return type?.kind === 'enum' ? type : undefined;
}

/** Returns the strings in the list, without the one at the cursor. */
function listStringsBeside(node: TypedNode, siblings: TypedList): ReadonlySet<string> {
  return new Set(
    siblings.elements.flatMap((element) => (element.json === node.json ? [] : (findString(element) ?? []))),
  );
}

function findString(node: TypedNode | undefined): string | undefined {
  return node?.json.kind === 'string' ? node.json.value : undefined;
}
