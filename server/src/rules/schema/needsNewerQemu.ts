import { t } from '../../text/translations';
import { removeElement, removeMember, replaceValue } from '../../descriptor/edits';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { findLaterRelease } from '../shared/newer';

export const needsNewerQemu: Rule = {
  code: 'needs-newer-qemu',
  severity: 'error',
  concerns: ['stray', 'unlisted value'],
  *check(document) {
    const { version } = document.context;
    for (const stray of document.strays) {
      if (stray.reason !== 'newer') continue;
      const { name, object, json } = stray.member;
      yield {
        range: json.key,
        message: describeTooNew(name, stray.since, version),
        fixes: [{ title: t('Remove “{0}”', name), edits: [removeMember(document.text, object.json, json)] }],
      };
    }
    for (const node of document.nodesOf('enum')) {
      const since = findLaterRelease(node, document.context);
      if (!since) continue;
      const list = node.parent?.kind === 'list' ? node.parent : undefined;
      const others = node.type.values.map(({ name }) => name).slice(0, 6);
      const fixes: Fix[] = list
        ? [
            {
              title: t('Remove “{0}”', node.value),
              edits: [removeElement(document.text, list.json, node.json)],
            },
          ]
        : others.map((value) => ({
            title: t('Replace with “{0}”', value),
            edits: [replaceValue(document.text, node.json, value)],
          }));
      yield {
        range: node.json,
        severity: node.type.name === 'FirmwareFeature' ? 'warning' : undefined,
        message: describeTooNew(node.value, since, version),
        fixes,
      };
    }
  },
};

export const needsNewerQemuDocs: RuleDocs = {
  rule: needsNewerQemu,
  title: 'Newer than the chosen QEMU release',
  documentation: `The setting \`qemuFirmware.qemuVersion\` (\`--qemu-version\`) names the oldest QEMU release that the descriptor
supports, and that release’s schema does not have this member or value yet. Remove the member or value, or choose the release that
added it. For example, before QEMU 7.0, flash firmware had no \`mode\`, and an NVRAM template was required.`,
  examples: () => ({ valid: [withMembers({})], invalid: [] }),
};

function describeTooNew(name: string, since: string, version: string): string {
  return t(
    '“{0}” requires QEMU {1}, but this descriptor is for QEMU {2}, which does not define it. Remove it, or choose a newer release.',
    name,
    since,
    version,
  );
}
