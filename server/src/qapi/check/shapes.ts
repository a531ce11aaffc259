import { t } from '../../text/translations';
import { findName, findProperty, findValue, KINDS } from '../definitions';
import type { ArrayNode, ObjectNode, Property, SyntaxNode } from '../syntax';
import { checkCondition } from './conditions';
import type { DialectRules } from './dialect';
import type { Report } from './finding';
import { checkFlags } from './flags';
import { checkKeys, type Keys } from './keys';
import { checkDefinitionName, checkPartName, requireName, type PartName } from './names';

type Kind = (typeof KINDS)[number];

/** The keys of members and branches that are objects. */
const FOR_MEMBERS: Keys = { required: ['type'], allowed: ['if', 'features'] };
const FOR_BRANCHES: Keys = { required: ['type'], allowed: ['if'] };

/** The keys of each kind of definition, in addition to its own. [qapi-code-gen.rst] */
const KEYS: Readonly<Record<Kind, Keys>> = {
  enum: { required: ['data'], allowed: ['prefix', 'if', 'features'] },
  struct: { required: ['data'], allowed: ['base', 'if', 'features'] },
  union: { required: ['base', 'discriminator', 'data'], allowed: ['if', 'features'] },
  alternate: { required: ['data'], allowed: ['if', 'features'] },
  command: {
    allowed: [
      'data',
      'returns',
      'boxed',
      'gen',
      'success-response',
      'allow-oob',
      'allow-preconfig',
      'coroutine',
      'if',
      'features',
    ],
  },
  event: { allowed: ['data', 'boxed', 'if', 'features'] },
};

/**
 * Checks the keys, names and forms of the values of one definition, without looking up any type.
 *
 * @param text that of the file
 */
export function checkDefinition(text: string, node: ObjectNode, rules: DialectRules, report: Report): void {
  const kinds = node.properties.filter(({ key }) => KIND_NAMES.has(key.value));
  const [first, second] = kinds;
  if (!first || second) {
    report(
      'shape/not-one-meta-key',
      second?.key ?? node.properties[0]?.key ?? node,
      second
        ? t(
            'Unexpected key “{0}”: a definition has only one of the keys “struct”, “enum”, “union”, “alternate”, “command” and “event”.',
            second.key.value,
          )
        : t('Expected a definition: one of the keys {0}.', KINDS.join(', ')),
    );
    return;
  }
  new DefinitionChecker(text, node, first, rules, report).check();
}

/** Makes a function that computes a value when it is first asked for. */
function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= compute());
}

const KIND_NAMES: ReadonlySet<string> = new Set(KINDS);

class DefinitionChecker {
  private readonly kind: Kind;

  constructor(
    private readonly text: string,
    private readonly node: ObjectNode,
    private readonly head: Property,
    private readonly rules: DialectRules,
    private readonly report: Report,
  ) {
    this.kind = KINDS.find((kind) => kind === head.key.value) ?? 'struct';
  }

  check(): void {
    const { node, head, kind, rules, report } = this;
    const name = requireName(head.value, head.key, report);
    if (name) checkDefinitionName(kind, name, rules, report);
    const simpleUnion = kind === 'union' && !rules.needsDiscriminator;
    const { required = [], allowed = [] } = simpleUnion
      ? { required: ['data'], allowed: ['base', 'discriminator', 'if', 'features'] }
      : KEYS[kind];
    const hasKeys = checkKeys(node, { required: [kind, ...required], allowed }, report, head.key);
    this.partsOf(name?.value);
    this.conditionAndFeatures(node);
    if (hasKeys && (kind === 'command' || kind === 'event')) checkFlags(kind, this.text, node, report);
  }

  private partsOf(name: string | undefined): void {
    const data = this.find('data');
    switch (this.kind) {
      case 'enum':
        this.enumeration(name, data);
        return;
      case 'struct':
        if (data) this.members(data.value ?? data.key, { isMember: true, exceptionFor: name });
        this.typeName(this.find('base'));
        return;
      case 'union':
        this.union(name, data);
        return;
      case 'alternate':
        this.alternate(data);
        return;
      default:
        this.argumentsOf(data);
    }
  }

  private enumeration(name: string | undefined, data: Property | undefined): void {
    const prefix = this.find('prefix');
    if (prefix && prefix.value?.kind !== 'string')
      this.report(
        'shape/prefix-not-string',
        prefix.value ?? prefix.key,
        t('“prefix” must be a string in single quotes.'),
      );
    if (!data) return;
    if (data.value?.kind !== 'array')
      this.report(
        'shape/enum-data-not-array',
        data.value ?? data.key,
        t('“data” of an enum must be a list of values in [ ].'),
      );
    else this.entries(data.value, ['if', 'features'], { isValue: true, exceptionFor: name });
  }

  /** Checks a list of names, or of objects with a name. */
  private entries(list: ArrayNode, allowed: readonly string[], part: PartName): void {
    const named = {
      ...part,
      listTaken: once(() => new Set(list.items.flatMap((item) => findName(item)?.value ?? []))),
    };
    for (const item of list.items) {
      if (item.kind !== 'object') {
        const name = requireName(item, item, this.report);
        if (name) checkPartName(name, named, this.rules, this.report);
        continue;
      }
      checkKeys(item, { required: ['name'], allowed }, this.report);
      const value = findProperty(item, 'name');
      const name = value && requireName(value.value, value.key, this.report);
      if (name) checkPartName(name, named, this.rules, this.report);
      this.conditionAndFeatures(item, allowed.includes('features'));
    }
  }

  private union(name: string | undefined, data: Property | undefined): void {
    const base = this.find('base');
    if (base && base.value?.kind !== 'string')
      this.members(base.value ?? base.key, { isMember: true, exceptionFor: name });
    const discriminator = this.find('discriminator');
    if (discriminator) requireName(discriminator.value, discriminator.key, this.report);
    if (!data) return;
    if (data.value?.kind !== 'object') {
      this.report(
        'shape/union-data-not-object',
        data.value ?? data.key,
        t('“data” of a union must be an object that maps values of the discriminator to types.'),
      );
      return;
    }
    const isSimple = !this.rules.needsDiscriminator && !discriminator;
    for (const branch of data.value.properties) this.typed(branch, FOR_BRANCHES, isSimple);
  }

  private alternate(data: Property | undefined): void {
    if (!data) return;
    if (data.value?.kind !== 'object') {
      this.report(
        'shape/alternate-data-not-object',
        data.value ?? data.key,
        t('“data” of an alternate must be an object that maps names to types.'),
      );
      return;
    }
    if (data.value.properties.length === 0)
      this.report('shape/alternate-empty', data.value, t('An alternate requires at least one branch.'));
    const { properties } = data.value;
    const named = { listTaken: once(() => new Set(properties.map(({ key }) => key.value))) };
    for (const branch of properties) {
      checkPartName(branch.key, named, this.rules, this.report);
      this.typed(branch, FOR_BRANCHES);
    }
  }

  private argumentsOf(data: Property | undefined): void {
    const boxed = findValue(this.node, 'boxed');
    if (data && boxed?.kind === 'boolean' && boxed.value) this.typeName(data);
    else if (data && data.value?.kind !== 'string') this.members(data.value ?? data.key, { isMember: true });
    const returns = this.find('returns');
    if (returns) this.typeOrArray(returns);
  }

  private members(value: SyntaxNode, part: PartName): void {
    if (value.kind !== 'object') {
      this.report(
        'shape/want-object-or-type',
        value,
        this.kind === 'struct'
          ? t('Expected an object that contains the members, for example {0}.', "{ 'name': 'str' }")
          : t('Expected an object with the members, or a type name in single quotes.'),
      );
      return;
    }
    const named = {
      ...part,
      listTaken: once(() => new Set(value.properties.map(({ key }) => key.value.replace(/^\*/, '')))),
    };
    for (const member of value.properties) {
      checkPartName(member.key, named, this.rules, this.report);
      this.typed(member, FOR_MEMBERS);
    }
  }

  /** Checks a member or branch: a type, or an object with one. @param mayBeList whether lists are allowed */
  private typed(property: Property, keys: Keys, mayBeList = true): void {
    const { value } = property;
    const type = value?.kind === 'object' ? findProperty(value, 'type') : property;
    if (value?.kind === 'object') checkKeys(value, keys, this.report);
    if (type && mayBeList) this.typeOrArray(type);
    else if (type) this.typeName(type);
    if (value?.kind === 'object') this.conditionAndFeatures(value, keys === FOR_MEMBERS);
  }

  private typeName(property: Property | undefined): void {
    if (property && property.value?.kind !== 'string')
      this.report(
        'shape/want-type-name',
        property.value ?? property.key,
        t('Expected the name of a type in single quotes.'),
      );
  }

  private typeOrArray({ key, value }: Property): void {
    if (value?.kind === 'string') return;
    if (value?.kind !== 'array')
      this.report(
        'shape/want-type-or-array',
        value ?? key,
        t("Expected a type: 'Name', or ['Name'] for a list."),
      );
    else if (value.items.length !== 1 || value.items[0]?.kind !== 'string')
      this.report(
        'shape/bad-array-type',
        value,
        t("A list type contains exactly one type name, as in ['str']."),
      );
  }

  private conditionAndFeatures(node: ObjectNode, mayHaveFeatures = true): void {
    const condition = findProperty(node, 'if');
    if (condition) checkCondition(condition.value, condition.key, this.rules, this.report);
    const features = mayHaveFeatures ? findProperty(node, 'features') : undefined;
    if (!features) return;
    if (features.value?.kind === 'array') this.entries(features.value, ['if'], {});
    else
      this.report(
        'shape/features-not-array',
        features.value ?? features.key,
        t('“features” must be a list of names in [ ].'),
      );
  }

  private find(key: string): Property | undefined {
    return findProperty(this.node, key);
  }
}
