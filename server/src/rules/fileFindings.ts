import type { Rule } from './rule';

/** What is reported besides the rules: it concerns the file, not what it says. */
export const FILE_FINDINGS: readonly Omit<Rule, 'examples' | 'check'>[] = [
  {
    code: 'json-encoding',
    severity: 'error',
    title: 'Not UTF-8',
    documentation: `Some bytes of the file are no UTF-8, the only encoding of JSON that consumers read. The command line reports it and reads no further;
an editor decodes the file before it is looked at.`,
  },
  {
    code: 'too-many-findings',
    severity: 'information',
    title: 'More findings than are shown',
    documentation:
      'After 50 findings of one rule, or 200 in one file, the rest is left out. Mend these first.',
  },
];
