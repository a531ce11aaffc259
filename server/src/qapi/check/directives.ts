import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import { findValue } from '../definitions';
import type { ModulePart } from '../module';
import type { ObjectNode, Property, SyntaxNode } from '../syntax';
import type { DialectRules } from './dialect';
import type { ListPragma, Report } from './finding';
import { makeReplacement } from './replacement';

/** Checks an include or pragma directive. What an include names is checked where the file is read. */
export function checkDirective(node: ObjectNode, rules: DialectRules, report: Report): void {
  const kind = findValue(node, 'include') ? 'include' : 'pragma';
  const extra = node.properties.find(({ key }) => key.value !== kind);
  if (extra)
    report(
      `${kind}/extra-keys`,
      extra.key,
      t('Unexpected key “{0}”: a directive has only the key “{1}”.', extra.key.value, kind),
    );
  if (kind === 'include') return;
  const value = findValue(node, 'pragma');
  if (value?.kind === 'object') {
    const taken = new Set(value.properties.map(({ key }) => key.value));
    for (const property of value.properties) checkPragma(property, taken, rules, report);
  } else
    report(
      'pragma/not-an-object',
      value ?? node,
      t('Expected an object with pragmas, such as {0}.', EXAMPLE),
    );
}

const EXAMPLE = "{ 'doc-required': true }";

const LISTS: readonly ListPragma[] = [
  'command-name-exceptions',
  'command-returns-exceptions',
  'documentation-exceptions',
  'member-name-exceptions',
];
/** The names up to 5.2. */
const OLD_LISTS = ['name-case-whitelist', 'returns-whitelist'];

/** @param taken the pragmas that the directive sets already */
function checkPragma(
  { key, value }: Property,
  taken: ReadonlySet<string>,
  rules: DialectRules,
  report: Report,
): void {
  const lists: readonly string[] = rules.hasRenamedPragmas
    ? LISTS.filter((name) => rules.readsParagraphs || name !== 'documentation-exceptions')
    : OLD_LISTS;
  if (key.value === 'doc-required') {
    if (value?.kind !== 'boolean')
      report('pragma/not-a-boolean', value ?? key, t('“{0}” must be true or false.', key.value));
  } else if (lists.includes(key.value)) {
    const wrong = value?.kind === 'array' ? value.items.find((item) => item.kind !== 'string') : value;
    if (wrong || !value)
      report('pragma/not-a-string-list', wrong ?? key, t('“{0}” must be a list of names.', key.value));
  } else {
    const known = ['doc-required', ...lists];
    const meant = findClosest(
      key.value,
      known.filter((name) => !taken.has(name)),
    );
    report(
      'pragma/unknown',
      key,
      meant === undefined
        ? t('Unknown pragma “{0}”. Known pragmas are {1}.', key.value, known.join(', '))
        : t('Unknown pragma “{0}”. Did you mean “{1}”?', key.value, meant),
      { fixes: makeReplacement(key, meant) },
    );
  }
}

/** The pragmas that apply to a whole schema: the last setting of each, wherever it is. */
export interface Pragmas {
  readonly docRequired: boolean;
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the pragmas of a schema. @param parts those of all files, in the order of reading */
export function readPragmas(parts: readonly ModulePart[]): Pragmas {
  let docRequired = false;
  const lists = new Map<string, ReadonlySet<string>>();
  for (const { node } of parts) {
    const pragma = node.kind === 'object' ? findValue(node, 'pragma') : undefined;
    for (const { key, value } of pragma?.kind === 'object' ? pragma.properties : []) {
      if (key.value === 'doc-required' && value?.kind === 'boolean') docRequired = value.value;
      if (value?.kind === 'array')
        lists.set(RENAMED.get(key.value) ?? key.value, new Set(value.items.flatMap(toStrings)));
    }
  }
  return { docRequired, lists };
}

const RENAMED = new Map([['returns-whitelist', 'command-returns-exceptions']]);

function toStrings(node: SyntaxNode): string[] {
  return node.kind === 'string' ? [node.value] : [];
}
