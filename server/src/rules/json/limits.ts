import { t } from '@vscode/l10n';
import { LIBVIRT_MAX_BYTES } from '../../consumers/libvirt/json';
import { MAX_DEPTH, MAX_LENGTH } from '../../descriptor/syntaxTree';
import { wholeText, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from './problems';

export const tooDeep: Rule = {
  code: 'json-too-deep',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'too-deep', () => ({
      message: t(
        'Nested more than {0} levels deep; the file is not read any further. A descriptor needs four levels.',
        MAX_DEPTH,
      ),
    }));
  },
};

export const tooDeepDocs: RuleDocs = {
  rule: tooDeep,
  title: 'Nested too deeply',
  documentation: `Objects and lists are nested more than 200 levels deep. A descriptor needs four; libvirt refuses more than 32. The file is not
read any further.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [wholeText('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1), '[[[[ … ]]]]')],
  }),
};

export const big: Rule = {
  code: 'json-big',
  severity: 'error',
  *check({ text, syntax }) {
    // What is larger still is not read here either, and has a rule of its own.
    if (text.length > MAX_LENGTH || syntax.problems.some(({ kind }) => kind === 'blank')) return;
    if (text.length * 3 <= LIBVIRT_MAX_BYTES || bytesOf(text) <= LIBVIRT_MAX_BYTES) return;
    yield {
      range: { start: 0, end: 1 },
      message: t(
        'Larger than 1 MiB, which is more than libvirt reads. A descriptor has about a kilobyte. Take out what does not belong here.',
      ),
    };
  },
};

export const bigDocs: RuleDocs = {
  rule: big,
  title: 'Larger than libvirt reads',
  documentation: `The file is larger than 1 MiB. libvirt skips it, with a line in its own log only. A descriptor has about a kilobyte.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [wholeText(withMembers({}).text + ' '.repeat(LIBVIRT_MAX_BYTES), '(more than 1 MiB)')],
  }),
};

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export const tooLarge: Rule = {
  code: 'json-too-large',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'too-large', () => ({
      message: t(
        'Larger than {0} MiB, so the file is not read. A descriptor has about a kilobyte.',
        MAX_LENGTH / 1024 / 1024,
      ),
    }));
  },
};

export const tooLargeDocs: RuleDocs = {
  rule: tooLarge,
  title: 'Too large to be a descriptor',
  documentation: `The file is larger than 8 MiB and is not read. A descriptor has about a kilobyte; libvirt skips files over 1 MiB.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [wholeText(' '.repeat(MAX_LENGTH + 1), '(more than 8 MiB)')],
  }),
};
