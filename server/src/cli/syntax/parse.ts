import { parseArgs } from 'node:util';
import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import { UsageError } from '../outcome';
import type { Command, Option, OptionTable } from './command';

type Parsed<Options extends OptionTable> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Options }>
>;

/** Reads the arguments of a command by its table of options. Throws UsageError. */
export function parse<Options extends OptionTable>(
  { options }: Pick<Command<Options>, 'options'>,
  given: readonly string[],
): Parsed<Options> {
  const args = addImpliedValues(options, given);
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) if (token.kind === 'option') checkToken(options, token);
  return parseArgs<{ args: string[]; allowPositionals: true; options: Options }>({
    args,
    allowPositionals: true,
    options,
  });
}

/** Adds the implied value to each option that has one and is given none. */
function addImpliedValues(options: OptionTable, args: readonly string[]): string[] {
  return args.flatMap((arg, at) => {
    const option = arg.startsWith('--') ? findOption(options, arg.slice(2)) : undefined;
    if (option?.implied === undefined) return [arg];
    const next = args[at + 1];
    return next !== undefined && option.suggestions?.includes(next) ? [arg] : [arg, option.implied];
  });
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkToken(options: OptionTable, { name, rawName, value, inlineValue }: OptionToken): void {
  const option = findOption(options, name);
  if (!option) throw makeUnknown(rawName, name, Object.keys(options));
  if (option.type === 'boolean') {
    if (value !== undefined) throw new UsageError(t('{0} takes no value', rawName));
    return;
  }
  if (value === undefined) throw new UsageError(t('{0} needs a value', rawName));
  if (inlineValue === false && /^-./.test(value))
    throw new UsageError(t('{0} needs a value; if the value starts with “-”, write {0}=VALUE', rawName));
}

function findOption(options: OptionTable, name: string): Option | undefined {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

function makeUnknown(written: string, name: string, known: readonly string[]): UsageError {
  const meant = written.startsWith('--') ? findClosest(name, known) : undefined;
  return new UsageError(
    meant === undefined
      ? t('unknown option “{0}”', written)
      : t('unknown option “{0}”; did you mean “{1}”?', written, `--${meant}`),
  );
}

/** Returns the value if `option` accepts it. Throws UsageError. */
export function requireOneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const others = allowed.slice(0, -1).join(', ');
  const choice = others === '' ? String(allowed[0]) : t('{0} or {1}', others, allowed.at(-1) ?? '');
  throw new UsageError(t('{0} takes {1}, not “{2}”', option, choice, value));
}
