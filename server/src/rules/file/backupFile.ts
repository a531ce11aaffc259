import { t } from '../../text/translations';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';
import { isBackup } from '../shared/fileNames';

export const backupFile: Rule = {
  code: 'backup-file',
  severity: 'warning',
  needsSurroundings: true,
  *check({ text, surroundings }) {
    const name = surroundings?.entry?.name;
    if (name === undefined || text.length === 0 || !isBackup(name)) return;
    yield {
      range: findHeadOfFile(text),
      message: t(
        'libvirt reads every file in this directory, so “{0}” counts as another descriptor. Move the copy elsewhere.',
        name,
      ),
    };
  },
};

export const backupFileDocs: RuleDocs = {
  rule: backupFile,
  title: 'A copy that counts as a descriptor',
  documentation: `libvirt reads every file in a descriptor directory, with any suffix, unless its name begins with a dot. If an
editor or a package manager leaves a backup copy there, libvirt reads it as another descriptor, with the earlier contents of the
original. Move it elsewhere. [qemu_interop_config.c]`,
  hasNoFix: true,
  examples: () => ({
    valid: [],
    invalid: [
      placeAmongFiles(withMembers({}), '(as 60-ovmf.json.rpmsave in /etc/qemu/firmware)', {
        entry: { name: '60-ovmf.json.rpmsave', kind: 'file', replaces: false, earlier: [] },
      }),
    ],
  }),
};
