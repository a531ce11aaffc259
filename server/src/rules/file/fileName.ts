import { t } from '../../text/translations';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';
import { isBackup } from '../shared/fileNames';

export const fileName: Rule = {
  code: 'file-name',
  severity: 'information',
  concerns: ['placed'],
  *check({ text, path, isInstalled, surroundings }) {
    const name = surroundings?.entry?.name ?? (isInstalled ? path?.split(/[\\/]/).at(-1) : undefined);
    if (name === undefined || text.length === 0 || isBackup(name)) return;
    const parts = [
      ...(/^\d\d-/.test(name)
        ? []
        : [
            t(
              'The file name “{0}” has no two-digit prefix to set its place in the order. Add one, such as “60-”.',
              name,
            ),
          ]),
      ...(name.endsWith('.json')
        ? []
        : [
            t(
              'systemd-vmspawn reads only files that end in “.json”; libvirt reads all files. Rename “{0}”.',
              name,
            ),
          ]),
    ];
    if (parts.length > 0)
      yield {
        range: findHeadOfFile(text),
        message: parts.join(' '),
      };
  },
};

export const fileNameDocs: RuleDocs = {
  rule: fileName,
  title: 'A file name without a two-digit prefix, or without .json',
  documentation: `Programs check descriptors in the order of their names and select the first that matches: a two-digit prefix, such as
\`50-\`, sets the place of a descriptor in that order. systemd-vmspawn reads only names that end in \`.json\`; libvirt reads every file
in the directory. [firmware.json, Firmware]`,
  hasNoFix: true,
  examples: () => ({
    valid: [{ ...withMembers({}), shown: '', path: '/usr/share/qemu/firmware/60-ovmf.json' }],
    invalid: [
      {
        ...withMembers({}),
        shown: '(as /usr/share/qemu/firmware/ovmf.json)',
        path: '/usr/share/qemu/firmware/ovmf.json',
      },
      placeAmongFiles(withMembers({}), '(as 60-ovmf.conf in /usr/share/qemu/firmware)', {
        entry: { name: '60-ovmf.conf', kind: 'file', replaces: false, earlier: [] },
      }),
    ],
  }),
};
