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
              'The empty file {0} masks this file: the contents here are ignored. Edit or remove that file.',
              other.path,
            )
          : t(
              '{0} overrides this file: the contents here are ignored. Edit or remove that file.',
              other.path,
            ),
    };
  },
};

export const fileHiddenDocs: RuleDocs = {
  rule: fileHidden,
  title: 'An overridden or masked descriptor',
  documentation: `Programs read descriptors from \`/usr/share\`, \`/etc\` and the user’s configuration; if several files have the
same name, only the one in the most specific directory counts. If that file is empty, it masks the others; otherwise, it overrides
them. Changes to the masked or overridden files have no effect. [firmware.json, Firmware]`,
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
      placeAmongFiles(withMembers({}), `(in /usr/share/qemu/firmware, where ${OTHER} is a descriptor)`, {
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
