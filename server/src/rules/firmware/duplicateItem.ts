import { t } from '../../text/translations';
import { removeElement } from '../../descriptor/edits';
import type { TypedNode } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const duplicateItem: Rule = {
  code: 'duplicate-item',
  severity: 'warning',
  *check(document) {
    for (const list of document.nodesOf('list')) {
      if (list.json.elements.length < 2 || list.member?.name === 'tags') continue;
      const first = new Map<string, TypedNode>();
      for (const element of list.elements) {
        if (element.json.kind !== 'string') continue;
        const { value } = element.json;
        const original = first.get(value);
        if (!original) {
          first.set(value, element);
          continue;
        }
        yield {
          range: element.json,
          message: t(
            'Duplicate “{0}”, which has no effect. Remove it, or replace it with the value that was meant.',
            value,
          ),
          related: [{ range: original.json, message: t('First “{0}”', value) }],
          fixes: [
            {
              title: t('Remove this “{0}”', value),
              edits: [removeElement(document.text, list.json, element.json)],
              safe: true,
            },
          ],
        };
      }
    }
  },
};

export const duplicateItemDocs: RuleDocs = {
  rule: duplicateItem,
  title: 'A duplicate list item',
  documentation: `A feature, an interface type or a machine pattern is listed twice. The second one has no effect, and another value may
have been meant.`,
  examples: () => ({
    valid: [withMembers({ tags: ['-D A', '-D A'] })],
    invalid: [withMembers({ features: ['acpi-s3', 'acpi-s3'] })],
  }),
};
