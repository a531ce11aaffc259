import { t } from '../../text/translations';
import type { TextRange } from '../../text/lineIndex';
import type { SyntaxNode } from '../syntax';
import type { DialectRules } from './dialect';
import type { Report } from './finding';
import { checkKeys } from './keys';

/** Checks the value of `if`. Nesting is bounded by the parser. @param key the place of the `if`, for a value that is missing */
export function checkCondition(
  value: SyntaxNode | undefined,
  key: TextRange,
  rules: DialectRules,
  report: Report,
): void {
  if (!rules.hasStructuredConditions) {
    checkOldCondition(value, key, report);
    return;
  }
  switch (value?.kind) {
    case 'string':
      if (!IDENTIFIER.test(value.value))
        report(
          'cond/not-an-identifier',
          value,
          value.value === ''
            ? t('Empty condition. Name a configuration symbol such as CONFIG_LINUX.')
            : t(
                'Invalid condition “{0}”. Use one upper-case symbol such as CONFIG_LINUX, or all, any and not.',
                value.value,
              ),
        );
      return;
    case 'object':
      checkOperator(value, rules, report);
      return;
    default:
      report(
        'cond/not-string-or-object',
        value ?? key,
        t("Expected a condition: 'CONFIG_X', or an object with “all”, “any” or “not”."),
      );
  }
}

const IDENTIFIER = /^[A-Z][A-Z0-9_]*$/;

function checkOperator(
  node: Extract<SyntaxNode, { kind: 'object' }>,
  rules: DialectRules,
  report: Report,
): void {
  if (!checkKeys(node, { allowed: ['all', 'any', 'not'] }, report)) return;
  const [operator, second] = node.properties;
  if (!operator || second) {
    const message = t('A condition object takes exactly one of “all”, “any” and “not”.');
    report('cond/not-one-key', second?.key ?? node, message);
    return;
  }
  const { key, value } = operator;
  if (key.value === 'not') checkCondition(value, key, rules, report);
  else if (value?.kind !== 'array')
    report('cond/not-an-array', value ?? key, t('“{0}” takes a list of conditions in [ ].', key.value));
  else if (value.items.length === 0)
    report('cond/empty', value, t('Empty “{0}”. List at least one condition.', key.value));
  else for (const item of value.items) checkCondition(item, item, rules, report);
}

/** Up to 6.1: an expression for the C preprocessor, or a non-empty list of them. */
function checkOldCondition(value: SyntaxNode | undefined, key: TextRange, report: Report): void {
  const items = value?.kind === 'array' ? value.items : [value];
  if (items.length === 0) report('cond/empty', value ?? key, t('Empty list of conditions.'));
  for (const item of items) {
    if (item?.kind !== 'string')
      report('cond/not-string-or-object', item ?? key, t('Expected a condition in single quotes.'));
    else if (item.value.trim() === '')
      report(
        'cond/not-an-identifier',
        item,
        t('Empty condition. Name a configuration symbol such as CONFIG_LINUX.'),
      );
  }
}
