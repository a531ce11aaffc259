/**
 * The content of a QAPI schema as plain data. Offsets are in UTF-16 units of the named file's text.
 * The terms are those of QEMU's docs/devel/qapi-code-gen.rst.
 */
import type { TextRange } from '../text/lineIndex';
import type { Module, ModulePart } from './module';

/** A place in one of the schema's files. */
export interface SourceRange extends TextRange {
  /** The path as given to the reader, or as resolved from an include. */
  readonly file: string;
}

export type Condition =
  | string
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** A use of a type: `'str'` or, as an array, `['str']`. */
export interface TypeRef {
  readonly name: string;
  readonly isArray: boolean;
  readonly range: SourceRange;
}

/** The common part of members, values, branches and features. */
export interface Entry {
  readonly name: string;
  /** The name token in the source, including quotes (and the `*` of an optional member). */
  readonly range: SourceRange;
  readonly condition?: Condition | undefined;
  readonly features: readonly Feature[];
  /** The documentation section that describes it, as written (rST). */
  readonly doc?: string | undefined;
  /** The first release according to the documentation, for example `7.0.0`. */
  readonly since?: string | undefined;
}

export interface Feature {
  readonly name: string;
  readonly range: SourceRange;
  readonly condition?: Condition | undefined;
  readonly doc?: string | undefined;
}

export type EnumValue = Entry;

export interface Member extends Entry {
  readonly type: TypeRef;
  readonly optional: boolean;
}

/** A branch of a union, named by a value of the discriminator, or an alternative of an alternate. */
export interface Branch extends Entry {
  readonly type: TypeRef;
}

interface DefinitionBase {
  readonly name: string;
  /** The whole `{ … }`. */
  readonly range: SourceRange;
  /** The token of the name, including quotes. */
  readonly nameRange: SourceRange;
  readonly condition?: Condition | undefined;
  readonly features: readonly Feature[];
  readonly doc?: DocComment | undefined;
  readonly since?: string | undefined;
}

export interface EnumType extends DefinitionBase {
  readonly kind: 'enum';
  readonly values: readonly EnumValue[];
  readonly prefix?: string | undefined;
}

export interface StructType extends DefinitionBase {
  readonly kind: 'struct';
  readonly base?: TypeRef | undefined;
  readonly members: readonly Member[];
}

export interface UnionType extends DefinitionBase {
  readonly kind: 'union';
  /** The base as a type name; otherwise `baseMembers` has its members. */
  readonly base?: TypeRef | undefined;
  readonly baseMembers: readonly Member[];
  readonly discriminator: string;
  /** The token of its name, including quotes; absent if there is none. */
  readonly discriminatorRange?: SourceRange | undefined;
  readonly branches: readonly Branch[];
}

export interface AlternateType extends DefinitionBase {
  readonly kind: 'alternate';
  readonly alternatives: readonly Branch[];
}

export interface CommandOrEvent extends DefinitionBase {
  readonly kind: 'command' | 'event';
  /** The argument type by name; otherwise `members` has the arguments. */
  readonly data?: TypeRef | undefined;
  readonly members?: readonly Member[] | undefined;
  readonly returns?: TypeRef | undefined;
  /** The flags that the source sets: boxed, gen, success-response, allow-oob, allow-preconfig, coroutine. */
  readonly flags: Readonly<Record<string, boolean>>;
}

export type SchemaType = EnumType | StructType | UnionType | AlternateType;
export type Definition = SchemaType | CommandOrEvent;

/** A `## … ##` block. */
export interface DocComment {
  readonly range: SourceRange;
  /** The name after `@` of a definition block; absent on a free-form block. */
  readonly symbol?: string | undefined;
  readonly sections: readonly DocSection[];
}

export interface DocSection {
  readonly kind: 'plain' | 'member' | 'feature' | 'returns' | 'errors' | 'since' | 'todo';
  /** The described member, value, branch or feature. */
  readonly name?: string | undefined;
  /** As written (rST), without the `# ` of each line and without leading and trailing line ends. */
  readonly text: string;
  readonly range: SourceRange;
}

export interface Include {
  readonly file: string;
  /** The whole `{ 'include': … }`. */
  readonly range: SourceRange;
  /** The name as written. */
  readonly includes: string;
  /** The file that it resolves to, by the path in `texts`; absent if it is missing. */
  readonly target?: string;
}

/** A problem in the schema. Reading continues after it. */
export interface SchemaProblem {
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange;
}

export interface Schema {
  /** The path of the root file. */
  readonly root: string;
  /** Every file that was read, by path, in the order of reading. */
  readonly modules: ReadonlyMap<string, Module>;
  /** Included files that could not be read, by the path that was tried first. */
  readonly missing: readonly string[];
  readonly includes: readonly Include[];
  /** The parts of all files in the order of reading, an included file in the place of its first include. */
  readonly parts: readonly ModulePart[];
  /** By name, in the order of the source. The first of two definitions with one name is kept. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly problems: readonly SchemaProblem[];
}
