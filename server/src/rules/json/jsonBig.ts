import { t } from '../../text/translations';
import { hasMoreBytes } from '../../consumers/jsonDialect';
import { LIBVIRT_MAX_BYTES } from '../../consumers/libvirt/json';
import { MAX_LENGTH } from '../../descriptor/limits';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const jsonBig: Rule = {
  code: 'json-big',
  severity: 'warning',
  errorWhereRefused: 'anywhere',
  *check(document) {
    const { text, syntax } = document;
    // A much larger file is not read here either; json-too-large reports it.
    if (text.length > MAX_LENGTH || syntax.problems.some(({ code }) => code === 'json-blank')) return;
    if (!hasMoreBytes(document, LIBVIRT_MAX_BYTES)) return;
    yield {
      range: { start: 0, end: 1 },
      message: t(
        'Larger than 1 MiB, so libvirt ignores the file. A descriptor has about a kilobyte. Remove everything that is not part of the descriptor.',
      ),
    };
  },
};

export const jsonBigDocs: RuleDocs = {
  rule: jsonBig,
  title: 'Larger than libvirt reads',
  documentation: `The file is larger than 1 MiB. libvirt ignores it and reports that only in its own log. A descriptor has about a
kilobyte.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample(withMembers({}).text + ' '.repeat(LIBVIRT_MAX_BYTES), '(more than 1 MiB)')],
  }),
};
