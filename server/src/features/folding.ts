import type { DescriptorDocument } from '../descriptor/document';
import { getContent, type JsonArray, type JsonObject, type JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';

/** The range between the brackets of an object or a list. */
export interface Fold extends TextRange {
  /** The number of objects and lists around it. */
  readonly depth: number;
  /** Whether a closing bracket exists, which stays visible. */
  readonly closed: boolean;
}

/** Finds every object and list that spans more than one line, in the order of the text. */
export function findFolds(document: DescriptorDocument): Fold[] {
  const { root } = document.syntax;
  return root ? [...walkContainers(root, 0)].filter((fold) => isSpread(fold, document)) : [];
}

function* walkContainers(value: JsonValue, depth: number): Generator<Fold> {
  if (value.kind !== 'object' && value.kind !== 'array') return;
  yield { ...getContent(value), depth, closed: value.closed };
  for (const child of listChildren(value)) yield* walkContainers(child, depth + 1);
}

function listChildren(value: JsonObject | JsonArray): readonly JsonValue[] {
  return value.kind === 'array'
    ? value.elements
    : value.properties.flatMap((property) => property.value ?? []);
}

function isSpread({ start, end }: Fold, { lines }: DescriptorDocument): boolean {
  return lines.positionAt(start).line < lines.positionAt(end).line;
}
