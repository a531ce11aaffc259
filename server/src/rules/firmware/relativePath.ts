import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { listImagePaths } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const relativePath: Rule = {
  code: 'relative-path',
  severity: 'warning',
  *check(document) {
    for (const { value, json } of listImagePaths(document.view)) {
      if (value.startsWith('/') || value.startsWith('@')) continue;
      const absolute = `/usr/share/${/aavmf/i.test(value) ? 'AAVMF' : /ovmf/i.test(value) ? 'OVMF' : 'qemu'}/${value.replace(/^(\.{0,2}\/)*/, '')}`;
      yield {
        range: json,
        message: t(
          '“{0}” is not an absolute path. Consumers use it as it stands, whatever their working directory. Write the full path.',
          value,
        ),
        fixes: [
          { title: t('Replace by “{0}”', absolute), edits: [replaceValue(document.text, json, absolute)] },
        ],
      };
    }
  },
};

export const relativePathDocs: RuleDocs = {
  rule: relativePath,
  title: 'A path that is not absolute',
  documentation: `Consumers take the file name as it stands: libvirt compares it with the path in the guest's configuration and hands it to QEMU, whose
working directory is not the descriptor's. Only an absolute path works. A template for a build, which starts with a placeholder such
as \`@DATADIR@\`, is left alone.`,
  examples: () => ({
    valid: [
      withMembers({
        mapping: { device: 'memory', filename: '@DATADIR@/bios-256k.bin' },
        'interface-types': ['bios'],
      }),
    ],
    invalid: [withMembers({ mapping: { device: 'memory', filename: 'bios-256k.bin' } })],
  }),
};
