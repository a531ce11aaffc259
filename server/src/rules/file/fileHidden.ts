import { t } from '../../text/translations';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';

const NAME = '60-ovmf.json';
const OTHER = `/etc/qemu/firmware/${NAME}`;

export const fileHidden: Rule = {
  code: 'file-hidden',
  severity: 'information',
  needsSurroundings: true,
  *check({ text, surroundings }) {
    const other = surroundings?.entry?.replacedBy;
    if (!other || text.length === 0) return;
    yield {
      range: findHeadOfFile(text),
      message:
        other.kind === 'empty'
          ? t(
              '{0} is empty and hides this file: what stands here counts for nobody. Change that one, or remove it.',
              other.path,
            )
          : t(
              '{0} is read in place of this file: what stands here counts for nobody. Change that one, or remove it.',
              other.path,
            ),
    };
  },
};

export const fileHiddenDocs: RuleDocs = {
  rule: fileHidden,
  title: 'A descriptor that another directory hides',
  documentation: `Descriptors are read from \`/usr/share\`, \`/etc\` and the user's configuration; of files of one name only the most specific counts. If that
one is empty it hides the others, if not it takes their place. Changing the hidden file changes nothing. [firmware.json, Firmware]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      placeAmongFiles(withMembers({}), '', {
        entry: { name: NAME, kind: 'file', replaces: true, earlier: [] },
      }),
    ],
    invalid: [
      placeAmongFiles(withMembers({}), `(in /usr/share/qemu/firmware, where ${OTHER} is empty)`, {
        entry: {
          name: NAME,
          kind: 'file',
          replaces: false,
          earlier: [],
          replacedBy: { path: OTHER, kind: 'empty' },
        },
      }),
      placeAmongFiles(withMembers({}), `(in /usr/share/qemu/firmware, with a descriptor as ${OTHER})`, {
        entry: {
          name: NAME,
          kind: 'file',
          replaces: false,
          earlier: [],
          replacedBy: { path: OTHER, kind: 'file' },
        },
      }),
    ],
  }),
};
