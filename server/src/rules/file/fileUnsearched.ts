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
              '{0} do not search this folder and never find this descriptor. Move it to /etc/qemu/firmware. If your builds of these programs search here, name the folder with --search or in qemuFirmware.directories.',
              joinWithAnd(names),
            )
          : t(
              '{0} does not search this folder and never finds this descriptor. Move it to /etc/qemu/firmware. If your build searches here, name the folder with --search or in qemuFirmware.directories.',
              joinWithAnd(names),
            ),
    };
  },
};

export const fileUnsearchedDocs: RuleDocs = {
  rule: fileUnsearched,
  title: 'A descriptor in a folder that no chosen program searches',
  documentation: `Programs search \`/usr/share/qemu/firmware\` and \`/etc/qemu/firmware\`; some also search the user’s directory and
others. Descriptors exist elsewhere, too: Homebrew installs them below its prefix (\`/opt/homebrew/share/qemu/firmware\`), and
NixOS links them into \`/var/lib/qemu/firmware\`. Only programs that are built to search such a folder find them. If your programs
search this folder, name it with \`--search\` or in the setting \`qemuFirmware.directories\`. A folder that ends in
\`usr/share/qemu/firmware\` or \`etc/qemu/firmware\`, as in a package under construction, is not reported, nor is a folder in a
source tree. [firmware.json, Firmware]`,
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
