import { findValue, readDefinition } from './definitions';
import { readDocComment, type Comment } from './docComment';
import { makeLineEndFinder, type TextProblem } from './lexer';
import { parseSource } from './parser';
import type { Definition, SchemaProblem } from './schema';
import type { DocBlock, ObjectNode, SyntaxNode } from './syntax';

/** One parsed file of a schema, without the files that it includes. It never changes, so it can be kept for its text. */
export interface Module {
  readonly file: string;
  readonly text: string;
  /** Lexical and syntactic problems. */
  readonly problems: readonly SchemaProblem[];
  /** Documentation comments, directives and definitions in their order. */
  readonly parts: readonly ModulePart[];
}

export interface ModulePart {
  readonly node: ObjectNode | DocBlock;
  /** What a documentation comment says, or the comment directly before a definition. */
  readonly doc?: Comment | undefined;
  /** The problems of a documentation comment that every release has. */
  readonly docProblems?: readonly SchemaProblem[];
  /** The value of an include directive. */
  readonly include?: SyntaxNode;
  readonly definition?: Definition | undefined;
}

/** Parses one file of a schema as far as possible; never fails. Offsets are UTF-16 units of `text`. */
export function parseModule(file: string, text: string): Module {
  const locate = (problems: readonly TextProblem[]): SchemaProblem[] =>
    problems.map((problem) => ({ ...problem, range: { file, ...problem.range } }));
  const source = parseSource(text);
  const findEnd = makeLineEndFinder(text);
  let pending: Comment | undefined;
  const parts = source.items.map((node): ModulePart => {
    if (node.kind === 'doc') {
      const { doc, problems } = readDocComment(text, file, node, findEnd);
      pending = doc.symbol === undefined ? undefined : doc;
      return { node, doc, docProblems: locate(problems) };
    }
    const include = findValue(node, 'include');
    const doc = pending;
    pending = undefined;
    return include ? { node, include } : { node, doc, definition: readDefinition(node, file, doc) };
  });
  return { file, text, problems: locate(source.problems), parts };
}
