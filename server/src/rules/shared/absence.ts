import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode } from '../../descriptor/firmwareView';
import { insertMember, replaceValue } from '../../descriptor/edits';
import { standsFor } from '../../descriptor/strays';
import { suggestValue } from '../../descriptor/suggestedValue';
import { findMember, type TypedObject } from '../../descriptor/typedTree';
import type { DeclaredMember } from '../../qapi/lookup';
import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import type { Severity } from '../rule';

/**
 * Returns the mandatory members that an object lacks: those in the schema, and the NVRAM template of split flash firmware.
 * [FirmwareMappingFlash; libvirt: qemuFirmwareMappingFlashParse]
 */
export function listMissingMembers(object: TypedObject, document: DescriptorDocument): DeclaredMember[] {
  const mapping = document.view.mapping;
  const splitMapping = mapping?.object === object && findFlashMode(mapping) === 'split';
  return object.allowed.filter(
    ({ member }) =>
      (!member.optional || (splitMapping && member.name === 'nvram-template')) &&
      findMember(object, member.name) === undefined,
  );
}

/** Returns the missing members that no misplaced or misspelt member explains. */
export function listUnexplainedMissing(object: TypedObject, document: DescriptorDocument): DeclaredMember[] {
  return listMissingMembers(object, document).filter(
    ({ member }) => !document.strays.some((stray) => standsFor(stray, object, member.name)),
  );
}

/**
 * Returns the severity if `name` is missing or wrong. Only systemd-vmspawn reads the description and the tags: libvirt and
 * mkosi accept the file without them.
 */
export function rateAbsence(object: TypedObject, name: string): Severity {
  const isOnlyForVmspawn = object.type.name === 'Firmware' && (name === 'description' || name === 'tags');
  return isOnlyForVmspawn ? 'warning' : 'error';
}

/** Inserts members in the schema's order, each with a value to start from. */
export function insertMissing(
  document: DescriptorDocument,
  object: TypedObject,
  missing: readonly DeclaredMember[],
): TextEdit[] {
  const values = missing.map(
    (entry) => [entry.member.name, suggestMemberValue(document, object, entry)] as const,
  );
  if (object.json.properties.length === 0) {
    return [replaceValue(document.text, object.json, Object.fromEntries(values))];
  }
  return values.map(([name, value]) => insertInOrder(document, object, name, value));
}

/** Returns a value to start from for a member of `object`. */
export function suggestMemberValue(
  document: DescriptorDocument,
  object: TypedObject,
  { member }: DeclaredMember,
): unknown {
  const architecture = findMember(object, 'architecture')?.value?.json;
  return suggestValue(
    {
      name: member.name,
      type: member.type,
      beside: object.members.map(({ name }) => name),
      architecture: architecture?.kind === 'string' ? architecture.value : undefined,
    },
    document.view,
    document.context.schema,
  );
}

/** Inserts a member after the last one that the schema declares before it. */
export function insertInOrder(
  document: DescriptorDocument,
  object: TypedObject,
  name: string,
  value: unknown,
): TextEdit {
  const order = object.allowed.map(({ member }) => member.name);
  const before = object.members.filter((member) => order.slice(0, order.indexOf(name)).includes(member.name));
  return insertMember(document.text, object.json, name, value, before.at(-1)?.json);
}

/** Returns where to show that something is missing in an object: its member’s name, or else its brace. */
export function findHead(object: TypedObject): TextRange {
  return object.member ? object.member.json.key : { start: object.json.start, end: object.json.start + 1 };
}
