import type { Rule, RuleDocs } from './rule';

/** Reported besides the rules: they concern the file as a whole, not what it says. */
export const NOT_UTF8 = { code: 'json-encoding', severity: 'error' } as const satisfies Partial<Rule>;
export const TOO_MANY = {
  code: 'too-many-findings',
  severity: 'information',
} as const satisfies Partial<Rule>;
export const REFUSED = {
  code: 'refused-by-consumer',
  severity: 'information',
} as const satisfies Partial<Rule>;
export const INTERNAL_ERROR = { code: 'internal-error', severity: 'error' } as const satisfies Partial<Rule>;

export const FILE_FINDINGS: readonly RuleDocs['rule'][] = [NOT_UTF8, TOO_MANY, REFUSED, INTERNAL_ERROR];

export const FILE_FINDING_DOCS: readonly Omit<RuleDocs, 'examples'>[] = [
  {
    rule: NOT_UTF8,
    title: 'Not UTF-8',
    documentation: `Some bytes of the file are no UTF-8, the only encoding of JSON that consumers read. The command line reports it and reads no further;
an editor decodes the file before it is looked at.`,
  },
  {
    rule: TOO_MANY,
    title: 'More findings than are shown',
    documentation:
      'After 50 findings of one rule, or 200 in one file, the rest is left out. Mend these first.',
  },
  {
    rule: REFUSED,
    title: 'Refused by a chosen program',
    documentation: `QEMU’s schema allows what the descriptor says, and no other rule is about it, but one of the chosen programs cannot use the file: for
example, libvirt 9.0 does not know the architecture \`loongarch64\`, and systemd-vmspawn 257 reads no firmware without an \`nvram-template\`. It is an
error if that program then cannot use any other descriptor either and the file is in a directory that programs search.`,
  },
  {
    rule: INTERNAL_ERROR,
    title: 'Internal error',
    documentation: `A rule, or the model of a consumer, failed on this file because of a bug in QEMU Firmware. The message names it. Its own findings are
missing; all others are complete. The command line ends with status 2 for it, whatever its severity is set to. Please report the bug together
with the file; in an editor, the log of the server says where it happened.`,
  },
];
