/** Questions on the selection of firmware, and their answers: plain data that goes from thread to thread and on to a client. */
import { CONFIDENTIAL, type Guest } from '../consumers/guest';
import type { GuestProblem, Outcome } from '../consumers/outcome';
import type { Position } from '../text/lineIndex';
import type { CandidateVerdict } from './explain';
import type { FileVerdict } from './verdict';

/** Whose selection is asked about. */
export interface Asked {
  /** The ids of consumers; the first whose choice is known counts. */
  readonly consumers: readonly string[];
  /** The folder that stands for the root of the machine's file system, without a slash at its end; empty for this machine itself. */
  readonly root: string;
  /** Whether the user has started the consumer, rather than the system. */
  readonly inSession: boolean;
  /** The directories that are searched besides those of the consumer. */
  readonly directories?: readonly string[] | undefined;
}

/** What is on the search path. */
export interface SearchPathQuestion extends Asked {
  readonly kind: 'search-path';
}

/** Which firmware a guest gets. */
export interface GuestQuestion extends Asked {
  readonly kind: 'guest';
  /** A libvirt domain in XML, or wishes. */
  readonly guest: string | GuestWishes;
  /** The QEMU whose machine types the aliases stand for: a release, or `latest`. */
  readonly qemuVersion: string;
  /** Whether images are looked at; they are where nothing is said. */
  readonly looksAtImages?: boolean | undefined;
}

export type Question = SearchPathQuestion | GuestQuestion;

/** A guest as far as somebody cared to describe it. */
export type GuestWishes = {
  readonly [
    Name in
      | 'architecture'
      | 'machine'
      | 'firmware'
      | 'secureBoot'
      | 'enrolledKeys'
      | 'smm'
      | 'stateless'
      | 'confidential'
  ]?: Guest[Name] | undefined;
};

/** What a client sent as wishes; what is of the wrong type is left open. */
export function readWishes(value: Readonly<Record<string, unknown>>): GuestWishes {
  const text = (name: string): string | undefined => {
    const found = value[name];
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const answer = (name: string): boolean | undefined => {
    const found = value[name];
    return typeof found === 'boolean' ? found : undefined;
  };
  const [architecture, machine] = [text('architecture'), text('machine')];
  return {
    architecture,
    machine,
    firmware: value.firmware === 'bios' ? 'bios' : 'uefi',
    secureBoot: answer('secureBoot'),
    enrolledKeys: answer('enrolledKeys'),
    smm: answer('smm'),
    stateless: answer('stateless'),
    confidential: CONFIDENTIAL.find((kind) => kind === value.confidential),
  };
}

/** A consumer as its users know it. */
export interface ConsumerName {
  /** As settings name it, such as `libvirt@11.3`. */
  readonly id: string;
  /** With its version, such as `libvirt 11.3`. */
  readonly name: string;
  /** Whether its behaviour was measured on the program itself, or else only read from it. */
  readonly isVerified: boolean;
  /** Why it is the one, where the settings leave that open, such as “libvirt 11.5 is installed; answered as 11.3”. */
  readonly why?: string | undefined;
}

/** Paths are those on the machine that is asked about: they do not start with its root folder. */
export interface SearchPathAnswer {
  readonly consumer: ConsumerName;
  /** The consumers that it could be: those whose choice is known, of each program the older ones first. */
  readonly consumers: readonly ConsumerName[];
  /** The directories that it searches, the least specific first. */
  readonly folders: readonly string[];
  /** Whether a file hides those of its name in less specific directories. */
  readonly merges: boolean;
  /** The files in them in the order in which it looks at them; of one name the most specific first. */
  readonly files: readonly FileOfPath[];
}

export interface FileOfPath extends FileVerdict {
  readonly name: string;
  readonly folder: string;
  /** The file that hides or replaces this one. */
  readonly by?: string | undefined;
  /** The files that this one hides or replaces, the most specific first. */
  readonly over: readonly string[];
  /** What is to say of a file that is not UTF-8. */
  readonly encoding?: EncodingFinding | undefined;
  /** A guest that it is for, as far as the consumer can read it. */
  readonly guest?: GuestWishes | undefined;
}

/** A file that is not UTF-8, and where it ceases to be. */
export interface EncodingFinding {
  /** With the consequences. */
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface GuestAnswer {
  readonly consumer: ConsumerName;
  readonly folders: readonly string[];
  /** What the guest requires, as names and values of the field; what it leaves open is left out. */
  readonly guest: readonly (readonly [name: string, value: string])[];
  /** Whether it leaves the choice of its firmware to the consumer. */
  readonly leavesChoice: boolean;
  /** The first tag of `<os>`, in UTF-16 offsets, where the guest came as a domain. */
  readonly os?: Span | undefined;
  readonly outcome: Outcome;
  /** The descriptor that is chosen, also where the guest is then refused. */
  readonly picked: string | null;
  /** Why the consumer does not choose at all. */
  readonly stopped: string | null;
  /** The firmware part of the guest as the consumer fills it in, as names and values of the field. */
  readonly filled: readonly (readonly [name: string, value: string])[];
  /** What else is to be known of the guest and its firmware, the first error first. */
  readonly problems: readonly GuestProblem[];
  /** In the order of the search path. */
  readonly candidates: readonly CandidateAnswer[];
  /** The closest match, where nothing fits. */
  readonly nearest: NearestAnswer | null;
}

export interface CandidateAnswer extends CandidateVerdict {
  /** The verdict as people read it, such as “not checked”. */
  readonly word: string;
}

export interface NearestAnswer {
  readonly path: string;
  /** All of them are wanted; each can be had on either side. */
  readonly changes: readonly {
    readonly code: string;
    /** What keeps the two apart. */
    readonly message: string;
    /** What to change in the guest, or in the descriptor, where that is possible. */
    readonly guest: string | null;
    readonly descriptor: string | null;
  }[];
}

/** Why a text is no domain. */
export interface NoDomainAnswer {
  readonly problem: string;
  /** A UTF-16 offset. */
  readonly offset: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}
