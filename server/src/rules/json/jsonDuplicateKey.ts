import { t } from '../../text/translations';
import { removeMember } from '../../descriptor/edits';
import { listObjects, type JsonObject, type JsonProperty } from '../../descriptor/json';
import { withText } from '../examples';
import type { Report, Rule, RuleDocs } from '../rule';

export const jsonDuplicateKey: Rule = {
  code: 'json-duplicate-key',
  severity: 'warning',
  *check({ text, syntax }) {
    // Also where the schema says nothing: libvirt before 10.8 refuses the file for any member of any object.
    for (const object of syntax.root ? listObjects(syntax.root) : []) {
      if (!mayHaveDuplicates(object)) continue;
      const first = new Map<string, JsonProperty>();
      for (const property of object.properties) {
        const name = property.key.value;
        const original = first.get(name);
        // What is only begun is another mistake.
        if (original && !property.value) continue;
        if (original) yield report(text, object, property, original);
        else first.set(name, property);
      }
    }
  },
};

export const jsonDuplicateKeyDocs: RuleDocs = {
  rule: jsonDuplicateKey,
  title: 'The same member twice',
  documentation: `An object names the same member twice. Readers disagree on what that means: libvirt since 10.8, QEMU's tools and Python take the
last one, libvirt before that refuses the file (and, in 9.0, all firmware selection with it), systemd-vmspawn skips it. Keep one.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["description"]')],
    invalid: [withText('"tags": []', '"tags": [],\n    "description": "again"')],
  }),
};

/** Most objects have a few members: to compare each with each costs less than to make a map of them. */
function mayHaveDuplicates({ properties }: JsonObject): boolean {
  if (properties.length > FEW) return true;
  return properties.some(({ key }, index) => {
    for (let before = 0; before < index; before++)
      if (properties[before]?.key.value === key.value) return true;
    return false;
  });
}

const FEW = 8;

function report(text: string, object: JsonObject, again: JsonProperty, original: JsonProperty): Report {
  const name = again.key.value;
  return {
    range: again.key,
    message: t(
      '“{0}” stands here for the second time. Parsers disagree: some take the last one, others refuse the file. Keep one of them.',
      name,
    ),
    related: [{ range: original.key, message: t('“{0}” stands here first', name) }],
    fixes: [
      { title: t('Remove this “{0}”', name), edits: [removeMember(text, object, again)] },
      { title: t('Remove the first “{0}”', name), edits: [removeMember(text, object, original)] },
    ],
  };
}
