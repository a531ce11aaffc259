import type { DescriptorDocument } from '../descriptor/document';
import { hasDuplicates, type TypedNode } from '../descriptor/typedTree';
import type { Schema } from '../qapi/schema';
import { findChangedPart } from '../text/changedPart';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/**
 * Sorts members and features in the order of the schema; unknown ones come last, in their old order. Only whole members and features move:
 * the text between them stays. Undefined if all are in order, and if the syntax is invalid or a member is duplicate (the last duplicate is
 * the effective one). The order of other lists has a meaning.
 */
export function organize({ text, root, syntax, context }: DescriptorDocument): TextEdit | undefined {
  if (!root || syntax.problems.length > 0 || hasDuplicates(root)) return undefined;
  const { start, end } = root.json;
  return findChangedPart(
    text,
    text.slice(0, start) + organizeNode(root, text, context.schema) + text.slice(end),
  );
}

/** Returns the text of a node in its new order. */
function organizeNode(node: TypedNode, text: string, schema: Schema): string {
  if (node.kind === 'object') {
    const order = node.allowed.map(({ member }) => member.name);
    const members = sortByOrder(node.members, order, ({ name }) => name);
    const parts = members.map(({ json, value }) =>
      value
        ? text.slice(json.start, value.json.start) + organizeNode(value, text, schema)
        : getSlice(json, text),
    );
    return replaceParts(text, node.json, node.json.properties, parts);
  }
  if (node.kind === 'list') {
    const elements = sortByOrder(node.elements, getOrder(node.elementType, schema), ({ json }) =>
      json.kind === 'string' ? json.value : '',
    );
    const parts = elements.map((element) => organizeNode(element, text, schema));
    return replaceParts(text, node.json, node.json.elements, parts);
  }
  return getSlice(node.json, text);
}

/** The list of features is a set, unlike the interface types, for example, whose order matters. */
const SET = 'FirmwareFeature';

function getOrder(elementType: string, schema: Schema): readonly string[] {
  const type = elementType === SET ? schema.definitions.get(elementType) : undefined;
  return type?.kind === 'enum' ? type.values.map(({ name }) => name) : [];
}

function sortByOrder<T>(items: readonly T[], order: readonly string[], nameOf: (item: T) => string): T[] {
  const ranks = new Map(order.map((name, rank) => [name, rank]));
  const rank = (item: T): number => ranks.get(nameOf(item)) ?? order.length;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** Replaces the parts of `whole` with other texts. */
function replaceParts(
  text: string,
  whole: TextRange,
  places: readonly TextRange[],
  parts: readonly string[],
): string {
  const result: string[] = [];
  let at = whole.start;
  places.forEach((place, index) => {
    result.push(text.slice(at, place.start), parts[index] ?? '');
    at = place.end;
  });
  return result.join('') + text.slice(at, whole.end);
}

function getSlice({ start, end }: TextRange, text: string): string {
  return text.slice(start, end);
}
