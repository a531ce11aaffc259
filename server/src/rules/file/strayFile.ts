import { t } from '@vscode/l10n';
import { amongFiles, withMembers, wholeText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { isBackup } from './fileName';
import { headOfFile } from './head';

export const backupFile: Rule = {
  code: 'backup-file',
  severity: 'warning',
  *check({ text, surroundings }) {
    const name = surroundings?.entry?.name;
    if (name === undefined || text.length === 0 || !isBackup(name)) return;
    yield {
      range: headOfFile(text),
      message: t(
        'libvirt reads every file in this directory, so “{0}” counts as a descriptor of its own. Move the copy elsewhere.',
        name,
      ),
    };
  },
};

export const backupFileDocs: RuleDocs = {
  rule: backupFile,
  title: 'A copy that counts as a descriptor',
  documentation: `libvirt reads every file of a descriptor directory whose name does not begin with a dot, whatever it ends in: a copy that an editor or a
package manager left behind is a descriptor of its own, with what the original said before. Move it out of the directory.
[qemu_interop_config.c]`,
  examples: () => ({
    valid: [],
    invalid: [
      amongFiles(withMembers({}), '(as 60-ovmf.json.rpmsave in /etc/qemu/firmware)', {
        entry: { name: '60-ovmf.json.rpmsave', kind: 'file', replaces: false, earlier: [] },
      }),
    ],
  }),
};

export const link: Rule = {
  code: 'file-link',
  severity: 'warning',
  aboutFile: true,
  *check({ text, surroundings }) {
    const kind = surroundings?.entry?.kind;
    if (kind === 'device') {
      yield {
        range: headOfFile(text),
        message: t(
          'A link to a device such as /dev/null hides a file of the same name from systemd-vmspawn only: libvirt passes over the link and reads that file. Put an empty file here.',
        ),
      };
    } else if (kind === 'dangling') {
      yield {
        range: headOfFile(text),
        severity: 'error',
        message: t(
          'This link leads nowhere: libvirt cannot access it, and then selects no firmware for any guest. Remove the link, or put back what it leads to.',
        ),
      };
    }
  },
};

export const linkDocs: RuleDocs = {
  rule: link,
  title: 'A link that consumers disagree on',
  documentation: `A symbolic link to \`/dev/null\` hides a file of the same name from systemd-vmspawn, but libvirt passes over it and reads the file that was
to be hidden: an empty file hides it from both. A link that leads nowhere is an error: libvirt cannot access it and then selects no
firmware at all, while systemd-vmspawn passes over it. [qemu_interop_config.c; systemd: conf-files.c]`,
  examples: () => ({
    valid: [
      amongFiles(wholeText(''), '', {
        entry: { name: '60-ovmf.json', kind: 'empty', replaces: true, earlier: [] },
      }),
    ],
    invalid: [
      amongFiles(wholeText(''), '(a link to /dev/null)', {
        entry: { name: '60-ovmf.json', kind: 'device', replaces: true, earlier: [] },
      }),
      amongFiles(wholeText(''), '(a link to a file that is not there)', {
        entry: { name: '60-ovmf.json', kind: 'dangling', replaces: false, earlier: [] },
      }),
    ],
  }),
};
