import type { Module, ModulePart } from '../module';
import { resolveInclude } from '../paths';
import type { Schema } from '../schema';
import { checkModule } from './checkModule';
import type { Dialect } from './dialect';
import { readPragmas, type Pragmas } from './directives';
import { collectFindings, type LocalFinding, type QapiFinding, type Report } from './finding';
import { keepUnionNames, listUnionNames } from './renaming';
import { checkTypes, type ReportIn } from './types';

/**
 * Checks a schema with all its files, and returns the findings of each file in the order of its text. Never fails. Each file is checked
 * once for its text and dialect; only what depends on several files is checked on every call.
 *
 * @param schema from buildSchema or loadSchema
 * @param parse the function that the schema was built with (see makeModuleCache), which therefore parses nothing again
 */
export function checkSchema(
  schema: Schema,
  parse: (file: string, text: string) => Module,
  dialect: Dialect,
): ReadonlyMap<string, readonly QapiFinding[]> {
  const modules = [...schema.texts].map(([file, text]) => parse(file, text));
  const checked = modules.map((module) => checkModule(module, dialect));
  const parts = listParts(schema, modules);
  const pragmas = readPragmas(parts);
  // The interop schemas of old releases borrow files of another schema, without its pragmas.
  const isBorrowing = schema.includes.some(
    ({ file, includes, target }) => target !== undefined && target !== resolveInclude(file, includes),
  );
  const unionNames = listUnionNames(schema);
  const byFile = new Map<string, { readonly findings: QapiFinding[]; readonly report: Report }>();
  for (const [at, { file, text }] of modules.entries()) {
    const collected = collectFindings();
    byFile.set(file, collected);
    for (const finding of checked[at]?.findings ?? []) {
      const isForeign = finding.exception !== undefined && isBorrowing && file !== schema.root;
      if (!isForeign && applies(finding, pragmas))
        collected.findings.push(keepUnionNames(finding, text, unionNames));
    }
  }
  const reportIn: ReportIn = (code, range, message, extras) => {
    const collected = byFile.get(range.file) ?? collectFindings();
    byFile.set(range.file, collected);
    collected.report(code, range, message, extras);
  };
  for (const { code, range, message } of schema.problems)
    if (/^(?:include|file)\//.test(code)) reportIn(code, range, message);
  checkTypes(
    {
      schema,
      pragmas,
      definitions: parts.flatMap(({ definition }) => definition ?? []),
      valid: new Set(checked.flatMap(({ definitions }) => definitions)),
      isIncomplete: schema.missing.length > 0 || checked.some(({ isBroken }) => isBroken),
      dialect,
    },
    reportIn,
  );
  return new Map(
    [...byFile].map(([file, { findings }]) => [
      file,
      findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
    ]),
  );
}

function applies({ exception, needsDocRequired }: LocalFinding, { docRequired, lists }: Pragmas): boolean {
  if (needsDocRequired && !docRequired) return false;
  return exception === undefined || lists.get(exception.pragma)?.has(exception.name) !== true;
}

/** Lists the parts of all files in the order of reading: an included file comes where it is first included. */
function listParts(schema: Schema, modules: readonly Module[]): readonly ModulePart[] {
  const targets = new Map(
    schema.includes.map(({ range, target }) => [`${range.start} ${range.file}`, target] as const),
  );
  const unread = new Map(modules.map((module) => [module.file, module]));
  const parts: ModulePart[] = [];
  const add = (file: string): void => {
    const module = unread.get(file);
    unread.delete(file);
    for (const part of module?.parts ?? []) {
      const target = part.include && targets.get(`${part.node.start} ${file}`);
      if (target === undefined) parts.push(part);
      else add(target);
    }
  };
  add(schema.root);
  return parts;
}
