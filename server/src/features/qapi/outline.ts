import type { SyntaxNode } from '../../qapi/syntax';
import type { TextRange } from '../../text/lineIndex';
import { getInnerRange } from './names';
import type { QapiFile } from './qapiFile';

/** A range that can be folded. */
export interface QapiFold extends TextRange {
  readonly kind: 'comment' | 'block' | 'imports';
}

/** Lists what can be folded: blocks of documentation, objects and lists, and the includes at the start. */
export function listFolds(file: QapiFile): readonly QapiFold[] {
  const folds: QapiFold[] = file.docs.map(({ block: { start, end } }) => ({ kind: 'comment', start, end }));
  for (const { node } of file.objects) addFolds(node, folds);
  return [...folds, ...foldIncludes(file)].sort((a, b) => a.start - b.start || b.end - a.end);
}

function addFolds(node: SyntaxNode, folds: QapiFold[]): void {
  for (const child of listChildren(node)) addFolds(child, folds);
  if (node.kind === 'object' || node.kind === 'array')
    folds.push({ kind: 'block', start: node.start, end: node.end });
}

function listChildren(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'array') return node.items;
  return node.kind === 'object' ? node.properties.flatMap(({ value }) => value ?? []) : [];
}

/** Runs of includes, which may have comments between them. */
function foldIncludes({ objects }: QapiFile): QapiFold[] {
  const folds: QapiFold[] = [];
  let run: QapiFold | undefined;
  for (const { node, include } of objects) {
    const before = include ? run : undefined;
    const { start, end } = node;
    run = include && { kind: 'imports', start: before?.start ?? start, end };
    if (!run || !before) continue;
    if (folds.at(-1)?.start === run.start) folds.pop();
    folds.push(run);
  }
  return folds;
}

/** Lists the ranges around an offset, the smallest first; each one is inside the next. */
export function listSelections(file: QapiFile, offset: number): readonly TextRange[] {
  const ranges: TextRange[] = [{ start: 0, end: file.text.length }];
  const add = ({ start, end }: TextRange): void => {
    const outer = ranges.at(-1);
    if (!outer || offset < start || end < offset) return;
    if (outer.start <= start && end <= outer.end)
      if (outer.start !== start || outer.end !== end) ranges.push({ start, end });
  };
  const object = file.objectAt(offset);
  const item = file.docs.find(({ block }) => block.start <= offset && offset <= block.end);
  if (item) {
    const owner = file.objects.find(({ doc }) => doc === item.doc);
    if (owner) add({ start: item.block.start, end: owner.node.end });
    add(item.block);
    for (const { range } of item.doc.sections) add(range);
  }
  if (object) {
    if (object.doc) add({ start: object.doc.range.start, end: object.node.end });
    addNode(object.node, file.text, offset, add);
  }
  const name = file.nameAt(offset);
  if (name) add(name);
  return ranges.reverse();
}

function addNode(node: SyntaxNode, text: string, offset: number, add: (range: TextRange) => void): void {
  add(node);
  if (node.kind === 'string') add(getInnerRange(node, text));
  if (node.kind === 'object')
    for (const { key, value } of node.properties) {
      const end = value?.end ?? key.end;
      if (offset < key.start || offset > end) continue;
      add({ start: key.start, end });
      addNode(offset <= key.end || !value ? key : value, text, offset, add);
      return;
    }
  for (const child of node.kind === 'array' ? node.items : [])
    if (child.start <= offset && offset <= child.end) {
      addNode(child, text, offset, add);
      return;
    }
}
