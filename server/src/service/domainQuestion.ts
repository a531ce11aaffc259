/** Questions about the text of a domain, and their answers: plain data that threads exchange. Offsets in UTF-16 units. */
import type { Outcome } from '../consumers/outcome';
import type { GuestFinding } from '../rules/guestRule';
import type { Asked } from '../selection/question';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** The text, and the machine and programs that the question is about. */
export interface DomainAsked extends Asked {
  readonly text: string;
  /** The QEMU release that resolves machine type aliases, or `latest`. */
  readonly qemuVersion: string;
  readonly looksAtImages: boolean;
}

/** What can be asked about a domain, with the additional members of each question. */
export interface DomainQuestions {
  readonly 'domain-check': object;
  /** Asks for changes of the part of the text in `range`. */
  readonly 'domain-fixes': { readonly range: TextRange };
}

/** The answers by the kind of the question. */
export interface DomainAnswers {
  readonly 'domain-check': DomainReport;
  readonly 'domain-fixes': readonly DomainFix[];
}

export type DomainQuestionKind = keyof DomainQuestions;

export type DomainQuestion = {
  readonly [Kind in DomainQuestionKind]: DomainAsked & { readonly kind: Kind } & DomainQuestions[Kind];
}[DomainQuestionKind];

/** What is wrong with the domains of a text, and which firmware they get. */
export interface DomainReport {
  readonly guests: readonly {
    /** The first tag of `<os>`. */
    readonly os: TextRange;
    /** Undefined if the text does not show it. */
    readonly outcome?: Outcome | undefined;
    /** The outcome in a phrase. */
    readonly phrase: string;
    /** The selected descriptor, even if the guest is then rejected. */
    readonly picked?: string | undefined;
  }[];
  /** Without fixes, which are made when they are asked for. */
  readonly findings: readonly Omit<GuestFinding, 'fixes'>[];
  /** The directories that the programs search on the guest's machine. */
  readonly folders: readonly string[];
}

/** A change of the text that was tried: it does what its title says, and causes no new error. */
export interface DomainFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether the guest certainly stays what it is, so that the fix may be applied automatically. */
  readonly safe: boolean;
  /** The finding that it removes; absent on changes that no finding asks for. */
  readonly finding?: Omit<GuestFinding, 'fixes'> | undefined;
}
