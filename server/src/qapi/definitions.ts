import type { TextRange } from '../text/lineIndex';
import {
  DocTexts,
  DocumentedBranch,
  DocumentedDefinition,
  DocumentedEntry,
  DocumentedFeature,
  DocumentedMember,
} from './documented';
import type {
  Branch,
  CommandOrEvent,
  Condition,
  Definition,
  DocComment,
  Entry,
  Feature,
  Member,
  SourceRange,
  TypeRef,
} from './schema';
import type { ObjectNode, Property, StringNode, SyntaxNode } from './syntax';

export const KINDS = ['enum', 'struct', 'union', 'alternate', 'command', 'event'] as const;

/** The flags of commands and events, each with the only value that the language allows; the other one is the default. */
export const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['gen', false],
  ['success-response', false],
  ['boxed', true],
  ['allow-oob', true],
  ['allow-preconfig', true],
  ['coroutine', true],
]);

/**
 * Reads the definition in an object of the schema; undefined if it has none. Invalid parts are left out, so a definition that is being
 * typed keeps its valid members.
 */
export function readDefinition(
  node: ObjectNode,
  file: string,
  doc: DocComment | undefined,
): Definition | undefined {
  for (const { key, value } of node.properties) {
    const kind = KINDS.find((each) => each === key.value);
    if (kind && value?.kind === 'string') return new DefinitionReader(node, file, doc).read(kind, value);
  }
  return undefined;
}

/** Returns the property with a key. */
export function findProperty(
  { properties }: Pick<ObjectNode, 'properties'>,
  name: string,
): Property | undefined {
  // No key occurs twice. Before V8 optimises it, this loop is several times faster than one over the values.
  for (let at = properties.length - 1; at >= 0; at--) {
    const property = properties[at];
    if (property?.key.value === name) return property;
  }
  return undefined;
}

/** Returns the value of a key, if it exists. */
export function findValue(node: ObjectNode, key: string): SyntaxNode | undefined {
  return findProperty(node, key)?.value;
}

class DefinitionReader {
  private readonly texts: DocTexts;

  constructor(
    private readonly node: ObjectNode,
    private readonly file: string,
    doc: DocComment | undefined,
  ) {
    this.texts = new DocTexts(doc);
  }

  read(kind: Definition['kind'], name: StringNode): Definition {
    const { node, texts } = this;
    const common = Object.assign(new DocumentedDefinition(texts, name.value, this.range(node)), {
      nameRange: this.range(name),
      condition: findCondition(node),
      features: this.features(node),
    });
    const base = findValue(node, 'base');
    const data = findValue(node, 'data');
    switch (kind) {
      case 'enum':
        return Object.assign(common, { kind, values: this.values(data), prefix: this.prefix() });
      case 'struct':
        return Object.assign(common, { kind, base: this.typeRef(base), members: this.members(data) });
      case 'union': {
        const discriminator = findValue(node, 'discriminator');
        return Object.assign(common, {
          kind,
          base: this.typeRef(base),
          baseMembers: this.members(base),
          discriminator: discriminator?.kind === 'string' ? discriminator.value : '',
          discriminatorRange: discriminator && this.range(discriminator),
          branches: this.branches(data),
        });
      }
      case 'alternate':
        return Object.assign(common, { kind, alternatives: this.branches(data) });
      default:
        return Object.assign(common, { kind, ...this.commandParts(data) });
    }
  }

  private commandParts(
    data: SyntaxNode | undefined,
  ): Pick<CommandOrEvent, 'data' | 'members' | 'returns' | 'flags'> {
    const flags: Record<string, boolean> = {};
    for (const { key, value } of this.node.properties)
      if (value?.kind === 'boolean' && FLAGS.has(key.value)) flags[key.value] = value.value;
    return {
      data: this.typeRef(data),
      members: data?.kind === 'object' ? this.members(data) : undefined,
      returns: this.typeRef(findValue(this.node, 'returns')),
      flags,
    };
  }

  private prefix(): string | undefined {
    const value = findValue(this.node, 'prefix');
    return value?.kind === 'string' ? value.value : undefined;
  }

  private values(data: SyntaxNode | undefined): Entry[] {
    return this.named(
      data,
      (name, item) =>
        new DocumentedEntry(
          this.texts,
          name.value,
          this.range(name),
          findCondition(item),
          this.features(item),
        ),
    );
  }

  private members(data: SyntaxNode | undefined): Member[] {
    if (data?.kind !== 'object') return [];
    return data.properties.map((property) => {
      const { key, value } = property;
      const optional = key.value.startsWith('*');
      return new DocumentedMember(
        this.texts,
        optional ? key.value.slice(1) : key.value,
        this.range(key),
        findCondition(value),
        this.features(value),
        this.typeOf(property),
        optional,
      );
    });
  }

  private branches(data: SyntaxNode | undefined): Branch[] {
    if (data?.kind !== 'object') return [];
    return data.properties.map((property) => {
      const { key, value } = property;
      const [condition, features] = [findCondition(value), this.features(value)];
      const type = this.typeOf(property);
      return new DocumentedBranch(this.texts, key.value, this.range(key), condition, features, type);
    });
  }

  /** Reads the type of a member or branch. Without one, any value is allowed. */
  private typeOf({ key, value }: Property): TypeRef {
    const type = this.typeRef(value?.kind === 'object' ? findValue(value, 'type') : value);
    return type ?? { name: 'any', isArray: false, range: this.range(value ?? key) };
  }

  private typeRef(node: SyntaxNode | undefined): TypeRef | undefined {
    if (node?.kind === 'string') return { name: node.value, isArray: false, range: this.range(node) };
    const element = node?.kind === 'array' ? node.items[0] : undefined;
    if (!node || element?.kind !== 'string') return undefined;
    return { name: element.value, isArray: true, range: this.range(node) };
  }

  private features(node: SyntaxNode | undefined): readonly Feature[] {
    const list = node?.kind === 'object' ? findValue(node, 'features') : undefined;
    if (!list) return NO_FEATURES;
    return this.named(
      list,
      (name, item) => new DocumentedFeature(this.texts, name.value, this.range(name), findCondition(item)),
    );
  }

  /** Reads a list of names, or of objects with a name. */
  private named<Part>(
    list: SyntaxNode | undefined,
    read: (name: StringNode, item: SyntaxNode) => Part,
  ): Part[] {
    if (list?.kind !== 'array') return [];
    const parts: Part[] = [];
    for (const item of list.items) {
      const name = findName(item);
      if (name) parts.push(read(name, item));
    }
    return parts;
  }

  private range({ start, end }: TextRange): SourceRange {
    return { file: this.file, start, end };
  }
}

const NO_FEATURES: readonly Feature[] = [];

/** `'name'` or `{ 'name': 'name', … }`. */
export function findName(node: SyntaxNode): StringNode | undefined {
  const name = node.kind === 'object' ? findValue(node, 'name') : node;
  return name?.kind === 'string' ? name : undefined;
}

function findCondition(node: SyntaxNode | undefined): Condition | undefined {
  return node?.kind === 'object' ? readCondition(findValue(node, 'if')) : undefined;
}

/** An `if`; a list of conditions, as in QEMU up to 6.1, means all of them. */
function readCondition(node: SyntaxNode | undefined): Condition | undefined {
  if (node?.kind === 'string') return node.value;
  if (node?.kind === 'array') return { all: readConditions(node.items) };
  const operation = node?.kind === 'object' ? node.properties[0] : undefined;
  const operand = operation?.value;
  if (operation?.key.value === 'not') {
    const negated = readCondition(operand);
    return negated === undefined ? undefined : { not: negated };
  }
  if (operand?.kind !== 'array') return undefined;
  if (operation?.key.value === 'all') return { all: readConditions(operand.items) };
  if (operation?.key.value === 'any') return { any: readConditions(operand.items) };
  return undefined;
}

function readConditions(nodes: readonly SyntaxNode[]): Condition[] {
  return nodes.flatMap((node) => readCondition(node) ?? []);
}
