import { listMembers, isObjectType } from '../../qapi/lookup';
import type { CommandOrEvent, Definition, Member, TypeRef } from '../../qapi/schema';
import type { View } from './view';

/** Values below this depth are shown as `…`. */
const MAX_DEPTH = 3;
/** The maximum number of values in an example. */
const MAX_VALUES = 60;

/** Writes what a client sends to run a command and what QEMU answers, or what an event looks like; with the required members only. */
export function writeWireForm(definition: CommandOrEvent, view: View): readonly string[] {
  const writer = new Writer(view);
  const data = writer.writeArguments(definition);
  const name = JSON.stringify(definition.name);
  if (definition.kind === 'event')
    return [
      `<- { "event": ${name},`,
      ...data('     "data": ', ','),
      '     "timestamp": { "seconds": 0, "microseconds": 0 } }',
    ];
  const sent = data('     "arguments": ', ' }');
  const lines = sent.length === 0 ? [`-> { "execute": ${name} }`] : [`-> { "execute": ${name},`, ...sent];
  if (definition.flags['success-response'] === false) return lines;
  const result = definition.returns ? writer.write(definition.returns, 0) : '{ }';
  return [...lines, `<- { "return": ${result} }`];
}

class Writer {
  private count = 0;

  constructor(private readonly view: View) {}

  /** Returns a function that writes the arguments between two texts, or nothing if the definition has none. */
  writeArguments({ data, members }: CommandOrEvent): (before: string, after: string) => string[] {
    const written = members ? this.writeMembers(members, 0) : data ? this.write(data, 0) : undefined;
    const isEmpty = members?.length === 0 || written === undefined;
    return (before, after) => (isEmpty ? [] : [`${before}${written}${after}`]);
  }

  write({ name, isArray }: TypeRef, depth: number): string {
    const value = this.writeType(name, depth);
    return isArray ? `[ ${value} ]` : value;
  }

  private writeType(name: string, depth: number): string {
    if (++this.count > MAX_VALUES || depth > MAX_DEPTH) return '…';
    const type = this.view.find(name);
    return type ? this.writeDefinition(type, depth) : (BUILTINS.get(name) ?? '…');
  }

  private writeDefinition(type: Definition, depth: number): string {
    if (type.kind === 'enum') return JSON.stringify(type.values[0]?.name ?? '');
    if (type.kind === 'alternate') {
      const [first] = type.alternatives;
      return first ? this.write(first.type, depth + 1) : '…';
    }
    return isObjectType(type) ? this.writeObject(type, depth) : '…';
  }

  private writeObject(type: Parameters<typeof listMembers>[1], depth: number): string {
    const members = listMembers(this.view.schema, type).map(({ member }) => member);
    if (type.kind !== 'union') return this.writeMembers(members, depth);
    const [branch] = type.branches;
    const own = branch && this.view.find(branch.type.name);
    const added = isObjectType(own) ? listMembers(this.view.schema, own).map(({ member }) => member) : [];
    return this.writeMembers(
      [...members, ...added],
      depth,
      branch && { name: type.discriminator, value: branch.name },
    );
  }

  private writeMembers(
    members: readonly Member[],
    depth: number,
    discriminator?: { readonly name: string; readonly value: string },
  ): string {
    const required = members.filter(({ optional }) => !optional);
    const parts = required.slice(0, MAX_VALUES).map(({ name, type }) => {
      const value =
        name === discriminator?.name ? JSON.stringify(discriminator.value) : this.write(type, depth + 1);
      return `${JSON.stringify(name)}: ${value}`;
    });
    return parts.length === 0 ? '{ }' : `{ ${parts.join(', ')} }`;
  }
}

const INTEGERS = ['int', 'size', ...[8, 16, 32, 64].flatMap((bits) => [`int${bits}`, `uint${bits}`])];
const BUILTINS: ReadonlyMap<string, string> = new Map([
  ['str', '"…"'],
  ['bool', 'true'],
  ['null', 'null'],
  ['number', '0.0'],
  ['any', '…'],
  ['QType', '"qdict"'],
  ...INTEGERS.map((name) => [name, '0'] as const),
]);
