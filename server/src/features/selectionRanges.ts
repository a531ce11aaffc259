import type { DescriptorDocument } from '../descriptor/document';
import { touches, type JsonNode } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';

/**
 * Lists the steps of a growing selection at `offset`: the content of a string, the string, the member, the content of the object, the
 * object and so on up to the whole text. The innermost comes first; each contains the one before it and the offset.
 */
export function listSelectionRanges({ text, syntax }: DescriptorDocument, offset: number): TextRange[] {
  const ranges: TextRange[] = [{ start: 0, end: text.length }];
  const add = (start: number, end: number): void => {
    const outer = ranges.at(-1);
    const isNew = start !== outer?.start || end !== outer.end;
    if (isNew && start < end && start <= offset && offset <= end) ranges.push({ start, end });
  };
  for (let node: JsonNode | undefined = syntax.root; node && touches(node, offset);) {
    add(node.start, node.end);
    if (isBracketed(node, text)) add(node.start + 1, node.end - 1);
    node = findPart(node, offset);
  }
  return ranges.reverse();
}

function isBracketed(node: JsonNode, text: string): boolean {
  if (node.kind === 'object' || node.kind === 'array') return node.closed;
  return node.kind === 'string' && node.end - node.start > 1 && text[node.end - 1] === '"';
}

function findPart(node: JsonNode, offset: number): JsonNode | undefined {
  return listParts(node).find((part) => touches(part, offset));
}

function listParts(node: JsonNode): readonly JsonNode[] {
  switch (node.kind) {
    case 'object':
      return node.properties;
    case 'array':
      return node.elements;
    case 'property':
      return node.value ? [node.key, node.value] : [node.key];
    default:
      return [];
  }
}
