import { hasPlaceholder } from '../../domain/placeholders';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestXml: GuestRule = {
  code: 'guest-xml',
  severity: 'error',
  *checkText({ problem, text, domains, root }) {
    // A template need not be XML, and a text of another language is not a domain.
    if (!problem || hasPlaceholder(text) || (root && domains.length === 0)) return;
    const start = Math.min(problem.offset, Math.max(0, text.length - 1));
    const [, missing] = /^Missing end tag for element (\S+)/.exec(problem.message) ?? [];
    // The parser stops at the next end tag, or at the end of the text.
    const at = missing === undefined ? -1 : text.lastIndexOf('</', problem.offset);
    const insertion = at >= 0 && /^<\/[^>]*$/.test(text.slice(at, problem.offset)) ? at : problem.offset;
    yield {
      message: t('Invalid XML: {0}. libvirt does not read this file.', problem.message.replace(/\.$/, '')),
      range: { start, end: Math.min(start + 1, text.length) },
      fixes:
        missing === undefined
          ? []
          : [
              {
                title: t('Add {0}', `</${missing}>`),
                edits: [{ start: insertion, end: insertion, newText: `</${missing}>` }],
              },
            ],
    };
  },
};

export const guestXmlDocs: GuestRuleDocs = {
  rule: guestXml,
  title: 'Text that is not XML, or too large',
  documentation: `libvirt reads no part of a definition that is not well-formed XML, such as one with an element that is not closed. The same
applies to more than 4 MiB, and to a document type. Templates that are filled in later (\`{{ name }}\`, \`<%= name %>\`, \`\${name}\`) are not
reported. [XML 1.0, 2.1; virxml.c]`,
  examples: () => {
    const { text, shown } = withElements(`<os firmware='efi'>`, '');
    return {
      valid: [withElements(`<os firmware='efi'>`, '')],
      invalid: [{ text: text.replace('  </os>\n', ''), shown: shown.replace('\n</os>', '') }],
    };
  },
};
