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
export function findFolds(document: DescriptorDocument): readonly Fold[] {
  const { root } = document.syntax;
  const folds: Fold[] = [];
  if (root && isContainer(root)) addFolds(root, 0, document, folds);
  return folds;
}

function addFolds(
  container: JsonObject | JsonArray,
  depth: number,
  document: DescriptorDocument,
  folds: Fold[],
): void {
  const { start, end } = getContent(container);
  // What is on one line has only parts on that line.
  if (!isSpread({ start, end }, document)) return;
  folds.push({ start, end, depth, closed: container.closed });
  if (container.kind === 'array') {
    for (const element of container.elements)
      if (isContainer(element)) addFolds(element, depth + 1, document, folds);
  } else {
    for (const { value } of container.properties)
      if (value && isContainer(value)) addFolds(value, depth + 1, document, folds);
  }
}

function isContainer(value: JsonValue): value is JsonObject | JsonArray {
  return value.kind === 'object' || value.kind === 'array';
}

function isSpread({ start, end }: TextRange, { lines }: DescriptorDocument): boolean {
  return lines.positionAt(start).line < lines.positionAt(end).line;
}
