import { describeUnchecked } from '../../domain/parseXml';
import type { DomainDocument } from '../../domain/document';
import { isDomainRoot } from '../../domain/recognise';
import { hasTemplateCode } from '../../domain/placeholders';
import type { TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';

/** Whether the text is another language's: its root can have no domains. */
function isOther(root: DomainDocument['root']): boolean {
  return root !== undefined && (!isDomainRoot(root.name) || Boolean(root.attributes.xmlns));
}

export const guestXml: GuestRule = {
  code: 'guest-xml',
  severity: 'error',
  *checkText({ problem, text, root }) {
    // A template need not be XML, and a text of another language is not a domain.
    if (!problem || hasTemplateCode(text) || isOther(root)) return;
    const start = Math.min(problem.offset, Math.max(0, text.length - 1));
    const range = { start, end: Math.min(start + 1, text.length) };
    if (problem.kind === 'unchecked') {
      yield { severity: 'warning', message: describeUnchecked(problem), range };
      return;
    }
    const [, missing] = /^Missing end tag for element (\S+)/.exec(problem.message) ?? [];
    yield {
      message: t('Invalid XML: {0}. libvirt does not read this file.', problem.message.replace(/\.$/, '')),
      range,
      fixes:
        missing === undefined
          ? []
          : [{ title: t('Add {0}', `</${missing}>`), edits: [insertEndTag(text, missing, problem.offset)] }],
    };
  },
};

/** Closes an element where the indentation says that it ends; else right before the tag at which the parser stopped. */
function insertEndTag(text: string, name: string, stop: number): TextEdit {
  const tag = `</${name}>`;
  const start = text.lastIndexOf(`<${name}`, stop - 1);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = text.slice(lineStart, Math.max(lineStart, start));
  if (start >= 0 && /^[ \t]*$/.test(indentation)) {
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    for (let at = text.indexOf('\n', start) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
      const [, blanks = ''] = /^([ \t]*)\S/.exec(text.slice(at, at + 200)) ?? [];
      const isNext = /\S/.test(text[at + blanks.length] ?? '') && blanks.length <= indentation.length;
      if (isNext) return { start: at, end: at, newText: `${indentation}${tag}${lineEnd}` };
    }
  }
  const end = text.lastIndexOf('</', stop);
  const at = end >= 0 && /^<\/[^>]*$/.test(text.slice(end, stop)) ? end : stop;
  return { start: at, end: at, newText: tag };
}

export const guestXmlDocs: GuestRuleDocs = {
  rule: guestXml,
  title: 'Text that cannot be read as XML',
  documentation: `libvirt rejects a definition that is not well-formed XML (for example, because an element is not closed), and one that is
longer than 4 MiB. A file with a \`<!DOCTYPE>\` declaration, with elements nested more than 100 levels deep, or with more than 100,000 elements and
attributes is not checked: a warning says so. Files with placeholders that another tool fills in later (\`{{ name }}\`, \`<%= name %>\`, \`\${name}\`) are not
reported. [XML 1.0, 2.1; virxml.c]`,
  examples: () => {
    const { text, shown } = withElements(`<os firmware='efi'>`, '');
    return {
      valid: [withElements(`<os firmware='efi'>`, '')],
      invalid: [{ text: text.replace('  </os>\n', ''), shown: shown.replace('\n</os>', '') }],
    };
  },
};
