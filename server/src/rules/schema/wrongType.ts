import { t } from '../../text/translations';
import { removeElement, replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { describeKind, type JsonValue } from '../../descriptor/json';
import { suggestValue } from '../../descriptor/suggestedValue';
import type { ExpectedType, Mismatch } from '../../descriptor/typedTree';
import { ROOT_TYPE } from '../../descriptor/schemaContext';
import { withMembers, makeExample } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { rateAbsence } from '../shared/absence';
import { findHoldingMember, listConversions } from '../shared/convert';

export const wrongType: Rule = {
  code: 'wrong-type',
  severity: 'error',
  concerns: ['mismatch'],
  *check(document) {
    for (const node of document.nodesOf('mismatch')) {
      if (node === document.root && document.syntax.incomplete) continue; // an incomplete text proves nothing
      const member = findHoldingMember(node);
      yield {
        range: node.member || node.parent ? node.json : { start: node.json.start, end: node.json.start + 1 },
        severity: member && rateAbsence(member.object, member.name),
        message: `${describeMistake(document, node)} ${t('Required by QEMU’s schema.')}`,
        fixes: proposeFixes(document, node),
      };
    }
  },
};

export const wrongTypeDocs: RuleDocs = {
  rule: wrongType,
  title: 'A value of the wrong type',
  documentation: `The schema requires another kind of value here: a list instead of one string, an object instead of a path, or a
string instead of \`null\`. libvirt treats the member as missing and ignores the file without a message; libvirt 9.0
then selects no firmware at all. Only systemd-vmspawn
reads \`description\` and \`tags\`, so this is only a warning for these two members.`,
  examples: () => ({
    valid: [withMembers({ features: ['acpi-s3'] })],
    invalid: [
      withMembers({ features: 'acpi-s3' }),
      withMembers({ 'interface-types': [null] }),
      makeExample('[]\n'),
    ],
  }),
};

function describeMistake(document: DescriptorDocument, node: Mismatch): string {
  const actual = describeKind(node.json);
  const expected = describeType(document, node.expected);
  if (node.member) return t('“{0}” is {1}; expected {2}.', node.member.name, actual, expected);
  const list = findHoldingMember(node);
  return list
    ? t('This element of “{0}” is {1}; expected {2}.', list.name, actual, expected)
    : t('The descriptor is {0}; expected {1}.', actual, expected);
}

/** Describes a type for a message. */
function describeType(document: DescriptorDocument, { name, isList }: ExpectedType): string {
  const definition = document.context.schema.definitions.get(name);
  if (name === ROOT_TYPE) return t('one JSON object');
  if (name === 'str' || definition?.kind === 'enum') return isList ? t('a list of strings') : t('a string');
  if (definition) return isList ? t('a list of objects') : t('an object');
  return isList ? t('a list of values of type {0}', name) : t('a value of type {0}', name);
}

function proposeFixes(document: DescriptorDocument, node: Mismatch): Fix[] {
  const { json, parent } = node;
  // JSON inside a string.
  if (json.kind === 'string' && json.value.startsWith('{'))
    return [{ title: t('Keep only the JSON'), edits: [{ ...json, newText: json.value }], reveals: true }];
  const fixes = listConversions(document, node);
  if (parent?.kind === 'list' && parent.elements.length > 1)
    fixes.push({
      title: t('Remove this element'),
      edits: [removeElement(document.text, parent.json, json)],
    });
  if (fixes.length === 0 && isEmpty(json))
    fixes.push({
      title: t('Replace with a value of the right type'),
      edits: [replaceValue(document.text, json, makeExampleValue(document, node))],
      reveals: true,
    });
  return fixes;
}

/** Whether replacing a value would lose nothing. */
function isEmpty(json: JsonValue): boolean {
  switch (json.kind) {
    case 'object':
      return json.properties.length === 0;
    case 'array':
      return json.elements.length === 0;
    case 'string':
      return json.value.trim() === '';
    default:
      return true;
  }
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
