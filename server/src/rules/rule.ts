import type { Consequence } from '../consumers/consumer';
import type { DescriptorDocument } from '../descriptor/document';
import type { TextEdit } from '../text/textEdit';
import type { TextRange } from '../text/lineIndex';
import type { Code } from '../descriptor/codes';
import type { Example } from './examples';
import type { Trait } from './traits';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A mistake in a descriptor, on the exact token. */
export interface Finding {
  /** The code of the rule: stable, documented in docs/rules.md. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do. Plain text. */
  readonly message: string;
  readonly range: TextRange;
  /** The member that is missing: what tells the findings of one place apart. */
  readonly missing?: string;
  /** Other places in the same document that the message refers to. */
  readonly related?: readonly Related[] | undefined;
  /** What the rule proposes, the best one first: `listSoundFixes` decides which fixes to offer. */
  readonly fixes?: readonly Fix[] | undefined;
  /** Set on findings about what the schema allows: see Rule. */
  readonly errorWhereRefused?: ErrorPlace | undefined;
  /** What the chosen consumers do because of it. Added after the analysis: rules do not know which programs read the file. */
  readonly consequences?: readonly Consequence[];
  /** Where an internal error happened, for a log. */
  readonly stack?: string;
}

export interface Related {
  readonly range: TextRange;
  readonly message: string;
}

/** A change that removes its finding and causes no other. soundFixes.ts checks what rules propose. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it certainly keeps what the author meant, and may be applied automatically together with others. */
  readonly safe?: boolean | undefined;
  /** Whether it makes more of the text readable, which may reveal more mistakes. */
  readonly reveals?: boolean | undefined;
  /** Whether it moves comments to a place where they are kept, and may therefore touch them. */
  readonly keepsComments?: boolean | undefined;
  /** Whether it fixes every mistake of the syntax except a byte order mark. */
  readonly repairsAll?: boolean | undefined;
}

/** What a rule reports. Its code is added, and the rule’s severity if it has none. */
export type Report = Omit<Finding, 'code' | 'severity' | 'errorWhereRefused' | 'consequences' | 'stack'> & {
  readonly severity?: Severity | undefined;
};

/** *anywhere*: in every descriptor. *in-use*: only in one where programs search for descriptors. */
export type ErrorPlace = 'anywhere' | 'in-use';

export interface Rule {
  readonly code: Code;
  /** The severity of a finding that does not set its own. */
  readonly severity: Severity;
  /** Set on rules that report something missing: they are silent while the text is not complete JSON. */
  readonly needsWholeText?: boolean;
  /** Set on advice about a descriptor in use: silent on drafts outside a descriptor directory. */
  readonly onlyInstalled?: boolean;
  /**
   * Set on rules about what the schema allows and programs reject. The verdict decides the severity of such a finding: an error if a
   * chosen consumer rejects the file because of it, else `severity`.
   */
  readonly errorWhereRefused?: ErrorPlace;
  /** Set on rules that only report what the parser found: they are silent on a text without such a problem. */
  readonly aboutSyntax?: boolean;
  /** Set on rules that compare an image with the descriptor: silent if no image was read. */
  readonly needsImages?: boolean;
  /** Set on rules about the surroundings of the file: silent if these are unknown. */
  readonly needsSurroundings?: boolean;
  /** Set on rules that find something only in a descriptor with one of these traits: they are not started for others. */
  readonly concerns?: readonly Trait[];
  /** Set on rules about the file among others: they also check zero-length files. */
  readonly aboutFile?: boolean;
  check(document: DescriptorDocument): Iterable<Report>;
}

/** The documentation of a rule. It is separate from the rule, for programs that do not print it. */
export interface RuleDocs {
  readonly rule: Pick<Rule, 'code' | 'severity' | 'errorWhereRefused'>;
  /** One line for lists. */
  readonly title: string;
  /** Markdown: what the rule finds, why that matters (with its source), what to do. */
  readonly documentation: string;
  /** Set if no edit of the text can remove the finding. */
  readonly hasNoFix?: true;
  readonly examples: () => { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
}
