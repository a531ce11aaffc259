import { t } from '../../text/translations';
import { isObjectType } from '../lookup';
import type { CommandOrEvent } from '../schema';
import type { TypeContext } from './types';

/** Checks the argument type and the return type of a command or an event. */
export function checkCommand(definition: CommandOrEvent, context: TypeContext): void {
  checkData(definition, context);
  if (definition.returns) checkReturns(definition, definition.returns, context);
}

function checkData(definition: CommandOrEvent, { table, report, resolve, dialect }: TypeContext): void {
  const { kind, data, members = [], flags } = definition;
  const isBoxed = flags.boxed === true;
  const found = data && resolve(data);
  const type = found?.kind === 'defined' && isObjectType(found.type) ? found.type : undefined;
  if (data && found && !type) {
    report(
      `type/${kind}-data`,
      data.range,
      t("“{0}” cannot be the argument type: use a struct, or a union with 'boxed': true.", data.name),
    );
    return;
  }
  if (data && type?.kind === 'union' && !isBoxed)
    report(
      `type/${kind}-data-union`,
      data.range,
      t("The argument type “{0}” is a union. Add 'boxed': true.", data.name),
    );
  if (isBoxed || dialect === '5.0' || dialect === '7.2') return;
  const conditional = (type ? table.listMembers(type) : members).find(
    ({ condition }) => condition !== undefined,
  );
  if (conditional)
    report(
      `type/${kind}-data-conditional`,
      type && data ? data.range : conditional.range,
      t(
        "The argument “{0}” is conditional. Use a struct as argument type and add 'boxed': true.",
        conditional.name,
      ),
    );
}

function checkReturns(
  { name }: CommandOrEvent,
  returns: NonNullable<CommandOrEvent['returns']>,
  { table, report, resolve, pragmas }: TypeContext,
): void {
  const found = resolve(returns);
  if (!found || pragmas.lists.get('command-returns-exceptions')?.has(name) === true) return;
  const element = found.kind === 'array' ? table.lookUp(found.element) : found;
  if (element?.kind === 'defined' && isObjectType(element.type)) return;
  report(
    'type/command-returns',
    returns.range,
    t('A command must return a struct, a union or a list of them, so that members can be added later.'),
  );
}
