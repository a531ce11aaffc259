import { t } from '../../text/translations';
import { placeAmongFiles, makeExample } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';

export const fileLink: Rule = {
  code: 'file-link',
  severity: 'warning',
  aboutFile: true,
  needsSurroundings: true,
  *check({ text, surroundings }) {
    const kind = surroundings?.entry?.kind;
    if (kind === 'device') {
      yield {
        range: findHeadOfFile(text),
        message: t(
          'For systemd-vmspawn, a link to a device, such as /dev/null, masks files of the same name; libvirt still reads the masked files. Use an empty file instead.',
        ),
      };
    } else if (kind === 'dangling') {
      yield {
        range: findHeadOfFile(text),
        severity: 'error',
        message: t(
          'Broken link: libvirt cannot access the file, and then selects no firmware for any guest. Remove the link, or restore its target.',
        ),
      };
    }
  },
};

export const fileLinkDocs: RuleDocs = {
  rule: fileLink,
  title: 'A link that programs treat differently',
  documentation: `For systemd-vmspawn, a symbolic link to \`/dev/null\` masks the files of the same name in less specific directories;
libvirt ignores the link and still reads those files. To mask them for both programs, use an empty file instead of the link. A
broken link is an error: libvirt cannot access it and then selects no firmware at all, while systemd-vmspawn ignores it.
[qemu_interop_config.c; systemd: conf-files.c]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      placeAmongFiles(makeExample(''), '', {
        entry: { name: '60-ovmf.json', kind: 'empty', replaces: true, earlier: [] },
      }),
    ],
    invalid: [
      placeAmongFiles(makeExample(''), '(a link to /dev/null)', {
        entry: { name: '60-ovmf.json', kind: 'device', replaces: true, earlier: [] },
      }),
      placeAmongFiles(makeExample(''), '(a link to a missing file)', {
        entry: { name: '60-ovmf.json', kind: 'dangling', replaces: false, earlier: [] },
      }),
    ],
  }),
};
