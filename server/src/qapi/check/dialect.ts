import { compareVersions } from '../version';

/** The forms of the schema language, named after QEMU releases; `latest` is that of QEMU's development version. */
export const DIALECTS = ['5.0', '7.2', '10.0', '10.2', '11.0', 'latest'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What a dialect checks. [git history of scripts/qapi] */
export interface DialectRules {
  /** Conditions are identifiers, combined with all, any and not; before 6.2, preprocessor expressions or lists of them. */
  readonly hasStructuredConditions: boolean;
  /** Case rules for names by kind; before 6.1, one pragma allowed exceptions. */
  readonly checksCase: boolean;
  /** Every union has a base and a discriminator. */
  readonly needsDiscriminator: boolean;
  /** Pragmas have the names of 6.0. */
  readonly hasRenamedPragmas: boolean;
  /** Documentation is read by paragraphs, and every member must be documented (9.0). */
  readonly readsParagraphs: boolean;
  /** Lines of at most 70 columns, two spaces between sentences (10.2). */
  readonly checksProse: boolean;
  /** At most 64 names of features (10.0). */
  readonly limitsFeatures: boolean;
}

/** Returns what a dialect checks. */
export function getRules(dialect: Dialect): DialectRules {
  const isSince = (release: Dialect): boolean => DIALECTS.indexOf(dialect) >= DIALECTS.indexOf(release);
  return {
    hasStructuredConditions: isSince('7.2'),
    checksCase: isSince('7.2'),
    needsDiscriminator: isSince('7.2'),
    hasRenamedPragmas: isSince('7.2'),
    readsParagraphs: isSince('10.0'),
    checksProse: isSince('10.2'),
    limitsFeatures: isSince('10.0'),
  };
}

/**
 * Chooses the dialect of a QEMU tree by the content of its VERSION file, such as `10.1.50` for the development of 10.2; `latest` without
 * such a file, and if its content is not a version.
 */
export function guessDialect(version: string | undefined): Dialect {
  const release = readRelease(version);
  if (release === undefined) return 'latest';
  return FIRST_OF.find(([first]) => compareVersions(release, first) >= 0)?.[1] ?? '5.0';
}

/** Returns the version in the content of a VERSION file; undefined if there is none. */
export function readRelease(content: string | undefined): string | undefined {
  return /^\s*(\d{1,4}\.\d{1,4}\.\d{1,4})\s*$/.exec(content ?? '')?.[1];
}

/** The first version that a dialect is used for, newest first. */
const FIRST_OF: readonly (readonly [version: string, dialect: Dialect])[] = [
  ['11.0.50', 'latest'],
  ['10.2.50', '11.0'],
  ['10.1.50', '10.2'],
  ['8.2.50', '10.0'],
  ['6.1.50', '7.2'],
];

/** Returns the dialect of that name, or undefined. */
export function findDialect(name: string): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect === name);
}
