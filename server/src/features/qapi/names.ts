import type { Definition } from '../../qapi/schema';
import type { ObjectNode, Property, StringNode, SyntaxNode } from '../../qapi/syntax';
import type { TextRange } from '../../text/lineIndex';
import { listDocNames } from './docNames';
import type { QapiFile } from './qapiFile';

/** What a name is in its place. Those that start with `doc` are in documentation. */
export type Role =
  | 'key'
  | 'definition'
  | 'type'
  | 'member'
  | 'value'
  | 'branch'
  | 'alternative'
  | 'discriminator'
  | 'feature'
  | 'condition'
  | 'include'
  | 'exception'
  /** The `@Name:` of a block. */
  | 'docSymbol'
  /** The `@name:` before the description of a member or value. */
  | 'docMember'
  | 'docFeature'
  /** An `@name` in a text. */
  | 'docName'
  /** A name in backticks. */
  | 'docLink';

/** A name in a file, without quotes and without the `*` of an optional member. */
export interface Name extends TextRange {
  readonly name: string;
  readonly role: Role;
  /** The definition that it is a part of, or that the block documents. */
  readonly owner?: Definition | undefined;
}

/** Lists the names of a file in the order of its text. */
export function listNames(file: QapiFile): readonly Name[] {
  const names: Name[] = [];
  const reader = new NameReader(file.text, names);
  for (const { node, definition } of file.objects) reader.readObject(node, definition);
  const owners = new Map(file.objects.map(({ doc, definition }) => [doc, definition] as const));
  for (const { block, doc } of file.docs) names.push(...listDocNames(file.text, block, doc, owners.get(doc)));
  return names.sort((a, b) => a.start - b.start);
}

class NameReader {
  private owner: Definition | undefined;

  constructor(
    private readonly text: string,
    private readonly names: Name[],
  ) {}

  readObject(node: ObjectNode, owner: Definition | undefined): void {
    this.owner = owner;
    for (const property of node.properties) {
      const { key, value } = property;
      this.add('key', key);
      if (!owner) this.readDirective(key.value, value);
      else if (key.value === owner.kind) this.add('definition', value);
      else this.readPart(property, owner);
    }
  }

  private readDirective(key: string, value: SyntaxNode | undefined): void {
    if (key === 'include') this.add('include', value);
    if (key !== 'pragma' || value?.kind !== 'object') return;
    for (const pragma of value.properties) {
      this.add('key', pragma.key);
      if (pragma.value?.kind === 'array') for (const item of pragma.value.items) this.add('exception', item);
    }
  }

  private readPart({ key, value }: Property, { kind }: Definition): void {
    switch (key.value) {
      case 'data':
        if (kind === 'enum') this.readValues(value);
        else if (kind === 'union') this.readMembers('branch', value);
        else if (kind === 'alternate') this.readMembers('alternative', value);
        else this.readMembersOrType(value);
        return;
      case 'base':
        this.readMembersOrType(value);
        return;
      case 'returns':
        this.readType(value);
        return;
      case 'discriminator':
        this.add('discriminator', value);
        return;
      case 'features':
        this.readFeatures(value);
        return;
      case 'if':
        this.readCondition(value);
    }
  }

  private readValues(data: SyntaxNode | undefined): void {
    for (const item of data?.kind === 'array' ? data.items : [])
      if (item.kind === 'object') this.readDetails(item, 'value');
      else this.add('value', item);
  }

  private readMembersOrType(value: SyntaxNode | undefined): void {
    if (value?.kind === 'object') this.readMembers('member', value);
    else this.readType(value);
  }

  private readMembers(role: Role, data: SyntaxNode | undefined): void {
    for (const { key, value } of data?.kind === 'object' ? data.properties : []) {
      this.add(role, key);
      if (value?.kind === 'object') this.readDetails(value, role);
      else this.readType(value);
    }
  }

  /** Reads the long form of a member, value or feature. */
  private readDetails(node: ObjectNode, role: Role): void {
    for (const { key, value } of node.properties) {
      this.add('key', key);
      if (key.value === 'name') this.add(role, value);
      else if (key.value === 'type') this.readType(value);
      else if (key.value === 'features') this.readFeatures(value);
      else if (key.value === 'if') this.readCondition(value);
    }
  }

  private readType(node: SyntaxNode | undefined): void {
    if (node?.kind === 'array') this.add('type', node.items[0]);
    else this.add('type', node);
  }

  private readFeatures(list: SyntaxNode | undefined): void {
    for (const item of list?.kind === 'array' ? list.items : [])
      if (item.kind === 'object') this.readDetails(item, 'feature');
      else this.add('feature', item);
  }

  private readCondition(node: SyntaxNode | undefined): void {
    if (node?.kind === 'array') for (const item of node.items) this.readCondition(item);
    else if (node?.kind === 'object')
      for (const { key, value } of node.properties) {
        this.add('key', key);
        this.readCondition(value);
      }
    else this.add('condition', node);
  }

  private add(role: Role, node: SyntaxNode | undefined): void {
    if (node?.kind !== 'string') return;
    const isOptional = role === 'member' && node.value.startsWith('*');
    const name = isOptional ? node.value.slice(1) : node.value;
    const inner = getInnerRange(node, this.text);
    const start = isOptional ? inner.start + 1 : inner.start;
    this.names.push({ role, name, owner: this.owner, start, end: inner.end });
  }
}

/** Returns the name in a string, without the `*` of an optional member. */
export function getNameRange(string: TextRange, text: string): TextRange {
  const { start, end } = getInnerRange(string, text);
  return { start: text[start] === '*' ? start + 1 : start, end };
}

/** Returns a string without its quotes, either of which may be missing. */
export function getInnerRange({ start, end }: Pick<StringNode, 'start' | 'end'>, text: string): TextRange {
  const first = text[start] === "'" ? start + 1 : start;
  const last = end > first && text[end - 1] === "'" ? end - 1 : end;
  return { start: first, end: last };
}
