/** Finds the rule that states what a consumer objects to, and where, so that an objection can be shown with its finding. */
import type { Code } from '../descriptor/codes';
import { t } from '../text/translations';
import { isComingValue } from '../descriptor/comingValues';
import type { DescriptorDocument } from '../descriptor/document';
import { findFlashMode } from '../descriptor/firmwareView';
import { Kept } from '../descriptor/kept';
import { describeKind, type JsonProperty, type JsonValue } from '../descriptor/json';
import { standsFor, type Stray } from '../descriptor/strays';
import type { TypedNode } from '../descriptor/typedTree';
import type { TextRange } from '../text/lineIndex';
import type { Objection } from './consumer';

/** States that the member `name` is missing in `parent`, which may not even be an object. */
export function stateMissing(document: DescriptorDocument, parent: JsonValue, name: string): Objection {
  if (parent.kind !== 'object') return stateWrongType(document, parent, 'object');
  const message = t('missing “{0}”', name);
  const node = findNode(document, parent);
  if (node?.kind !== 'object') return { ...findCause(document, parent, 'missing-member'), message };
  const cause = document.strays.find(
    (stray) =>
      standsFor(stray, node, name) ||
      // Without its mode the firmware counts as split, which requires a template.
      (name === 'nvram-template' && stray.reason === 'misspelt' && stray.meant === 'mode'),
  );
  if (cause) return { code: STRAY_CODES[cause.reason], range: toRange(cause.member.json.key), message };
  const optional = node.allowed.some(({ member }) => member.name === name && member.optional);
  const isTemplate =
    optional && name === 'nvram-template' && findFlashMode(document.view.mapping) === 'split';
  return {
    code: isTemplate ? 'template-missing' : 'missing-member',
    range: node.member ? toRange(node.member.json.key) : getOpening(parent),
    missing: name,
    message,
  };
}

/** The kinds of values that consumers expect. */
export type ExpectedKind = 'string' | 'array' | 'object';

/** States that the value has another kind than expected. */
export function stateWrongType(
  document: DescriptorDocument,
  value: JsonValue,
  expected: ExpectedKind,
): Objection {
  const message = describeWrongType(
    findNode(document, value),
    describeKind(value),
    describeExpected(expected),
  );
  return { ...findCause(document, value, 'wrong-type'), message };
}

function describeWrongType(node: TypedNode | undefined, kind: string, expected: string): string {
  if (node?.member) return t('“{0}” is {1}, not {2}', node.member.name, kind, expected);
  return node?.parent
    ? t('an element is {0}, not {1}', kind, expected)
    : t('the descriptor is {0}, not {1}', kind, expected);
}

function describeExpected(expected: ExpectedKind): string {
  switch (expected) {
    case 'string':
      return t('a string');
    case 'array':
      return t('a list');
    case 'object':
      return t('an object');
  }
}

/** What a value can name that consumers know. */
export type Named = 'interface type' | 'device' | 'mode' | 'architecture';

/**
 * States that the consumer does not know the value, or that it is not a string.
 * @param code the rule on values that the schema knows but the consumer does not
 */
export function stateUnknownValue(
  document: DescriptorDocument,
  value: JsonValue,
  what: Named,
  code: Code = 'unknown-value',
): Objection {
  if (value.kind !== 'string') return stateWrongType(document, value, 'string');
  const node = findNode(document, value);
  const listed =
    node?.kind === 'enum' &&
    (node.type.values.some(({ name }) => name === node.value) || isComingValue(node.type.name, node.value));
  return {
    ...findCause(document, value, listed ? code : findUnlistedCode(document, node)),
    message: describeUnknown(what, value.value),
  };
}

function describeUnknown(what: Named, value: string): string {
  switch (what) {
    case 'interface type':
      return t('unknown interface type “{0}”', value);
    case 'device':
      return t('unknown device “{0}”', value);
    case 'mode':
      return t('unknown mode “{0}”', value);
    case 'architecture':
      return t('unknown architecture “{0}”', value);
  }
}

/** States that an object has a duplicate member. */
export function stateDuplicate({ key }: JsonProperty): Objection {
  return { code: 'json-duplicate-key', range: toRange(key), message: t('duplicate member “{0}”', key.value) };
}

/** Returns the last member with this name, as all parsers do that accept duplicates. */
export function findMember(
  parent: JsonValue | undefined,
  name: string,
  nameOf: (key: string) => string = (key) => key,
): JsonValue | undefined {
  if (parent?.kind !== 'object') return undefined;
  return parent.properties.findLast(({ key }) => nameOf(key.value) === name)?.value;
}

const STRAY_CODES: Readonly<Record<Stray['reason'], Code>> = {
  newer: 'needs-newer-qemu',
  branch: 'wrong-branch',
  level: 'misplaced-member',
  wrapper: 'unknown-member',
  misspelt: 'unknown-member',
  unknown: 'unknown-member',
};

/** Returns the rule on the member that contains the value, if the schema does not allow that member in its place; else `code`. */
function findCause(
  document: DescriptorDocument,
  value: JsonValue,
  code: Code,
): Pick<Objection, 'code' | 'range'> {
  const stray = document.strays.find(({ member }) => isInside(value, member.json));
  if (stray) return { code: STRAY_CODES[stray.reason], range: toRange(stray.member.json.key) };
  return { code, range: value === document.syntax.root ? getOpening(value) : toRange(value) };
}

/** Returns the rule on a value that the schema in use does not list: a later release may have added it. */
function findUnlistedCode({ context }: DescriptorDocument, node: TypedNode | undefined): Code {
  if (node?.kind !== 'enum') return 'wrong-type';
  const later = context.full.definitions.get(node.type.name);
  return later?.kind === 'enum' && later.values.some(({ name }) => name === node.value)
    ? 'needs-newer-qemu'
    : 'unknown-value';
}

const checkedNodes = new Kept<NodesByJson>();
const allNodes = new Kept<NodesByJson>();
const CHECKED = ['enum', 'object', 'list', 'mismatch'] as const;
type NodesByJson = ReadonlyMap<JsonValue, TypedNode>;

/** Returns the typed node of a value; a value inside a member that the schema does not describe has none. */
function findNode(document: DescriptorDocument, value: JsonValue): TypedNode | undefined {
  // Nearly always a node of these kinds: there may be many others, such as tags.
  return (
    checkedNodes
      .of(document, () => mapNodes(CHECKED.flatMap((kind) => [...document.nodesOf(kind)])))
      .get(value) ?? allNodes.of(document, () => mapNodes(document.nodes)).get(value)
  );
}

function mapNodes(nodes: readonly TypedNode[]): NodesByJson {
  return new Map(nodes.map((node) => [node.json, node]));
}

function isInside(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function getOpening({ start }: TextRange): TextRange {
  return { start, end: start + 1 };
}

function toRange({ start, end }: TextRange): TextRange {
  return { start, end };
}
