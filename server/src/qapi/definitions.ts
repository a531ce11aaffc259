import type { TextRange } from '../text/lineIndex';
import { findVersion, findSince } from './since';
import type {
  Branch,
  CommandOrEvent,
  Condition,
  Definition,
  DocComment,
  DocSection,
  Entry,
  Feature,
  Member,
  SourceRange,
  TypeRef,
} from './schema';
import type { ObjectNode, Property, StringNode, SyntaxNode } from './syntax';

const KINDS = ['enum', 'struct', 'union', 'alternate', 'command', 'event'] as const;
const FLAGS: ReadonlySet<string> = new Set([
  'boxed',
  'gen',
  'success-response',
  'allow-oob',
  'allow-preconfig',
  'coroutine',
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

/** Returns the value of a key, if it exists. */
export function findValue(node: ObjectNode, key: string): SyntaxNode | undefined {
  return node.properties.find((property) => property.key.value === key)?.value;
}

class DefinitionReader {
  private readonly sections: ReadonlyMap<string, DocSection>;

  constructor(
    private readonly node: ObjectNode,
    private readonly file: string,
    private readonly doc: DocComment | undefined,
  ) {
    this.sections = toSectionsByName(doc);
  }

  read(kind: Definition['kind'], name: StringNode): Definition {
    const base = this.typeRef(findValue(this.node, 'base'));
    const shared = this.shared(name);
    switch (kind) {
      case 'enum':
        return {
          kind,
          ...shared,
          values: this.values(findValue(this.node, 'data')),
          prefix: this.string('prefix'),
        };
      case 'struct':
        return { kind, ...shared, base, members: this.members(findValue(this.node, 'data')) };
      case 'union': {
        const discriminator = findValue(this.node, 'discriminator');
        const baseMembers = this.members(findValue(this.node, 'base'));
        return {
          kind,
          ...shared,
          base,
          baseMembers,
          discriminator: discriminator?.kind === 'string' ? discriminator.value : '',
          discriminatorRange: discriminator && this.range(discriminator),
          branches: this.branches(),
        };
      }
      case 'alternate':
        return { kind, ...shared, alternatives: this.branches() };
      default:
        return { kind, ...shared, ...this.commandParts() };
    }
  }

  private shared(name: StringNode) {
    const version = findVersion(this.doc?.sections.find((section) => section.kind === 'since')?.text);
    return {
      name: name.value,
      range: this.range(this.node),
      nameRange: this.range(name),
      condition: findCondition(this.node),
      features: this.features(this.node),
      doc: this.doc,
      since: version,
    };
  }

  private commandParts(): Pick<CommandOrEvent, 'data' | 'members' | 'returns' | 'flags'> {
    const dataNode = findValue(this.node, 'data');
    const data = this.typeRef(dataNode);
    const returns = this.typeRef(findValue(this.node, 'returns'));
    const flags: Record<string, boolean> = {};
    for (const { key, value } of this.node.properties) {
      if (FLAGS.has(key.value) && value?.kind === 'boolean') flags[key.value] = value.value;
    }
    const members = dataNode?.kind === 'object' ? this.members(dataNode) : undefined;
    return { data, members, returns, flags };
  }

  private values(data: SyntaxNode | undefined): Entry[] {
    if (data?.kind !== 'array') return [];
    return data.items.flatMap((item) => {
      const name = findName(item);
      return name ? [this.entry(name, item)] : [];
    });
  }

  private members(data: SyntaxNode | undefined): Member[] {
    if (data?.kind !== 'object') return [];
    return data.properties.map(({ key, value }) => {
      const optional = key.value.startsWith('*');
      const name = optional ? { ...key, value: key.value.slice(1) } : key;
      return { ...this.entry(name, value), type: this.typeOf({ key, value }), optional };
    });
  }

  private branches(): Branch[] {
    const data = findValue(this.node, 'data');
    if (data?.kind !== 'object') return [];
    return data.properties.map((property) => ({
      ...this.entry(property.key, property.value),
      type: this.typeOf(property),
    }));
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

  private entry(name: StringNode, value: SyntaxNode | undefined): Entry {
    const doc = this.sections.get(`member ${name.value}`)?.text;
    const since = findSince(doc);
    return {
      name: name.value,
      range: this.range(name),
      condition: findCondition(value),
      features: this.features(value),
      doc,
      since,
    };
  }

  private features(node: SyntaxNode | undefined): Feature[] {
    const list = node?.kind === 'object' ? findValue(node, 'features') : undefined;
    if (list?.kind !== 'array') return [];
    return list.items.flatMap((item) => {
      const name = findName(item);
      if (!name) return [];
      const doc = this.sections.get(`feature ${name.value}`)?.text;
      return [
        {
          name: name.value,
          range: this.range(name),
          condition: findCondition(item),
          doc,
        },
      ];
    });
  }

  private string(key: string): string | undefined {
    const value = findValue(this.node, key);
    return value?.kind === 'string' ? value.value : undefined;
  }

  private range({ start, end }: TextRange): SourceRange {
    return { file: this.file, start, end };
  }
}

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

/** Indexes sections by kind and name; the first of two with the same name wins. */
function toSectionsByName(doc: DocComment | undefined): ReadonlyMap<string, DocSection> {
  const sections = new Map<string, DocSection>();
  for (const section of doc?.sections ?? []) {
    const key = `${section.kind} ${section.name ?? ''}`;
    if (!sections.has(key)) sections.set(key, section);
  }
  return sections;
}
