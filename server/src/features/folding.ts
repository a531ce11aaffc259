import type { DescriptorDocument } from '../descriptor/document';
import { getContent, type JsonValue } from '../descriptor/json';
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
  return root ? listContainers(root).filter((fold) => isSpread(fold, document)) : [];
}

function listContainers(value: JsonValue, depth = 0, folds: Fold[] = []): readonly Fold[] {
  if (value.kind !== 'object' && value.kind !== 'array') return folds;
  folds.push({ ...getContent(value), depth, closed: value.closed });
  if (value.kind === 'array') for (const element of value.elements) listContainers(element, depth + 1, folds);
  else
    for (const property of value.properties)
      if (property.value) listContainers(property.value, depth + 1, folds);
  return folds;
}

function isSpread({ start, end }: Fold, { lines }: DescriptorDocument): boolean {
  return lines.positionAt(start).line < lines.positionAt(end).line;
}
