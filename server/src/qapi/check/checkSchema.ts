import { resolveInclude } from '../paths';
import type { Schema } from '../schema';
import { checkModule } from './checkModule';
import type { Dialect } from './dialect';
import { readPragmas, type Pragmas } from './directives';
import { collectFindings, type LocalFinding, type QapiFinding, type Report } from './finding';
import { keepUnionNames, listUnionNames } from './renaming';
import { checkTypes, type ReportIn } from './types';

/**
 * Checks a schema with all its files, and returns the findings of each file in the order of its text. Never fails. Each module is checked
 * once for a dialect; only what depends on several files is checked on every call.
 */
export function checkSchema(schema: Schema, dialect: Dialect): ReadonlyMap<string, readonly QapiFinding[]> {
  const modules = [...schema.modules.values()];
  const checked = modules.map((module) => checkModule(module, dialect));
  const pragmas = readPragmas(schema.parts);
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
      definitions: schema.parts.flatMap(({ definition }) => definition ?? []),
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
