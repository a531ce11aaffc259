/** Programs that read firmware descriptors, and what they do with one. */
import type { Code } from '../descriptor/codes';
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';
import type { JsonDialect } from './jsonDialect';
import type { Manner } from './manner';

/** The ids of the known programs. Each program has its own folder. */
export type ProgramId = 'libvirt' | 'vmspawn' | 'mkosi' | 'nova' | 'bcvk';

/**
 * A release of a program: a row of the program's table, `consumers/<program>/releases.ts`. It contains all
 * differences between releases as plain data, and every member is required.
 *
 * @typeParam Reading how the releases of the program differ in what they read
 * @typeParam Choice how they differ in what they choose
 */
export interface Release<Reading = unknown, Choice = unknown> {
  /** The release, or its first part if all releases that share it behave alike. */
  readonly version: string;
  /** Later releases that are known to behave like this one, the oldest first. */
  readonly alsoCovers?: readonly string[];
  /** Whether its behaviour was tested on the program itself rather than only read from its source code. */
  readonly isVerified: boolean;
  /** The distribution that it was tested on, such as `Debian 13`. */
  readonly distribution: string | undefined;
  readonly json: JsonDialect;
  /** How it reacts to a file that it cannot use. */
  readonly onUnusable: Failure;
  /** Where it searches, and how it merges the files. */
  readonly manner: Manner;
  readonly reading: Reading;
  /** How it chooses; `unknown` if that has not been researched. */
  readonly choice: Choice | 'unknown';
}

/** A program with its releases, the oldest first. */
export interface Program<Reading, Choice> {
  readonly id: ProgramId;
  /** The name that its users know. */
  readonly name: string;
  /** Whether its guests are defined by libvirt domains. */
  readonly takesDomains: boolean;
  readonly releases: readonly Release<Reading, Choice>[];
  /** Reads a descriptor that is JSON to it, and lists what makes it give up the file, in the order in which it looks. */
  read(root: JsonValue, document: DescriptorDocument, reading: Reading): readonly Objection[];
}

/** A release of a program, as far as reading descriptors is concerned. */
export interface Consumer extends Omit<Release, 'reading' | 'choice'> {
  /** What settings and the command line call it, such as `libvirt@11.3`. */
  readonly id: string;
  readonly name: string;
  readonly takesDomains: boolean;
  /** The effect of `onUnusable`. */
  readonly effect: Effect;
  /** Reads a descriptor that is JSON to it, and lists what makes it give up the file, in the order in which it looks. */
  read(root: JsonValue, document: DescriptorDocument): readonly Objection[];
}

/**
 * How a program reacts to a file that it cannot use. *skips-silently*: it ignores the file without a message.
 * *selects-nothing*: it selects no firmware at all. *raises-exception*: it ends with an error.
 */
export type Failure = 'skips-silently' | 'selects-nothing' | 'raises-exception';

/** *skips*: the consumer ignores the file. *breaks*: because of this file, it cannot use any other file either. */
export type Effect = 'skips' | 'breaks';

/** The effect of each failure. */
export const EFFECTS: Readonly<Record<Failure, Effect>> = {
  'skips-silently': 'skips',
  'selects-nothing': 'breaks',
  'raises-exception': 'breaks',
};

/** What a consumer does because of a finding. */
export interface Consequence {
  /** The id of the consumer, as it was requested. */
  readonly consumer: string;
  readonly effect: Effect;
}

/** A reason why a consumer cannot use a file. */
export interface Objection {
  /** The code of the rule that states it. The rule may find nothing: the schema may allow what a consumer rejects. */
  readonly code: Code;
  readonly range: TextRange;
  /** The missing member, which distinguishes several objections in one place. */
  readonly missing?: string;
  /** A few words, such as `missing “features”`. */
  readonly message: string;
}

/** What a consumer does with a file. */
export type Verdict = 'loads' | 'masks' | Effect;

export interface Judgement {
  readonly verdict: Verdict;
  readonly because: readonly Objection[];
}
