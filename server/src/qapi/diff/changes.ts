import type { Condition, Definition } from '../schema';

/** The parts of definitions that have names. */
export type PartKind = 'value' | 'member' | 'branch' | 'alternative' | 'feature';

/** What can differ in a definition or in one of its parts. */
export type Aspect =
  | 'kind'
  | 'type'
  | 'optional'
  | 'if'
  | 'since'
  | 'base'
  | 'discriminator'
  | 'data'
  | 'returns'
  | 'prefix'
  | 'boxed'
  | 'gen'
  | 'success-response'
  | 'allow-oob'
  | 'allow-preconfig'
  | 'coroutine';

/** The value of an aspect: a type such as `[str]`, a release, a condition. */
export type AspectValue = string | boolean | Condition;

/** Both values of an aspect that differs; one is absent if there is none. */
export interface Difference {
  readonly old?: AspectValue | undefined;
  readonly new?: AspectValue | undefined;
}

export type Differences = Readonly<Partial<Record<Aspect, Difference>>>;

/** Something that differs between two schemas. */
export interface SchemaChange {
  /** *deprecated* means that the feature of that name was added. */
  readonly change: ChangeKind;
  readonly definition: string;
  /** In the newer schema, unless it was removed. */
  readonly kind: Definition['kind'];
  /** The part that differs; absent if the definition itself does. */
  readonly part?: ChangedPart | undefined;
  /** The aspects that changed, or those of what was added or removed. */
  readonly aspects: Differences;
}

export const CHANGE_KINDS = ['added', 'removed', 'changed', 'deprecated'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ChangedPart {
  readonly kind: PartKind;
  readonly name: string;
  /** The member, value or command argument that a feature belongs to; absent on a feature of the definition. */
  readonly of?: string | undefined;
}

export interface SchemaDifference {
  /** In the order of the older schema, then, for what was added, in that of the newer one. */
  readonly changes: readonly SchemaChange[];
  /** How many definitions in both schemas have different documentation. */
  readonly documentation: number;
}
