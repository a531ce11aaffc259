import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import type { SourceRange } from '../schema';

/** A problem of a schema file for people. Offsets are UTF-16 units of the file's text. */
export interface QapiFinding {
  /** A family and a problem, such as `type/unknown`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly range: TextRange;
  /** Other places that explain it, such as the first of two definitions. */
  readonly related?: readonly Related[];
  /** Changes that would remove the problem, the best one first. */
  readonly fixes?: readonly QapiFix[];
}

export interface Related {
  readonly message: string;
  readonly range: SourceRange;
}

export interface QapiFix {
  readonly title: string;
  /** In the file of the finding. */
  readonly edits: readonly TextEdit[];
}

/** The lists of names that a pragma exempts from a rule. */
export type ListPragma =
  | 'command-name-exceptions'
  | 'command-returns-exceptions'
  | 'documentation-exceptions'
  | 'member-name-exceptions';

/** A finding of one file, which can depend on the pragmas of the whole schema. */
export interface LocalFinding extends QapiFinding {
  /** The finding does not apply if the pragma lists the name of the definition. */
  readonly exception?: { readonly pragma: ListPragma; readonly name: string } | undefined;
  /** The finding applies only if the pragma `doc-required` is true. */
  readonly needsDocRequired?: true;
}

/** What a check adds to a problem: everything is an error unless it says otherwise. */
export type Extras = Partial<Omit<LocalFinding, 'code' | 'message' | 'range'>>;

/** Reports one problem. */
export type Report = (code: string, range: TextRange, message: string, extras?: Extras) => void;

/** The maximum number of findings in a file. */
export const MAX_FINDINGS = 1000;

/** Makes the list of findings of a file, and the function that adds to it. */
export function collectFindings(): {
  readonly findings: LocalFinding[];
  readonly report: Report;
} {
  const findings: LocalFinding[] = [];
  const report: Report = (code, { start, end }, message, extras) => {
    if (findings.length >= MAX_FINDINGS) return;
    findings.push({ code, severity: 'error', message, range: { start, end }, ...extras });
  };
  return { findings, report };
}
