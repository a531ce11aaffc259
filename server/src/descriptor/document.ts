import { LineIndex } from '../text/lineIndex';
import { isAscii } from '../text/utf8';
import { bind } from './bind';
import { outlineJson, type JsonOutline } from './json';
import { readFirmwareView, type FirmwareView } from './firmwareView';
import { ROOT_TYPE, type SchemaContext } from './schemaContext';
import { isDescriptorPath } from './recognise';
import { parseJson, type SyntaxTree } from './syntaxTree';
import { findStrays, type Stray } from './strays';
import type { Surroundings } from './surroundings';
import { listNodes, type NodesByKind, type TypedNode, type TypedTree } from './typedTree';

/**
 * One version of a descriptor's text and what is derived from it, each part computed when it is first asked for and kept.
 * Never changes: another text or another schema is another document.
 */
export class DescriptorDocument {
  private syntaxTree?: SyntaxTree;
  private typed?: Partial<TypedTree>;
  private allNodes?: readonly TypedNode[];
  private firmware?: FirmwareView;
  private strayMembers?: readonly Stray[];
  private lineIndex?: LineIndex;
  private jsonOutline?: JsonOutline;
  private ascii?: boolean;
  /** What others derive from the document; see Kept. */
  readonly kept: unknown[] = [];

  /**
   * @param path where the text lies, or is to lie; absent for a text that lies nowhere
   * @param surroundings absent if they were not read
   * @param isRepaired whether the file is not UTF-8 and the text is what lenient parsers make of it
   */
  constructor(
    readonly text: string,
    readonly context: SchemaContext,
    readonly path?: string,
    readonly surroundings?: Surroundings,
    readonly isRepaired = false,
  ) {}

  /** The same with what lies around it, and with all that is derived already. */
  withSurroundings(surroundings: Surroundings): DescriptorDocument {
    const other = new DescriptorDocument(this.text, this.context, this.path, surroundings, this.isRepaired);
    const { syntaxTree, typed, firmware, strayMembers, lineIndex } = this;
    Object.assign(other, { syntaxTree, typed, firmware, strayMembers, lineIndex });
    return other;
  }

  /** The same text in the terms of another schema, with the syntax tree that is derived already. It lies nowhere. */
  withContext(context: SchemaContext): this {
    if (context === this.context) return this;
    const other = new DescriptorDocument(this.text, context, undefined, undefined, this.isRepaired);
    const { syntax: syntaxTree, lineIndex } = this;
    return Object.assign(other, { syntaxTree, lineIndex });
  }

  /** Whether the file lies where consumers look for descriptors, so that it is in use and not a draft. */
  get isInstalled(): boolean {
    return this.path !== undefined && isDescriptorPath(this.path);
  }

  get syntax(): SyntaxTree {
    return (this.syntaxTree ??= parseJson(this.text));
  }

  /** The outline of the text as JSON. */
  get outline(): JsonOutline {
    return (this.jsonOutline ??= this.syntax.root ? outlineJson(this.syntax.root) : EMPTY);
  }

  /** The typed tree's root; undefined where the text has no value. */
  get root(): TypedNode | undefined {
    return this.tree.root;
  }

  /** Every node of the typed tree, in the order of the text. */
  get nodes(): readonly TypedNode[] {
    return (this.allNodes ??= this.root ? listNodes(this.root) : []);
  }

  /** Returns the nodes of one kind, in the order of the text: most rules check only one kind. */
  nodesOf<Kind extends keyof NodesByKind>(kind: Kind): NodesByKind[Kind] {
    return this.tree.byKind?.[kind] ?? NONE;
  }

  /** The descriptor in the terms of firmware.json. */
  get view(): FirmwareView {
    return (this.firmware ??= readFirmwareView(this.root));
  }

  /** The members that the schema does not allow in their place. */
  get strays(): readonly Stray[] {
    return (this.strayMembers ??= this.tree.hasUnknownMembers
      ? findStrays(this.nodesOf('object'), this.context)
      : NONE);
  }

  /** Whether the text has only ASCII characters, like nearly every descriptor. */
  get isAscii(): boolean {
    return (this.ascii ??= isAscii(this.text));
  }

  /** Whether a string may have a NUL, a surrogate or a noncharacter, written as it is or as an escape. */
  get mayBeOdd(): boolean {
    return !this.isAscii || this.text.includes('\\u') || this.text.includes('\0');
  }

  get lines(): LineIndex {
    return (this.lineIndex ??= new LineIndex(this.text));
  }

  /** A zero-length file hides the file of the same name in the less specific directories. [firmware.json, Firmware] */
  get isMask(): boolean {
    return this.text.length === 0;
  }

  private get tree(): Partial<TypedTree> {
    const { root } = this.syntax;
    return (this.typed ??= root ? bind(root, this.context.schema, ROOT_TYPE) : {});
  }
}

const NONE: readonly never[] = [];
const EMPTY: JsonOutline = { objects: NONE, numbers: NONE, depth: 0 };
