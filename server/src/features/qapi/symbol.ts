import { listEntries, listMembers, isObjectType } from '../../qapi/lookup';
import type {
  CommandOrEvent,
  Definition,
  Entry,
  EnumType,
  Feature,
  Member,
  SourceRange,
} from '../../qapi/schema';
import type { Name } from './names';
import type { View } from './view';

/** What a name refers to. */
export type Symbol =
  | { readonly kind: 'definition'; readonly name: string }
  /** A member, value, branch or alternative. */
  | { readonly kind: 'entry'; readonly name: string; readonly owner: string }
  | { readonly kind: 'feature'; readonly name: string; readonly owner: string }
  | { readonly kind: 'condition'; readonly name: string };

/** Returns a text that is the same for the same symbol. */
export function toKey(symbol: Symbol): string {
  return [symbol.kind, 'owner' in symbol ? symbol.owner : '', symbol.name].join(' ');
}

/** Returns what a name refers to in a view; undefined for keys, built-in types and unknown names. */
export function resolveName(place: Name, view: View): Symbol | undefined {
  const { name, role, owner } = place;
  switch (role) {
    case 'definition':
      return { kind: 'definition', name };
    case 'type':
    case 'exception':
    case 'docLink':
      return findDefinition(name, view);
    case 'docSymbol':
      return findDefinition(name, view) ?? { kind: 'definition', name };
    case 'member':
    case 'value':
    case 'alternative':
      return owner && { kind: 'entry', name, owner: owner.name };
    case 'branch':
      return owner && findBranchValue(name, owner, view);
    case 'discriminator':
      return owner && findMember(name, owner, view);
    case 'docMember':
      return owner && (findOwnEntry(name, owner) ?? findMember(name, owner, view));
    case 'feature':
    case 'docFeature':
      return owner && { kind: 'feature', name, owner: owner.name };
    case 'condition':
      return { kind: 'condition', name };
    case 'docName':
      return findMentioned(name, owner, view);
    case 'key':
    case 'include':
      return undefined;
  }
}

function findDefinition(name: string, view: View): Symbol | undefined {
  return view.find(name) && { kind: 'definition', name };
}

/** A branch is named by a value of the discriminator’s enum. */
function findBranchValue(name: string, owner: Definition, view: View): Symbol {
  const values = findDiscriminatorType(owner, view);
  const isValue = values?.values.some((value) => value.name === name) ?? false;
  return { kind: 'entry', name, owner: isValue && values ? values.name : owner.name };
}

/** Returns the enum whose values name the branches of a union. */
export function findDiscriminatorType(owner: Definition, view: View): EnumType | undefined {
  if (owner.kind !== 'union') return undefined;
  const declared = listMembers(view.schema, owner).find(({ member }) => member.name === owner.discriminator);
  const type = declared && view.find(declared.member.type.name);
  return type?.kind === 'enum' ? type : undefined;
}

function findOwnEntry(name: string, owner: Definition): Symbol | undefined {
  const own = owner.kind === 'union' ? owner.baseMembers : listEntries(owner);
  return own.some((entry) => entry.name === name) ? { kind: 'entry', name, owner: owner.name } : undefined;
}

/** Finds a member that a definition declares, inherits or, as a command, takes from its boxed type. */
function findMember(name: string, owner: Definition, view: View): Symbol | undefined {
  const found = listReachableMembers(owner, view).findLast(({ member }) => member.name === name);
  return found && { kind: 'entry', name, owner: found.owner };
}

/** Lists the members of a definition with the definitions that declare them: inherited ones first. */
export function listReachableMembers(
  owner: Definition,
  view: View,
): readonly { readonly member: Member; readonly owner: string }[] {
  if (isObjectType(owner)) return listMembers(view.schema, owner);
  if (owner.kind !== 'command' && owner.kind !== 'event') return [];
  if (owner.members) return owner.members.map((member) => ({ member, owner: owner.name }));
  const type = owner.data && view.find(owner.data.name);
  return isObjectType(type) ? listMembers(view.schema, type) : [];
}

/** Finds what an `@name` in a text means: a part of the definition, something that its members lead to, or a definition. */
function findMentioned(name: string, owner: Definition | undefined, view: View): Symbol | undefined {
  if (!owner) return findDefinition(name, view);
  const own = findOwnEntry(name, owner) ?? findMember(name, owner, view);
  if (own) return own;
  if (owner.kind === 'union' && owner.branches.some((branch) => branch.name === name))
    return findBranchValue(name, owner, view);
  if (listFeatures(owner).some((feature) => feature.name === name))
    return { kind: 'feature', name, owner: owner.name };
  return findDefinition(name, view) ?? findNearValue(name, owner, view);
}

/** Finds a value of an enum that is the type of a member. */
function findNearValue(name: string, owner: Definition, view: View): Symbol | undefined {
  for (const { member } of listReachableMembers(owner, view)) {
    const type = view.find(member.type.name);
    if (type?.kind === 'enum' && type.values.some((value) => value.name === name))
      return { kind: 'entry', name, owner: type.name };
  }
  return undefined;
}

/** Lists the features of a definition and of its parts. */
export function listFeatures(owner: Definition): readonly Feature[] {
  return [owner, ...listEntries(owner)].flatMap(({ features }) => features);
}

/** What a symbol is declared as. */
export type Declared =
  | { readonly kind: 'definition'; readonly definition: Definition }
  | { readonly kind: 'entry'; readonly entry: Entry; readonly owner: Definition }
  | { readonly kind: 'feature'; readonly feature: Feature; readonly owner: Definition };

/** Lists the declarations of a symbol; more than one only if the schema has a duplicate. Conditions have none. */
export function listDeclarations(symbol: Symbol, view: View): readonly Declared[] {
  switch (symbol.kind) {
    case 'definition':
      return view.findAll(symbol.name).map((definition) => ({ kind: 'definition', definition }));
    case 'entry':
      return view.findAll(symbol.owner).flatMap((owner) => {
        const entry = listEntries(owner).find(({ name }) => name === symbol.name);
        return entry ? [{ kind: 'entry' as const, entry, owner }] : [];
      });
    case 'feature':
      return view.findAll(symbol.owner).flatMap((owner) => {
        const feature = listFeatures(owner).find(({ name }) => name === symbol.name);
        return feature ? [{ kind: 'feature' as const, feature, owner }] : [];
      });
    case 'condition':
      return [];
  }
}

/** Returns the place of the declaring name, and that of everything that belongs to it. */
export function locate(declared: Declared): { readonly name: SourceRange; readonly full: SourceRange } {
  switch (declared.kind) {
    case 'definition':
      return { name: declared.definition.nameRange, full: declared.definition.range };
    case 'entry':
      return { name: declared.entry.range, full: declared.entry.range };
    case 'feature':
      return { name: declared.feature.range, full: declared.feature.range };
  }
}

/** Returns the name of the type of a member, branch or boxed command; undefined if it has none. */
export function findTypeName(declared: Declared): string | undefined {
  if (declared.kind === 'entry')
    return 'type' in declared.entry ? (declared.entry as Member).type.name : declared.owner.name;
  if (declared.kind === 'feature') return undefined;
  const { data, returns } = declared.definition as Partial<CommandOrEvent>;
  return data?.name ?? returns?.name;
}
