import { removeMember } from '../../descriptor/edits';
import { withText } from '../examples';
import type { Rule } from '../rule';

export const duplicateKey: Rule = {
  code: 'json-duplicate-key',
  severity: 'warning',
  title: 'The same member twice',
  documentation: `An object names the same member twice. Readers disagree on what that means: libvirt since 10.8, QEMU's tools and Python take the
last one, libvirt before that refuses the file (and, in 9.0, all firmware selection with it), systemd-vmspawn skips it. Keep one.`,
  examples: {
    valid: [withText('"tags": []', '"tags": ["description"]')],
    invalid: [withText('"tags": []', '"tags": [],\n    "description": "again"')],
  },
  *check(document) {
    for (const node of document.nodes) {
      if (node.kind !== 'object') continue;
      for (const { name, json, duplicateOf } of node.members) {
        if (!duplicateOf) continue;
        yield {
          range: json.key,
          message: `“${name}” stands here for the second time. Newer libvirt takes the last one, libvirt before 10.8 and systemd-vmspawn refuse the file. Keep one of them.`,
          related: [{ range: duplicateOf.json.key, message: `“${name}” stands here first` }],
          fixes: [
            { title: `Remove this “${name}”`, edits: [removeMember(document.text, node.json, json)] },
            {
              title: `Remove the first “${name}”`,
              edits: [removeMember(document.text, node.json, duplicateOf.json)],
            },
          ],
        };
      }
    }
  },
};
