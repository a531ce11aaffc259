import type { Consequence } from '../consumers/consumer';
import type { DescriptorDocument } from '../descriptor/document';
import type { TextEdit } from '../text/textEdit';
import type { TextRange } from '../text/lineIndex';
import type { Code } from '../descriptor/codes';
import type { Example } from './examples';

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
  /** Other places of the same document that the message speaks of. */
  readonly related?: readonly Related[] | undefined;
  /** What the rule proposes, the best one first: `listSoundFixes` tells which of it to offer. */
  readonly fixes?: readonly Fix[] | undefined;
  /** Of what the schema allows: see Rule. */
  readonly errorWhereRefused?: ErrorPlace | undefined;
  /** What the chosen consumers do because of it. Added behind the analysis: no rule knows who reads the file. */
  readonly consequences?: readonly Consequence[];
  /** Of an internal error: where it happened, for a log. */
  readonly stack?: string;
}

export interface Related {
  readonly range: TextRange;
  readonly message: string;
}

/** A change that makes its finding go away and brings no other. What rules propose is checked in soundFixes.ts. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it keeps what the author surely meant, so that it may be applied unseen along with others. */
  readonly safe?: boolean | undefined;
  /** Whether it makes something be read that was not, so that the mistakes in that show. */
  readonly reveals?: boolean | undefined;
  /** Whether it moves the comments to a place where they are kept, so that it may touch them. */
  readonly keepsComments?: boolean | undefined;
  /** Whether it leaves no mistake of the syntax, but for a byte order mark. */
  readonly repairsAll?: boolean | undefined;
}

/** What a rule reports; its code is added, and its severity where it names none. */
export type Report = Omit<Finding, 'code' | 'severity' | 'errorWhereRefused' | 'consequences' | 'stack'> & {
  readonly severity?: Severity | undefined;
};

/** *anywhere*: in every descriptor. *in-use*: in one that lies where programs search for descriptors. */
export type ErrorPlace = 'anywhere' | 'in-use';

export interface Rule {
  readonly code: Code;
  /** What a finding has unless the rule says otherwise of it. */
  readonly severity: Severity;
  /** Set on rules that conclude from the absence of something: they stay silent while the text is not whole JSON. */
  readonly needsWholeText?: boolean;
  /** Set on advice about a descriptor in use: silent on drafts that lie elsewhere than in a descriptor directory. */
  readonly onlyInstalled?: boolean;
  /**
   * Set on rules about what the schema allows and programs refuse. The verdict decides what such a finding is: an error where a chosen
   * consumer gives up the file for it, else what `severity` says.
   */
  readonly errorWhereRefused?: ErrorPlace;
  /** Set on rules that only say what the parser found wrong: they have nothing to say of a text without such a problem. */
  readonly aboutSyntax?: boolean;
  /** Set on rules that compare an image with the descriptor: silent where nobody looked into images. */
  readonly needsImages?: boolean;
  /** Set on rules about what lies around the file: silent where nobody looked at that. */
  readonly needsSurroundings?: boolean;
  /** Set on rules about the file among others: they look at zero-length files, too. */
  readonly aboutFile?: boolean;
  check(document: DescriptorDocument): Iterable<Report>;
}

/** What is written about a rule. It stands apart from the rule, so that a program which prints none of it need not carry it. */
export interface RuleDocs {
  readonly rule: Pick<Rule, 'code' | 'severity' | 'errorWhereRefused'>;
  /** One line for lists. */
  readonly title: string;
  /** Markdown: what it finds, why that matters (with the source of the rule), what to do. */
  readonly documentation: string;
  /** Set where no edit of the text can make the finding go away. */
  readonly hasNoFix?: true;
  readonly examples: () => { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
}
