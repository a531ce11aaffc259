import { t } from '../text/translations';
import { UsageError, type ExitCode, type Output } from './outcome';
import type { QapiValues } from './qapi/values';
import { parse } from './syntax/parse';
import { OPTIONS_OF_VERBS, QAPI, type QapiVerb } from './syntax/qapi';

type Run = (operands: readonly string[], values: QapiValues, output: Output) => Promise<ExitCode>;

/** The code of each subcommand is loaded when it runs. */
const RUNS: Readonly<Record<QapiVerb, () => Promise<Run>>> = {
  check: async () => (await import('./qapi/check')).printCheck,
  diff: async () => (await import('./qapi/diff')).printDiff,
  dump: async () => (await import('./qapi/dump')).printDump,
  'json-schema': async () => (await import('./qapi/jsonSchema')).printJsonSchema,
};

/** Runs the subcommands of `qapi`. */
export async function runQapi(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(QAPI, args);
  const [verb, ...operands] = positionals;
  if (verb === undefined) throw new UsageError(t('qapi: no subcommand given'));
  if (!isVerb(verb)) throw new UsageError(t('qapi: unknown subcommand “{0}”', verb));
  refuseOthers(verb, values);
  const run = await RUNS[verb]();
  return run(operands, values, output);
}

function isVerb(word: string): word is QapiVerb {
  return Object.hasOwn(RUNS, word);
}

/** Throws UsageError for an option that belongs to other subcommands. */
function refuseOthers(verb: QapiVerb, values: QapiValues): void {
  for (const [name, option] of Object.entries(QAPI.options)) {
    const owners = (Object.keys(OPTIONS_OF_VERBS) as QapiVerb[]).filter((each) =>
      OPTIONS_OF_VERBS[each].some((own) => own === name),
    );
    const isGiven = values[name as keyof QapiValues] !== ('default' in option ? option.default : undefined);
    if (isGiven && owners.length > 0 && !owners.includes(verb))
      throw new UsageError(t('qapi {0}: --{1} is an option of {2}', verb, name, owners.join(', ')));
  }
}
