import { t } from '../../text/translations';
import { listImagePaths } from '../../descriptor/firmwareView';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findBuildFolder } from '../shared/buildFolders';

export const buildPath: Rule = {
  code: 'build-path',
  severity: 'warning',
  concerns: ['unusual path'],
  *check({ view, path }) {
    for (const { value, json } of listImagePaths(view)) {
      const folder = findBuildFolder(value, path);
      if (folder === undefined) continue;
      yield {
        range: json,
        message: t(
          '{0} is the path of one user or build: other machines do not have {1}. Use the path of the installed image.',
          value,
          folder,
        ),
      };
    }
  },
};

const OWN = withMembers({ mapping: { device: 'memory', filename: '/home/me/firmware/OVMF.fd' } });

export const buildPathDocs: RuleDocs = {
  rule: buildPath,
  title: 'A path on the machine that built the firmware',
  documentation: `The path of the image is in a home folder (\`/home/…\`, \`/root\`, \`/Users/…\`), in a temporary folder, or where
a build puts its files (\`/build\`, \`/builddir\`, \`rpmbuild\` and others). Descriptors that were copied from a build tree have
such paths. Other hosts do not have these folders, and anyone may replace an image in a temporary folder. Use the path where the
image is installed. A descriptor in a user’s home folder may name an image in the same home folder.`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      {
        ...makeExample(OWN.text, `${OWN.shown}\n(in /home/me/.config/qemu/firmware)`),
        path: '/home/me/.config/qemu/firmware/50-own.json',
      },
    ],
    invalid: [
      withMembers({
        mapping: { device: 'memory', filename: '/Users/me/qemu/share/qemu/edk2-x86_64-code.fd' },
      }),
      withMembers({ mapping: { device: 'memory', filename: '/builddir/edk2/OVMF.fd' } }),
    ],
  }),
};
