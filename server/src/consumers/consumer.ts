/** What a program that reads firmware descriptors does with one. */
import type { Code } from '../descriptor/codes';
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';
import type { JsonDialect } from './jsonDialect';
import type { Manner } from './manner';

/** The programs that are known, as ids name them. A program has a folder of its own. */
export type ProgramId = 'libvirt' | 'vmspawn' | 'mkosi' | 'nova' | 'bcvk';

/**
 * A release of a program: a row of the program's table, `consumers/<program>/releases.ts`. Everything in which releases differ is in
 * it, as plain data, and every part is required.
 *
 * @typeParam Reading how the releases of the program differ in what they read
 * @typeParam Choice how they differ in what they choose
 */
export interface Release<Reading = unknown, Choice = unknown> {
  /** The release, or the first part of it where all releases that share it behave alike. */
  readonly version: string;
  /** Later releases that were found to behave as this one does, the oldest first. */
  readonly alsoCovers?: readonly string[];
  /** Whether its behaviour was measured on the program itself, or else only read from it. */
  readonly isVerified: boolean;
  /** The distribution that it was measured on, such as `Debian 13`. */
  readonly distribution: string | undefined;
  readonly json: JsonDialect;
  /** What it does because of a file that it cannot use. */
  readonly onUnusable: Failure;
  /** Where it searches, and how it merges what it finds there. */
  readonly manner: Manner;
  readonly reading: Reading;
  /** How it chooses; `unknown` where nobody has found out. */
  readonly choice: Choice | 'unknown';
}

/** A program with its releases, the oldest first. */
export interface Program<Reading, Choice> {
  readonly id: ProgramId;
  /** As its users know it. */
  readonly name: string;
  /** Whether its guests are defined by libvirt domains. */
  readonly takesDomains: boolean;
  readonly releases: readonly Release<Reading, Choice>[];
  /** Reads a descriptor that is JSON to it: what makes it give up the file, in the order in which it looks. */
  read(root: JsonValue, document: DescriptorDocument, reading: Reading): readonly Objection[];
}

/** A program of one release, as far as its reading of descriptors goes. */
export interface Consumer extends Omit<Release, 'reading' | 'choice'> {
  /** What settings and the command line call it, such as `libvirt@11.3`. */
  readonly id: string;
  readonly name: string;
  readonly takesDomains: boolean;
  /** What `onUnusable` comes to. */
  readonly effect: Effect;
  /** Reads a descriptor that is JSON to it: what makes it give up the file, in the order in which it looks. */
  read(root: JsonValue, document: DescriptorDocument): readonly Objection[];
}

/**
 * What a program does because of a file that it cannot use. *skips-silently*: it ignores the file, and says nothing.
 * *selects-nothing*: it refuses to select any firmware. *raises-exception*: it ends.
 */
export type Failure = 'skips-silently' | 'selects-nothing' | 'raises-exception';

/** *skips*: the consumer ignores the file. *breaks*: because of this file it can use no other one either. */
export type Effect = 'skips' | 'breaks';

/** What each failure comes to. */
export const EFFECTS: Readonly<Record<Failure, Effect>> = {
  'skips-silently': 'skips',
  'selects-nothing': 'breaks',
  'raises-exception': 'breaks',
};

/** What a consumer does because of a finding. */
export interface Consequence {
  /** The id of the consumer, as it was asked about. */
  readonly consumer: string;
  readonly effect: Effect;
}

/** A reason why a consumer cannot use a file. */
export interface Objection {
  /** The code of the rule that states it. A rule may find nothing: what one consumer refuses can be right by the schema. */
  readonly code: Code;
  readonly range: TextRange;
  /** The member that is missing: what tells the objections to one place apart. */
  readonly missing?: string;
  /** A few words, such as `no “features”`. */
  readonly message: string;
}

/** What a consumer does with a file. */
export type Verdict = 'loads' | 'masks' | Effect;

export interface Judgement {
  readonly verdict: Verdict;
  readonly because: readonly Objection[];
}
