import { t } from '../../text/translations';
import { removeMember } from '../../descriptor/edits';
import { mayHaveDuplicates, type JsonObject, type JsonProperty } from '../../descriptor/json';
import { withText } from '../examples';
import type { Report, Rule, RuleDocs } from '../rule';

export const jsonDuplicateKey: Rule = {
  code: 'json-duplicate-key',
  severity: 'warning',
  concerns: ['unusual JSON'],
  *check({ text, outline }) {
    // Also outside the schema: libvirt before 10.8 rejects the file for any duplicate in any object.
    for (const object of outline.objects) {
      if (!mayHaveDuplicates(object)) continue;
      const first = new Map<string, JsonProperty>();
      for (const property of object.properties) {
        const name = property.key.value;
        const original = first.get(name);
        // An incomplete member is another mistake.
        if (original && !property.value) continue;
        if (original) yield report(text, object, property, original);
        else first.set(name, property);
      }
    }
  },
};

export const jsonDuplicateKeyDocs: RuleDocs = {
  rule: jsonDuplicateKey,
  title: 'A duplicate member',
  documentation: `An object has the same member twice, and programs disagree on what that means. libvirt since 10.8, QEMU’s tools
and Python use the last one. Earlier releases of libvirt reject the file, and libvirt 9.0 then even ignores all other descriptors
and selects no firmware. systemd-vmspawn ignores the file. Keep only one.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["description"]')],
    invalid: [withText('"tags": []', '"tags": [],\n    "description": "again"')],
  }),
};

function report(text: string, object: JsonObject, again: JsonProperty, original: JsonProperty): Report {
  const name = again.key.value;
  return {
    range: again.key,
    message: t(
      'Duplicate member “{0}”. Some parsers use the last one, others reject the file. Keep only one.',
      name,
    ),
    related: [{ range: original.key, message: t('First “{0}”', name) }],
    fixes: [
      { title: t('Remove this “{0}”', name), edits: [removeMember(text, object, again)] },
      { title: t('Remove the first “{0}”', name), edits: [removeMember(text, object, original)] },
    ],
  };
}
