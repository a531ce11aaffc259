/** What a program that reads firmware descriptors does with one. */
import { t } from '@vscode/l10n';
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';
import type { JsonDialect } from './jsonDialect';

/** A program of one version, as far as its reading of descriptors goes. */
export interface Consumer {
  /** What settings and the command line call it, such as `libvirt@11.3`. */
  readonly id: string;
  readonly name: string;
  /** The release, or the first part of it where all releases that share it read alike. */
  readonly version: string;
  /** Whether its behaviour was measured on the program itself, or else only read from it. */
  readonly isVerified: boolean;
  readonly json: JsonDialect;
  /** What a file does that it cannot use: it alone is passed over, or the program does nothing until it is mended. */
  readonly onUnusable: 'skips' | 'breaks';
  readonly consequence: Consequence;
  /** A zero-length file hides the one of the same name in less specific directories, or is read like any other. */
  readonly onEmpty: 'masks' | 'reads';
  /** Reads a descriptor that is JSON to it: what makes it give up the file, in the order in which it looks. */
  read(root: JsonValue, document: DescriptorDocument): readonly Objection[];
}

/** What users see of a file that their consumer cannot use, as a clause in their language. */
export interface Consequence {
  /** @param name the consumer with its version */
  readonly one: (name: string) => string;
  /** Of several consumers that have it in common. */
  readonly many?: (names: string) => string;
}

/** Of the consumers that pass over a file and say nothing. */
export const SILENCE: Consequence = {
  one: (name) => t('{0} skips this file without a message', name),
  many: (names) => t('{0} skip this file without a message', names),
};

/** A reason why a consumer cannot use a file. */
export interface Objection {
  /** The code of the rule that states it. A rule may find nothing: what one consumer refuses can be right by the schema. */
  readonly code: string;
  readonly range: TextRange;
  /** The member that is missing: what tells the objections to one place apart. */
  readonly missing?: string;
  /** A few words, such as `no “features”`. */
  readonly message: string;
}

/** What a consumer does with a file; *breaks*: because of this file it can use no other one either. */
export type Verdict = 'loads' | 'skips' | 'masks' | 'breaks';

export interface Judgement {
  readonly verdict: Verdict;
  readonly because: readonly Objection[];
}
