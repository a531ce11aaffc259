/** Questions about the selection of firmware, and their answers: plain data that threads exchange and clients receive. */
import { CONFIDENTIAL, type Guest } from '../consumers/guest';
import type { GuestProblem, Outcome } from '../consumers/outcome';
import type { Position } from '../text/lineIndex';
import type { CandidateVerdict } from './explain';
import type { FileVerdict } from './verdict';

/** The consumer and machine that a question is about. */
export interface Asked {
  /** The ids of consumers; the first one whose choice is known is used. */
  readonly consumers: readonly string[];
  /** The folder that is the root of the machine's file system, without a trailing slash; empty for this machine. */
  readonly root: string;
  /** Whether the user rather than the system starts the consumer. */
  readonly inSession: boolean;
  /** Directories to search in addition to those of the consumer. */
  readonly directories?: readonly string[] | undefined;
}

/** Asks for the files on the search path. */
export interface SearchPathQuestion extends Asked {
  readonly kind: 'search-path';
}

/** Asks which firmware a guest gets. */
export interface GuestQuestion extends Asked {
  readonly kind: 'guest';
  /** A libvirt domain in XML, or requirements. */
  readonly guest: string | GuestWishes;
  /** The QEMU release that resolves machine type aliases, or `latest`. */
  readonly qemuVersion: string;
  /** Whether images are read; true by default. */
  readonly looksAtImages?: boolean | undefined;
}

export type Question = SearchPathQuestion | GuestQuestion;

/** The requirements of a guest, as far as they are given. */
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

/** Reads requirements from a client; values of a wrong type are left open. */
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

/** A consumer with the name that users know. */
export interface ConsumerName {
  /** As settings name it, such as `libvirt@11.3`. */
  readonly id: string;
  /** With its version, such as `libvirt 11.3`. */
  readonly name: string;
  /** Whether its behaviour was tested on the program itself rather than only read from its source code. */
  readonly isVerified: boolean;
  /** Why it was chosen, if the settings leave that open, such as “libvirt 11.5 is installed; answers are for 11.3”. */
  readonly why?: string | undefined;
}

/** Paths are relative to the machine in question: they do not start with its root folder. */
export interface SearchPathAnswer {
  readonly consumer: ConsumerName;
  /** The possible consumers: those whose choice is known, the older releases of each program first. */
  readonly consumers: readonly ConsumerName[];
  /** The directories that it searches, the least specific first. */
  readonly folders: readonly string[];
  /** Whether a file hides those of the same name in less specific directories. */
  readonly merges: boolean;
  /** The files in them in the order in which it reads them, the most specific of each name first. */
  readonly files: readonly FileOfPath[];
}

export interface FileOfPath extends FileVerdict {
  readonly name: string;
  readonly folder: string;
  /** The file that hides or replaces this one. */
  readonly by?: string | undefined;
  /** The files that this one hides or replaces, the most specific first. */
  readonly over: readonly string[];
  /** The finding on a file that is not UTF-8. */
  readonly encoding?: EncodingFinding | undefined;
  /** A guest that the file suits, as far as the consumer can read it. */
  readonly guest?: GuestWishes | undefined;
}

/** A file that is not UTF-8, and the first invalid position. */
export interface EncodingFinding {
  /** Includes the consequences. */
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface GuestAnswer {
  readonly consumer: ConsumerName;
  readonly folders: readonly string[];
  /** The guest's requirements, as names and values as they are used in the field, without what it leaves open. */
  readonly guest: readonly (readonly [name: string, value: string])[];
  /** Whether it leaves the choice of its firmware to the consumer. */
  readonly leavesChoice: boolean;
  /** The first tag of `<os>`, in UTF-16 offsets, if the guest was given as a domain. */
  readonly os?: Span | undefined;
  readonly outcome: Outcome;
  /** The selected descriptor, even if the guest is then rejected. */
  readonly picked: string | null;
  /** Why the consumer does not choose at all. */
  readonly stopped: string | null;
  /** The firmware part of the guest as the consumer fills it in, as names and values as they are used in the field. */
  readonly filled: readonly (readonly [name: string, value: string])[];
  /** Further problems of the guest and its firmware, the first error first. */
  readonly problems: readonly GuestProblem[];
  /** In the order of the search path. */
  readonly candidates: readonly CandidateAnswer[];
  /** The closest match, if no descriptor matches. */
  readonly nearest: NearestAnswer | null;
}

export interface CandidateAnswer extends CandidateVerdict {
  /** The verdict as people read it, such as “not checked”. */
  readonly word: string;
}

export interface NearestAnswer {
  readonly path: string;
  /** All of them are required; each can be made on either side. */
  readonly changes: readonly {
    readonly code: string;
    /** The difference. */
    readonly message: string;
    /** What to change in the guest, or in the descriptor, if possible. */
    readonly guest: string | null;
    readonly descriptor: string | null;
  }[];
}

/** Why a text is not a domain. */
export interface NoDomainAnswer {
  readonly problem: string;
  /** A UTF-16 offset. */
  readonly offset: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}
