import { t } from '../../text/translations';
import { findClosest } from '../../text/closest';
import { isObjectType } from '../lookup';
import type { Branch, EnumType, Member, StructType, UnionType } from '../schema';
import { makeReplacement } from './replacement';
import { toCName } from './typeTable';
import type { TypeContext } from './types';

/** Checks the discriminator and the branches of a union. */
export function checkUnion(union: UnionType, context: TypeContext): void {
  const { table, report, resolve } = context;
  const isSimple = union.discriminator === '';
  const types = union.branches.map((branch) => ({ branch, found: resolve(branch.type) }));
  if (isSimple) return;
  for (const { branch, found } of types) {
    if (found && (found.kind !== 'defined' || !isObjectType(found.type)))
      report(
        'type/branch-not-object',
        branch.type.range,
        t('“{0}” cannot be a branch, because it is neither a struct nor a union.', branch.type.name),
      );
  }
  const values = findDiscriminator(union, context);
  if (values && context.isValid(values)) checkBranchNames(union, values, context);
  const common = table.listMembers(union);
  for (const { branch } of types) {
    const type = table.findObject(branch.type.name);
    if (type) checkBranchMembers(branch, type, common, context);
  }
}

/** Returns the enum of the discriminator, or reports why it is invalid. */
function findDiscriminator(union: UnionType, { table, report }: TypeContext): EnumType | undefined {
  const { base, discriminator } = union;
  // An unknown or unusable base is reported elsewhere.
  if (base && table.findObject(base.name)?.kind !== 'struct') return undefined;
  const members = table.listMembers(union);
  const member = members.find(({ name }) => name === discriminator);
  const place = union.discriminatorRange ?? union.nameRange;
  if (!member) {
    const meant = findClosest(
      discriminator,
      members.map(({ name }) => name),
    );
    report(
      'type/discriminator-missing',
      place,
      meant === undefined
        ? t('The discriminator “{0}” is not a member of the base.', discriminator)
        : t('The discriminator “{0}” is not a member of the base. Did you mean “{1}”?', discriminator, meant),
      { fixes: makeReplacement(place, meant) },
    );
    return undefined;
  }
  checkDiscriminatorMember(member, place, report);
  const found = table.resolve(member.type);
  if (found?.kind === 'defined' && found.type.kind === 'enum') return found.type;
  if (found)
    report(
      'type/discriminator-not-enum',
      place,
      t('The discriminator “{0}” must be a member whose type is an enum.', discriminator),
    );
  return undefined;
}

function checkDiscriminatorMember(
  { name, optional, condition, range }: Member,
  place: UnionType['nameRange'],
  report: TypeContext['report'],
): void {
  const related = [{ message: t('The member is here.'), range }];
  if (optional)
    report('type/discriminator-optional', place, t('The discriminator “{0}” must not be optional.', name), {
      related,
    });
  if (condition !== undefined)
    report(
      'type/discriminator-conditional',
      place,
      t('The discriminator “{0}” must not be conditional.', name),
      {
        related,
      },
    );
}

function checkBranchNames(union: UnionType, values: EnumType, { report }: TypeContext): void {
  if (union.branches.length === 0 && values.values.length === 0)
    report('type/union-empty', union.nameRange, t('The union has no branches.'));
  const names = new Set(values.values.map(({ name }) => name));
  const used = new Set(union.branches.map(({ name }) => name));
  const free = [...names].filter((name) => !used.has(name));
  for (const { name, range } of union.branches) {
    if (names.has(name)) continue;
    const meant = findClosest(name, free);
    report(
      'type/branch-not-in-enum',
      range,
      meant === undefined
        ? t('The branch “{0}” is not a value of the enum “{1}”.', name, values.name)
        : t(
            'The branch “{0}” is not a value of the enum “{1}”. Did you mean “{2}”?',
            name,
            values.name,
            meant,
          ),
      { fixes: makeReplacement(range, meant) },
    );
  }
}

/** Reports members of a branch that have the name of a common member. */
function checkBranchMembers(
  branch: Branch,
  type: StructType | UnionType,
  common: readonly Member[],
  { table, report }: TypeContext,
): void {
  const names = new Map(common.map((member) => [toCName(member.name), member]));
  const seen = new Set<StructType | UnionType>();
  const queue = [type];
  for (let each = queue.pop(); each; each = queue.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const member of table.listMembers(each)) {
      const other = names.get(toCName(member.name));
      // In a loop of branches, a union meets its own members.
      if (!other || other === member) continue;
      report(
        'type/name-clash',
        branch.range,
        t(
          'The member “{0}” of the branch “{1}” has the same name as a member that all branches share.',
          member.name,
          branch.name,
        ),
        {
          related: [
            { message: t('The member of the branch is here.'), range: member.range },
            { message: t('The common member is here.'), range: other.range },
          ],
        },
      );
      return;
    }
    if (each.kind === 'union')
      queue.push(...each.branches.flatMap((inner) => table.findObject(inner.type.name) ?? []));
  }
}
