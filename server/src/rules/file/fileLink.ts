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
          'A link to a device such as /dev/null hides a file of the same name from systemd-vmspawn only: libvirt passes over the link and reads that file. Put an empty file here.',
        ),
      };
    } else if (kind === 'dangling') {
      yield {
        range: findHeadOfFile(text),
        severity: 'error',
        message: t(
          'This link leads nowhere: libvirt cannot access it, and then selects no firmware for any guest. Remove the link, or put back what it leads to.',
        ),
      };
    }
  },
};

export const fileLinkDocs: RuleDocs = {
  rule: fileLink,
  title: 'A link that consumers disagree on',
  documentation: `A symbolic link to \`/dev/null\` hides a file of the same name from systemd-vmspawn, but libvirt passes over it and reads the file that was
to be hidden: an empty file hides it from both. A link that leads nowhere is an error: libvirt cannot access it and then selects no
firmware at all, while systemd-vmspawn passes over it. [qemu_interop_config.c; systemd: conf-files.c]`,
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
      placeAmongFiles(makeExample(''), '(a link to a file that is not there)', {
        entry: { name: '60-ovmf.json', kind: 'dangling', replaces: false, earlier: [] },
      }),
    ],
  }),
};
