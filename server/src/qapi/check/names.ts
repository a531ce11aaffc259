import { t } from '../../text/translations';
import type { StringNode, SyntaxNode } from '../syntax';
import type { DialectRules } from './dialect';
import type { Extras, ListPragma, Report } from './finding';
import { makeReplacement } from './replacement';

/** Reports a name that is not a string and returns undefined; otherwise returns the node. @param what for people, such as `enum value` */
export function requireName(
  value: SyntaxNode | undefined,
  place: SyntaxNode,
  report: Report,
): StringNode | undefined {
  if (value?.kind === 'string') return value;
  report('name/not-a-string', value ?? place, t('Expected a name in single quotes.'));
  return undefined;
}

/** Checks the name of a definition. */
export function checkDefinitionName(
  kind: string,
  name: StringNode,
  rules: DialectRules,
  report: Report,
): void {
  const stem = checkGeneralName(name, name.value, report);
  if (stem === undefined || !rules.checksCase) return;
  const prefix = name.value.slice(0, name.value.length - stem.length);
  if (kind === 'event') {
    if (/[a-z-]/.test(stem))
      report(
        'name/event-case',
        name,
        t('The event name “{0}” must be in upper case, with _ between words.', name.value),
        { fixes: makeReplacement(name, prefix + stem.toUpperCase().replaceAll('-', '_')) },
      );
  } else if (kind === 'command') {
    checkLowerCase(name, stem, report, { pragma: 'command-name-exceptions', name: name.value });
  } else {
    if (!/^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(stem))
      report(
        'name/camel-case',
        name,
        t('The type name “{0}” must be in CamelCase, with at least one lower-case letter.', name.value),
      );
    checkListEnding(name, stem, report);
  }
}

function checkListEnding(name: StringNode, stem: string, report: Report): void {
  if (stem.endsWith('List'))
    report(
      'name/ends-in-list',
      name,
      t('The type name “{0}” must not end in List: names with this ending are generated.', name.value),
    );
}

/** What may differ for the name of a part of a definition. */
export interface PartName {
  /** Values of enums may start with a digit. */
  readonly isValue?: boolean;
  /** Members may have `*` before the name, and some names are reserved. */
  readonly isMember?: boolean;
  /** The definition, if member-name-exceptions can list it. */
  readonly exceptionFor?: string | undefined;
  /** Lists the names of its neighbours, which no fix may repeat. */
  readonly listTaken?: () => ReadonlySet<string>;
}

/** Checks the name of a member, value, branch or feature. */
export function checkPartName(
  name: StringNode,
  { isValue = false, isMember = false, exceptionFor, listTaken }: PartName,
  rules: DialectRules,
  report: Report,
): void {
  const bare = isMember && name.value.startsWith('*') ? name.value.slice(1) : name.value;
  if (USUAL.test(bare)) return;
  const stem = checkGeneralName(name, bare, report, isValue);
  if (stem === undefined) return;
  if (rules.checksCase) {
    const exception =
      exceptionFor === undefined ? undefined : toException('member-name-exceptions', exceptionFor);
    checkLowerCase(name, stem, report, exception, listTaken);
  }
  if (isMember && /^(?:u$|has[-_])/.test(bare))
    report('name/reserved-member', name, t('The member name “{0}” is reserved for generated code.', bare));
}

/** A name that is valid as that of any part, as most are. */
const USUAL = /^(?!q-|x-|has-|u$)[a-z][a-z0-9-]*$/;

function toException(pragma: ListPragma, name: string): Extras['exception'] {
  return { pragma, name };
}

function checkLowerCase(
  name: StringNode,
  stem: string,
  report: Report,
  exception: Extras['exception'] | undefined,
  listTaken?: () => ReadonlySet<string>,
): void {
  if (!/[A-Z_]/.test(stem)) return;
  const prefix = name.value.slice(0, name.value.length - stem.length);
  const lower = prefix + stem.toLowerCase().replaceAll('_', '-');
  const isTaken = listTaken?.().has(lower.replace(/^\*/, '')) === true;
  report(
    'name/lower-case',
    name,
    t('The name “{0}” must be in lower case, with - between words.', name.value),
    {
      exception,
      fixes: makeReplacement(name, isTaken ? undefined : lower),
    },
  );
}

/** Checks the form that all names share; returns the name without a vendor prefix and `x-`, or undefined if it is invalid. */
function checkGeneralName(
  node: StringNode,
  name: string,
  report: Report,
  mayStartWithDigit = false,
): string | undefined {
  const stem = GENERAL.exec(name)?.[1];
  const isReserved = /^q[^A-Za-z0-9]/.test(name);
  if (stem !== undefined && !isReserved && (mayStartWithDigit || !/^\d/.test(stem))) return stem;
  report(
    'name/invalid',
    node,
    isReserved
      ? t('Invalid name “{0}”: names must not start with q- or q_.', name)
      : t('Invalid name “{0}”. Names start with a letter and contain letters, digits, - and _.', name),
  );
  return undefined;
}

const GENERAL = /^(?:__[A-Z0-9.-]+_)?(?:x-)?([A-Z0-9][A-Z0-9_-]*)$/i;
