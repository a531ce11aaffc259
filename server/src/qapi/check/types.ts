import { findClosest } from '../../text/closest';
import type { TextRange } from '../../text/lineIndex';
import { t } from '../../text/translations';
import { listEntries, listFeatures } from '../lookup';
import type {
  CommandOrEvent,
  Definition,
  Entry,
  Feature,
  Schema,
  SourceRange,
  StructType,
  TypeRef,
  UnionType,
} from '../schema';
import { checkAlternate } from './alternates';
import { checkCommand } from './commands';
import { getRules, type Dialect } from './dialect';
import type { Pragmas } from './directives';
import type { Extras } from './finding';
import { makeReplacement } from './replacement';
import { isGenerated, toCName, TypeTable, type TypeUse } from './typeTable';
import { checkUnion } from './unions';

/** Reports a problem in one of the schema's files. */
export type ReportIn = (code: string, range: SourceRange, message: string, extras?: Extras) => void;

export interface TypeInput {
  readonly schema: Schema;
  readonly pragmas: Pragmas;
  /** All definitions in the order of reading, also the second of two with the same name. */
  readonly definitions: readonly Definition[];
  /** Those whose form is valid. */
  readonly valid: ReadonlySet<Definition>;
  /** Whether definitions may be missing, so an unknown name may be a type all the same. */
  readonly isIncomplete: boolean;
  readonly dialect: Dialect;
}

/** Checks what needs the definitions of the whole schema: names, types, bases, branches and arguments. */
export function checkTypes(input: TypeInput, report: ReportIn): void {
  const checker = new TypeChecker(input, report);
  checkRedefinitions(input, report);
  for (const definition of input.definitions) {
    if (input.valid.has(definition)) checker.check(definition);
  }
  checkLoops(input, report);
  if (getRules(input.dialect).limitsFeatures) checkFeatureCount(input.definitions, report);
}

/** What the checks of single kinds of definitions share. */
export interface TypeContext {
  readonly table: TypeTable;
  readonly pragmas: Pragmas;
  readonly dialect: Dialect;
  readonly report: ReportIn;
  /** Whether the form of a definition is valid, so it has all its parts. */
  readonly isValid: (definition: Definition) => boolean;
  /** Returns what a use of a type means; reports an unknown name and returns undefined. */
  readonly resolve: (use: TypeRef) => TypeUse | undefined;
}

/** The maximum number of names that unknown ones are compared with. In all of QEMU's schema, a thousand types can be misspelt. */
const MAX_COMPARISONS = 1_000_000;

class TypeChecker implements TypeContext {
  /** The number of unknown names for which a known one is still suggested. */
  private guesses: number;
  readonly table: TypeTable;
  readonly pragmas: Pragmas;
  readonly dialect: Dialect;

  constructor(
    private readonly input: TypeInput,
    readonly report: ReportIn,
  ) {
    this.table = new TypeTable(input.schema);
    this.guesses = MAX_COMPARISONS / input.schema.definitions.size;
    this.pragmas = input.pragmas;
    this.dialect = input.dialect;
  }

  readonly resolve = (use: TypeRef): TypeUse | undefined => {
    const found = this.table.resolve(use);
    if (found || this.input.isIncomplete) return found;
    const other = this.input.schema.definitions.get(use.name);
    const meant = other || this.guesses-- <= 0 ? undefined : findClosest(use.name, this.table.listNames());
    const message =
      meant === undefined
        ? t('Unknown type “{0}”.', use.name)
        : t('Unknown type “{0}”. Did you mean “{1}”?', use.name, meant);
    this.report(
      'type/unknown',
      use.range,
      other ? t('“{0}” is a {1}, not a type.', use.name, other.kind) : message,
      {
        fixes: makeReplacement(this.findName(use), meant),
      },
    );
    return undefined;
  };

  /** Returns the range of a name with its quotes: that of an array type includes the brackets. */
  private findName({ name, isArray, range }: TypeRef): TextRange {
    if (!isArray) return range;
    const text = this.input.schema.modules.get(range.file)?.text.slice(range.start, range.end) ?? '';
    const start = range.start + text.indexOf(`'${name}'`);
    return start < range.start ? range : { start, end: start + name.length + "''".length };
  }

  readonly isValid = (definition: Definition): boolean => this.input.valid.has(definition);

  check(definition: Definition): void {
    checkClashes(definition.features, this.report);
    for (const { features } of listEntries(definition)) checkClashes(features, this.report);
    if (definition.kind !== 'command' && definition.kind !== 'event') this.checkSpecialFeatures(definition);
    switch (definition.kind) {
      case 'enum':
        checkClashes(definition.values, this.report);
        return;
      case 'struct':
        this.checkBase(definition);
        this.checkMembers(definition);
        return;
      case 'union':
        this.checkBase(definition);
        this.checkMembers(definition);
        checkUnion(definition, this);
        return;
      case 'alternate':
        checkClashes(definition.alternatives, this.report);
        checkAlternate(definition, this);
        return;
      default:
        this.checkArguments(definition);
        checkCommand(definition, this);
    }
  }

  private checkArguments({ members = [] }: CommandOrEvent): void {
    for (const { type } of members) this.resolve(type);
    checkClashes(members, this.report);
  }

  private checkBase({ base }: StructType | UnionType): void {
    const found = base && this.resolve(base);
    if (found && (found.kind !== 'defined' || found.type.kind !== 'struct'))
      this.report(
        'type/bad-base',
        base.range,
        t('“{0}” cannot be a base, because it is not a struct.', base.name),
      );
  }

  private checkMembers(type: StructType | UnionType): void {
    const own = type.kind === 'struct' ? type.members : type.baseMembers;
    for (const member of own) this.resolve(member.type);
    const base = this.table.findObject(type.base?.name);
    const inherited = base ? this.table.listMembers(base) : [];
    // In a loop of bases, a type inherits its own members.
    checkClashes(own, this.report, inherited.some((member) => own.includes(member)) ? [] : inherited);
  }

  private checkSpecialFeatures({ features }: Definition): void {
    if (this.dialect === '5.0') return;
    for (const { name, range } of features)
      if (SPECIAL_FEATURES.has(name))
        this.report(
          'type/special-feature-on-type',
          range,
          t(
            'The feature “{0}” is not allowed on a type, only on commands, events, members and values.',
            name,
          ),
        );
  }
}

const SPECIAL_FEATURES = new Set(['deprecated', 'unstable']);

/** Reports entries whose name equals an earlier one in C. @param before entries that came before them */
function checkClashes(
  entries: readonly (Entry | Feature)[],
  report: ReportIn,
  before: readonly (Entry | Feature)[] = [],
): void {
  if (entries.length === 0 || entries.length + before.length < 2 || areDistinct(entries, before)) return;
  const known = new Map<string, Entry | Feature>();
  for (const entry of before) known.set(toCName(entry.name), entry);
  for (const entry of entries) {
    const first = known.get(toCName(entry.name));
    if (first)
      report(
        'type/name-clash',
        entry.range,
        first.name === entry.name
          ? t('Duplicate name “{0}”.', entry.name)
          : t('“{0}” clashes with “{1}”: both are the same name in C.', entry.name, first.name),
        { related: [{ message: t('The other one is here.'), range: first.range }] },
      );
    else known.set(toCName(entry.name), entry);
  }
}

/** Whether all names differ in C. Those of `before` may be equal to each other. */
function areDistinct(entries: readonly (Entry | Feature)[], before: readonly (Entry | Feature)[]): boolean {
  const names = new Set<string>();
  for (const { name } of before) names.add(toCName(name));
  const count = names.size;
  for (const { name } of entries) names.add(toCName(name));
  return names.size === count + entries.length;
}

function checkRedefinitions({ schema, definitions }: TypeInput, report: ReportIn): void {
  for (const definition of definitions) {
    const { name, nameRange } = definition;
    const first = schema.definitions.get(name);
    if (first && first !== definition)
      report('type/redefined', nameRange, t('“{0}” is already defined.', name), {
        related: [{ message: t('The first definition is here.'), range: first.nameRange }],
      });
    else if (isGenerated(name))
      report('type/redefines-builtin', nameRange, t('“{0}” is the name of a built-in type.', name));
  }
}

/** Reports types that inherit from themselves, or have themselves as a branch: one finding for each loop. */
function checkLoops({ schema, definitions, valid }: TypeInput, report: ReportIn): void {
  const table = new TypeTable(schema);
  const done = new Set<Definition>();
  const listParts = (type: StructType | UnionType): (StructType | UnionType)[] => {
    const parts: (StructType | UnionType)[] = [];
    const add = (use: TypeRef): void => {
      const part = use.isArray ? undefined : table.findObject(use.name);
      if (part) parts.push(part);
    };
    if (type.base) add(type.base);
    if (type.kind === 'union') for (const branch of type.branches) add(branch.type);
    return parts;
  };
  for (const definition of definitions) {
    const start = table.findObject(definition.name);
    if (!start || start !== definition || done.has(start) || !valid.has(start)) continue;
    if (start.kind === 'struct' && !start.base) continue;
    // A walk with its own stack: chains can be as long as the schema.
    const path: { type: StructType | UnionType; left: (StructType | UnionType)[] }[] = [];
    const onPath = new Set<Definition>();
    const enter = (type: StructType | UnionType): void => {
      path.push({ type, left: listParts(type) });
      onPath.add(type);
      done.add(type);
    };
    enter(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.left.shift();
      if (!next) {
        onPath.delete(step.type);
        path.pop();
      } else if (onPath.has(next)) {
        const place = next.base?.range ?? next.nameRange;
        report('type/contains-itself', place, t('“{0}” contains itself as a base or branch.', next.name));
      } else if (!done.has(next)) {
        enter(next);
      }
    }
  }
}

/** The maximum number of feature names in a schema, with the special ones. */
const MAX_FEATURES = 64;

function checkFeatureCount(definitions: readonly Definition[], report: ReportIn): void {
  const names = new Set(SPECIAL_FEATURES);
  for (const definition of definitions) {
    for (const { name, range } of listFeatures(definition, listEntries(definition))) {
      names.add(name);
      if (names.size <= MAX_FEATURES) continue;
      report(
        'type/too-many-features',
        range,
        t(
          'The schema has more than {0} different feature names, including “deprecated” and “unstable”.',
          MAX_FEATURES,
        ),
      );
      return;
    }
  }
}
