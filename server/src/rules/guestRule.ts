import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../consumers/guest';
import type { GuestProblem } from '../consumers/outcome';
import type { Code } from '../descriptor/codes';
import type { DomainDocument } from '../domain/document';
import type { Explanation } from '../selection/explain';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';
import type { Severity } from './rule';

/** A domain as the rules on guests see it: its text, what it says, and what one program does with it. */
export interface GuestView {
  readonly document: DomainDocument;
  readonly domain: XmlElement;
  /** The first `<os>`, which is the one that libvirt reads. */
  readonly os: XmlElement;
  readonly guest: Guest;
  /** The release of libvirt, such as `12.8`. */
  readonly release: string;
  /** What the release does with the guest; undefined if the text is incomplete, or leaves something to a template. */
  readonly explanation?: Explanation | undefined;
  /** The change after which libvirt itself chooses the images that the guest names; undefined if there is none. */
  readonly equivalent?: Partial<Guest> | undefined;
}

/** A mistake in a domain, on the exact token. */
export interface GuestFinding {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do. Plain text. */
  readonly message: string;
  readonly range: TextRange;
  /** Other places: in the domain, or a descriptor by its path on the guest's machine. */
  readonly related?: readonly GuestRelated[] | undefined;
  /** What the rule proposes, the best one first. */
  readonly fixes?: readonly GuestFix[] | undefined;
  /** What solves it outside of the domain, for editors that can do that. */
  readonly elsewhere?: readonly ElsewhereRemedy[] | undefined;
}

/** A descriptor to change, by its path on the guest’s machine; or another release of libvirt to check for. */
export type ElsewhereRemedy = { readonly descriptor: string } | 'release';

export type GuestRelated = { readonly range: TextRange; readonly message: string } | RelatedFile;

/** A file of the guest’s machine. */
export interface RelatedFile {
  readonly path: string;
  readonly message: string;
}

/** *match-closest*: the guest then gets the firmware that matches it best. */
export type FixId = 'match-closest';

/** A change of the domain after which the finding is gone. */
export interface GuestFix {
  /** Tells a fix from others to programs, such as the page that shows it as a button. */
  readonly id?: FixId | undefined;
  readonly title: string;
  /** A change of the guest, which is written into the domain; or edits of its text. */
  readonly change?: Partial<Guest> | undefined;
  readonly edits?: readonly TextEdit[] | undefined;
  /** Whether the guest certainly stays what it is now, so the fix may be applied automatically. */
  readonly safe?: boolean | undefined;
}

/** What a rule reports. Its code is added, and the rule’s severity if it has none. */
export type GuestReport = Omit<GuestFinding, 'code' | 'severity'> & {
  readonly severity?: Severity | undefined;
};

/** A rule on the definitions of guests. */
export interface GuestRule {
  readonly code: Code;
  /** The severity of a finding that does not set its own. */
  readonly severity: Severity;
  /** The codes of the problems of explanations that the rule reports. No other rule reports these. */
  readonly problems?: readonly string[] | undefined;
  /**
   * Says where a problem is and how to solve it, as far as the problem itself does not; its place and message are used by default.
   * Undefined if another finding says the same.
   */
  complete?(problem: GuestProblem, view: GuestView): Partial<GuestReport> | undefined;
  /** Finds what no explanation says. */
  check?(view: GuestView): Iterable<GuestReport>;
  /** Finds what keeps a text from being read as domains. */
  checkText?(document: DomainDocument): Iterable<GuestReport>;
  /** Set if `check` is for guests of hypervisors that do not use descriptors. */
  readonly isForOthers?: true;
}

/** The documentation of a rule on guests. */
export interface GuestRuleDocs {
  readonly rule: Pick<GuestRule, 'code' | 'severity'>;
  /** One line for lists. */
  readonly title: string;
  /** Markdown: what the rule finds, why that matters (with its source), what to do. */
  readonly documentation: string;
  /** Set if no edit of the text can remove the finding. */
  readonly hasNoFix?: true;
  readonly examples: () => {
    readonly valid: readonly GuestExample[];
    readonly invalid: readonly GuestExample[];
  };
}

/** A domain that shows a rule. */
export interface GuestExample {
  /** The whole definition. */
  readonly text: string;
  /** The part that matters, for the documentation. */
  readonly shown: string;
  /** The id of the program that reads it; the newest libvirt by default. */
  readonly consumer?: string;
  /** The descriptors on its machine, by name; ordinary ones by default. */
  readonly descriptors?: Readonly<Record<string, string>>;
  /** What the definition does not show, for the documentation: a sentence in parentheses. */
  readonly about?: string;
  /** Set if the images on the machine are read, too. */
  readonly looksAtImages?: true;
}
