import { t } from '../../text/translations';
import { joinWithAnd } from '../../text/conjunction';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';

export const fileUnsearched: Rule = {
  code: 'file-unsearched',
  severity: 'information',
  needsSurroundings: true,
  *check({ text, surroundings }) {
    const names = surroundings?.unsearchedBy;
    if (!names) return;
    yield {
      range: findHeadOfFile(text),
      message:
        names.length > 1
          ? t(
              '{0} do not search this folder, so they never find this descriptor. Move it to /etc/qemu/firmware; if your programs are built to search here, name the folder with --search or in the setting qemuFirmware.directories.',
              joinWithAnd(names),
            )
          : t(
              '{0} does not search this folder, so it never finds this descriptor. Move it to /etc/qemu/firmware; if your program is built to search here, name the folder with --search or in the setting qemuFirmware.directories.',
              joinWithAnd(names),
            ),
    };
  },
};

export const fileUnsearchedDocs: RuleDocs = {
  rule: fileUnsearched,
  title: 'A descriptor in a folder that no chosen program searches',
  documentation: `Programs search \`/usr/share/qemu/firmware\` and \`/etc/qemu/firmware\`, some of them the user's directory and others, too. Descriptors also lie elsewhere:
Homebrew installs them below its prefix (\`/opt/homebrew/share/qemu/firmware\`), and NixOS links to \`/var/lib/qemu/firmware\`. Only a program that is
built for that place finds them there. \`--search\` and the setting \`qemuFirmware.directories\` name such places. A folder that ends in \`usr/share/qemu/firmware\`
or \`etc/qemu/firmware\`, of a package that is being put together, is right as it is, and so is a folder with sources.
[firmware.json, Firmware]`,
  hasNoFix: true,
  examples: () => ({
    valid: [placeAmongFiles(withMembers({}), '', {})],
    invalid: [
      placeAmongFiles(withMembers({}), '(in /opt/homebrew/share/qemu/firmware)', {
        unsearchedBy: ['libvirt 12.8'],
      }),
    ],
  }),
};
