import type { Answers, Draft } from './draft';

/** What a client asks for: a descriptor for an image, with what its user has said so far. Paths are absolute. */
export interface DraftWish {
  readonly executable: string;
  readonly template?: string | undefined;
  readonly answers: Answers;
}

/** A descriptor, or why there is none, and what the user may be asked to get a better one. */
export interface Proposal {
  readonly draft?: Pick<Draft, 'name' | 'text'>;
  /** A sentence. */
  readonly problem?: string;
  /** In the order in which they are to be asked. */
  readonly questions: readonly DraftQuestion[];
}

export interface DraftQuestion {
  /** What is answered; a `template` is a member of the wish, the others are members of its answers. */
  readonly about: 'loading' | 'template' | 'architectures' | 'interfaceType' | 'features';
  readonly title: string;
  /** The best one first. Of features any number may be chosen, none as well. */
  readonly choices: readonly DraftChoice[];
  /** Asked only where the answer on `loading` is this one. */
  readonly onlyFor?: string;
}

export interface DraftChoice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}
