import { t } from '../../text/translations';
import { removeElement, replaceValue, wrapInList, WrittenValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { describeKind, type JsonValue } from '../../descriptor/json';
import { suggestValue } from '../../descriptor/suggestedValue';
import type { ExpectedType, Mismatch, TypedMember } from '../../descriptor/typedTree';
import { ROOT_TYPE } from '../../descriptor/schemaContext';
import { withMembers, makeExample } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { rateAbsence } from '../shared/absence';

export const wrongType: Rule = {
  code: 'wrong-type',
  severity: 'error',
  *check(document) {
    for (const node of document.nodes) {
      if (node.kind !== 'mismatch') continue;
      if (node === document.root && document.syntax.incomplete) continue; // what is there of a broken text proves nothing
      const member = findHoldingMember(node);
      yield {
        range: node.member || node.parent ? node.json : { start: node.json.start, end: node.json.start + 1 },
        severity: member && rateAbsence(member.object, member.name),
        message: `${describeMistake(document, node)} ${t('QEMU’s schema demands it.')}`,
        fixes: proposeFixes(document, node),
      };
    }
  },
};

export const wrongTypeDocs: RuleDocs = {
  rule: wrongType,
  title: 'A value of the wrong type',
  documentation: `The schema wants another kind of value here: a list where there is one string, an object where there is a path, a string where there
is \`null\`. libvirt takes such a member for missing and drops the file without a message. \`description\` and \`tags\` only
systemd-vmspawn reads, so there it is a warning.`,
  examples: () => ({
    valid: [withMembers({ features: ['acpi-s3'] })],
    invalid: [
      withMembers({ features: 'acpi-s3' }),
      withMembers({ 'interface-types': [null] }),
      makeExample('[]\n'),
    ],
  }),
};

/** The member whose value, or an element of whose value, this is. */
function findHoldingMember(node: Mismatch): TypedMember | undefined {
  return node.member ?? (node.parent?.kind === 'list' ? node.parent.member : undefined);
}

function describeMistake(document: DescriptorDocument, node: Mismatch): string {
  const actual = describeKind(node.json);
  const wanted = describeType(document, node.expected);
  if (node.member) return t('“{0}” is {1}, but must be {2}.', node.member.name, actual, wanted);
  const list = findHoldingMember(node);
  return list
    ? t('This element of “{0}” is {1}, but must be {2}.', list.name, actual, wanted)
    : t('The descriptor is {0}, but must be {1}.', actual, wanted);
}

/** A type as a message names it. */
function describeType(document: DescriptorDocument, { name, isList }: ExpectedType): string {
  const definition = document.context.schema.definitions.get(name);
  if (name === ROOT_TYPE) return t('one JSON object');
  if (name === 'str' || definition?.kind === 'enum') return isList ? t('a list of strings') : t('a string');
  if (definition) return isList ? t('a list of objects') : t('an object');
  return isList ? t('a list of values of type {0}', name) : t('a value of type {0}', name);
}

function proposeFixes(document: DescriptorDocument, node: Mismatch): Fix[] {
  const { json, expected } = node;
  const replace = (title: string, value: unknown): Fix => ({
    title,
    edits: [replaceValue(document.text, json, value)],
  });
  const fixes: Fix[] = [];
  const only = findOnlyElement(json);
  if (expected.isList && json.kind !== 'array' && json.kind !== 'null') {
    const fits = (json.kind === 'object') === isObject(document, expected.name);
    if (fits)
      fixes.push({
        title: t('Put it into a list'),
        edits: [wrapInList(document.text, json)],
        safe: true,
        reveals: true,
      });
  } else if (!expected.isList && only && (only.kind === 'object') === isObject(document, expected.name)) {
    fixes.push({ ...replace(t('Take it out of the list'), new WrittenValue(only)), reveals: true });
  } else if (
    isObject(document, expected.name) &&
    json.kind === 'string' &&
    expected.name === 'FirmwareFlashFile'
  ) {
    fixes.push(
      replace(t('Write it as filename and format'), {
        filename: json.value,
        format: json.value.endsWith('.qcow2') ? 'qcow2' : 'raw',
      }),
    );
  } else if (expected.name === 'str' && (json.kind === 'number' || json.kind === 'boolean')) {
    fixes.push({ ...replace(t('Write it as a string'), String(json.value)), reveals: true });
  }
  if (node.parent?.kind === 'list' && node.parent.elements.length > 1) {
    fixes.push({
      title: t('Remove this element'),
      edits: [removeElement(document.text, node.parent.json, json)],
    });
  }
  if (fixes.length === 0)
    fixes.push({
      ...replace(t('Replace by a value of the right type'), makeExampleValue(document, node)),
      reveals: true,
    });
  return fixes;
}

/** What a list holds if that is one value only, be it in further lists; undefined for what is no list. */
function findOnlyElement(json: JsonValue): JsonValue | undefined {
  const only = json.kind === 'array' && json.elements.length === 1 ? json.elements[0] : undefined;
  return only?.kind === 'array' ? findOnlyElement(only) : only;
}

function isObject(document: DescriptorDocument, type: string): boolean {
  const kind = document.context.schema.definitions.get(type)?.kind;
  return kind === 'struct' || kind === 'union';
}

function makeExampleValue(document: DescriptorDocument, node: Mismatch): unknown {
  const member = findHoldingMember(node);
  const type = member?.allowed?.member.type ?? { name: node.expected.name, isArray: node.expected.isList };
  const beside = member?.object.members.map(({ name }) => name) ?? [];
  const value = suggestValue(
    { name: member?.name ?? '', type, beside },
    document.view,
    document.context.schema,
  );
  return node.parent?.kind === 'list' && Array.isArray(value) ? (value[0] ?? '') : value;
}
