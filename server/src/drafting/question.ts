import type { Answers, Draft } from './draft';

/** A client's request for a descriptor, with the answers of its user so far. Paths are absolute. */
export interface DraftWish {
  readonly executable: string;
  readonly template?: string | undefined;
  readonly answers: Answers;
}

/** A descriptor, or why it cannot be drafted, and questions to the user that improve it. */
export interface Proposal {
  readonly draft?: Pick<Draft, 'name' | 'text'>;
  /** A sentence. */
  readonly problem?: string;
  /** In the order in which to ask them. */
  readonly questions: readonly DraftQuestion[];
}

export interface DraftQuestion {
  /** The member that the answer sets: `template` belongs to the request, the others to its answers. */
  readonly about: 'loading' | 'template' | 'architectures' | 'interfaceType' | 'features';
  readonly title: string;
  /** The best one first. For features, any number may be chosen, including none. */
  readonly choices: readonly DraftChoice[];
  /** Ask only if the answer to `loading` is this one. */
  readonly onlyFor?: string;
}

export interface DraftChoice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}
