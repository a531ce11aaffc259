import { parseModule, type Module } from '../../qapi/module';
import type { Definition, DocComment } from '../../qapi/schema';
import type { DocBlock, ObjectNode, StringNode } from '../../qapi/syntax';
import { LineIndex } from '../../text/lineIndex';
import { listNames, type Name } from './names';

/** A `{ … }` at the top level, with what it means. */
export interface TopLevelObject {
  readonly node: ObjectNode;
  /** Absent for directives and for objects that are none of both. */
  readonly definition?: Definition | undefined;
  /** The block of documentation that belongs to the definition. */
  readonly doc?: DocComment | undefined;
  /** The name of the file that an include names. */
  readonly include?: StringNode | undefined;
}

/** A block of documentation, with its place. */
export interface Documentation {
  readonly block: DocBlock;
  readonly doc: DocComment;
}

/** One version of the text of a schema file. What is derived from it is derived once. Does not know other files. */
export class QapiFile {
  readonly lines: LineIndex;
  private parsed: Module | undefined;
  private parts: Parts | undefined;
  private found: readonly Name[] | undefined;
  private index: ReadonlyMap<string, readonly Name[]> | undefined;

  constructor(
    /** The absolute path, with `/`. */
    readonly path: string,
    readonly text: string,
  ) {
    this.lines = new LineIndex(text);
  }

  get module(): Module {
    return (this.parsed ??= parseModule(this.path, this.text));
  }

  /** The objects at the top level, in the order of the text. */
  get objects(): readonly TopLevelObject[] {
    return this.content.objects;
  }

  get docs(): readonly Documentation[] {
    return this.content.docs;
  }

  /** Every name in code and documentation, in the order of the text. */
  get names(): readonly Name[] {
    return (this.found ??= listNames(this));
  }

  /** Lists the places with this name, for any meaning of it. */
  placesOf(name: string): readonly Name[] {
    this.index ??= groupByName(this.names);
    return this.index.get(name) ?? [];
  }

  /** Returns the name at an offset: the one that the offset is in, or directly after. */
  nameAt(offset: number): Name | undefined {
    const { names } = this;
    let [low, high] = [0, names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((names[middle]?.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const [first, second] = [names[low], names[low + 1]];
    if (second && second.start <= offset) return second;
    return first && first.start <= offset ? first : undefined;
  }

  /** Returns the object at the top level around an offset. */
  objectAt(offset: number): TopLevelObject | undefined {
    return this.objects.find(({ node }) => node.start <= offset && offset <= node.end);
  }

  private get content(): Parts {
    return (this.parts ??= readParts(this.module));
  }
}

interface Parts {
  readonly objects: readonly TopLevelObject[];
  readonly docs: readonly Documentation[];
}

function readParts({ parts }: Module): Parts {
  const objects: TopLevelObject[] = [];
  const docs: Documentation[] = [];
  for (const { node, doc, include, definition } of parts) {
    if (node.kind === 'object')
      objects.push({
        node,
        definition,
        ...(definition && { doc }),
        ...(include?.kind === 'string' && { include }),
      });
    else if (doc) docs.push({ block: node, doc });
  }
  return { objects, docs };
}

function groupByName(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) {
    const group = groups.get(name.name);
    if (group) group.push(name);
    else groups.set(name.name, [name]);
  }
  return groups;
}
