import { t } from '../../text/translations';
import { findValue } from '../definitions';
import type { Module, ModulePart } from '../module';
import type { Definition, SchemaProblem } from '../schema';
import { getRules, type Dialect, type DialectRules } from './dialect';
import { checkDirective } from './directives';
import { checkBlock, checkDescriptions, checkPlacement, type CheckedBlock } from './documentation';
import { collectFindings, type LocalFinding, type Report } from './finding';
import { renameInComment } from './renaming';
import { checkDefinition } from './shapes';

/** What one file shows without the rest of the schema. */
export interface CheckedModule {
  readonly findings: readonly LocalFinding[];
  /** Definitions whose form is valid, so the types that they name can be checked. */
  readonly definitions: readonly Definition[];
  /** Whether brackets, quotes or the like are wrong, so definitions may be missing. */
  readonly isBroken: boolean;
}

const checkedModules = new WeakMap<Module, Map<Dialect, CheckedModule>>();

/** Checks one file of a schema without the others; the result is kept with the module. */
export function checkModule(module: Module, dialect: Dialect): CheckedModule {
  const byDialect = checkedModules.get(module) ?? new Map<Dialect, CheckedModule>();
  checkedModules.set(module, byDialect);
  const checked = byDialect.get(dialect) ?? new ModuleChecker(module, getRules(dialect)).check();
  byDialect.set(dialect, checked);
  return checked;
}

class ModuleChecker {
  private readonly findings: LocalFinding[];
  private readonly report: Report;
  private readonly definitions: Definition[] = [];

  constructor(
    private readonly module: Module,
    private readonly rules: DialectRules,
  ) {
    const { findings, report } = collectFindings();
    this.findings = findings;
    this.report = report;
  }

  check(): CheckedModule {
    const { text, problems, parts } = this.module;
    if (text.startsWith('\ufeff'))
      this.report(
        'lex/stray',
        { start: 0, end: 1 },
        t('Remove the byte order mark: QEMU does not accept it.'),
      );
    for (const problem of listCauses(this.module)) this.report(problem.code, problem.range, problem.message);
    const broken = this.findBroken();
    let block: CheckedBlock | undefined;
    for (const [at, part] of parts.entries()) {
      if (part.node.kind === 'doc') {
        block = this.documentation(part, parts[at + 1]);
      } else {
        if (part.include || findValue(part.node, 'pragma'))
          checkDirective(part.node, this.rules, this.report);
        else if (!broken.has(part)) this.definition(part, block);
        block = undefined;
      }
    }
    return { findings: this.findings, definitions: this.definitions, isBroken: problems.length > 0 };
  }

  /** Finds the parts with lexical or syntactic problems in them, or directly after them. */
  private findBroken(): ReadonlySet<ModulePart> {
    const { problems, parts } = this.module;
    const broken = new Set<ModulePart>();
    if (problems.length === 0) return broken;
    const starts = problems.map(({ range }) => range.start).sort((a, b) => a - b);
    let next = 0;
    for (const [at, part] of parts.entries()) {
      const end = parts[at + 1]?.node.start ?? Infinity;
      while ((starts[next] ?? Infinity) < part.node.start) next++;
      if ((starts[next] ?? Infinity) < end) broken.add(part);
    }
    return broken;
  }

  private documentation(
    { node, doc, docProblems = [] }: ModulePart,
    next: ModulePart | undefined,
  ): CheckedBlock | undefined {
    if (node.kind !== 'doc' || !doc) return undefined;
    for (const { code, range, message } of docProblems) this.report(code, range, message);
    const { text } = this.module;
    const { start, end, inner } = node;
    // Text after the ## is usually what belongs on the next lines, so the rest would be misread.
    if (text.slice(start, inner.start) !== '##')
      return { range: { start, end: inner.start }, isMisread: true };
    const block = checkBlock(text, node, doc, this.rules, this.report);
    const isClosed = text.slice(inner.end, end) === '##';
    if (isClosed) checkPlacement(block, next, this.rules, this.report);
    return block;
  }

  private definition({ node, definition }: ModulePart, block: CheckedBlock | undefined): void {
    if (node.kind !== 'object') return;
    const shape = collectFindings();
    checkDefinition(this.module.text, node, this.rules, shape.report);
    for (const found of shape.findings) {
      const finding = definition && block ? renameInComment(found, definition, block) : found;
      const { code, range, message, ...extras } = finding;
      this.report(code, range, message, extras);
    }
    if (!definition) return;
    const isValid = shape.findings.every(
      ({ code }) => code.startsWith('name/') && code !== 'name/not-a-string',
    );
    if (isValid) this.definitions.push(definition);
    if (!block)
      this.report(
        'doc/required',
        definition.nameRange,
        t(
          '“{0}” is not documented, but the schema requires documentation. Add a ## comment.',
          definition.name,
        ),
        { needsDocRequired: true },
      );
    else if (isValid) checkDescriptions(definition, block, this.rules, this.report);
  }
}

/** Lists the problems of a file without those of the syntax that usually follow from another one, such as the others of a line. */
function listCauses(module: Module): readonly SchemaProblem[] {
  let last: number | undefined;
  return listOutsideStrings(module).filter(({ code, range }) => {
    if (!code.startsWith('json/')) return true;
    const follows =
      last !== undefined && last <= range.start && !/[\r\n]/.test(module.text.slice(last, range.start));
    last = range.start;
    return !follows;
  });
}

/** Lists the problems of a file without those of a definition after a string that does not end. */
function listOutsideStrings({ problems, parts }: Module): readonly SchemaProblem[] {
  const open = problems.filter(({ code }) => code === 'lex/unterminated-string');
  if (open.length === 0) return problems;
  const starts = parts.map(({ node }) => node.start);
  const spans = open.map(({ range: { start } }) => {
    const next = starts.findIndex((each) => each > start);
    return { start, end: starts[next] ?? Infinity };
  });
  return problems.filter(
    ({ code, range }) =>
      !code.startsWith('json/') || !spans.some(({ start, end }) => range.start >= start && range.start < end),
  );
}
