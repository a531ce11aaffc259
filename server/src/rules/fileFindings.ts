import type { Rule, RuleDocs } from './rule';

/** Findings that no rule reports: they concern the file as a whole, not its contents. */
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
    documentation: `Some bytes of the file are not UTF-8, the only encoding of JSON that programs read. Save it as UTF-8. Only the command line reports this, because an editor decodes the text before it is checked. The command line then checks nothing else in the file.`,
  },
  {
    rule: TOO_MANY,
    title: 'More findings than are shown',
    documentation:
      'After 50 findings of one rule, or 200 in one file, the rest are not shown. To see the rest, fix some of the findings that are shown.',
  },
  {
    rule: REFUSED,
    title: 'Unusable for a chosen program',
    documentation: `QEMU’s schema allows the descriptor, and no other rule reports a problem, but one of the chosen programs cannot use the file.
For example, libvirt 9.0 does not support the architecture \`loongarch64\`, and systemd-vmspawn 257 ignores firmware without an
\`nvram-template\`. In a directory that programs search, this is an error if the program then rejects all
other descriptors, too.`,
  },
  {
    rule: INTERNAL_ERROR,
    title: 'Internal error',
    documentation: `Because of a bug in QEMU Firmware, a rule failed on this file, or the code that imitates a program such as libvirt
did. The message names the rule or program; its findings are missing, all others are complete. The command line then exits with
status 2, regardless of the severity that is set for \`internal-error\`. Please report the bug together with the file; in an
editor, the server’s log shows where it happened.`,
  },
];
