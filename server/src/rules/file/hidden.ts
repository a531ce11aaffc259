import { t } from '@vscode/l10n';
import { amongFiles, withMembers, wholeText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { headOfFile } from './head';

const NAME = '60-ovmf.json';
const OTHER = `/etc/qemu/firmware/${NAME}`;

export const fileHidden: Rule = {
  code: 'file-hidden',
  severity: 'information',
  *check({ text, surroundings }) {
    const other = surroundings?.entry?.replacedBy;
    if (!other || text.length === 0) return;
    yield {
      range: headOfFile(text),
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
  examples: () => ({
    valid: [
      amongFiles(withMembers({}), '', { entry: { name: NAME, kind: 'file', replaces: true, earlier: [] } }),
    ],
    invalid: [
      amongFiles(withMembers({}), `(in /usr/share/qemu/firmware, where ${OTHER} is empty)`, {
        entry: {
          name: NAME,
          kind: 'file',
          replaces: false,
          earlier: [],
          replacedBy: { path: OTHER, kind: 'empty' },
        },
      }),
      amongFiles(withMembers({}), `(in /usr/share/qemu/firmware, with a descriptor as ${OTHER})`, {
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

export const maskNeedless: Rule = {
  code: 'mask-needless',
  severity: 'information',
  aboutFile: true,
  *check({ text, surroundings }) {
    const entry = surroundings?.entry;
    if (entry?.kind !== 'empty' || text.length > 0 || entry.replaces) return;
    yield {
      range: headOfFile(text),
      message: t(
        'An empty file hides files of its name in less specific directories, but none has a “{0}”. Give it the name of what it is to hide, or remove it.',
        entry.name,
      ),
    };
  },
};

export const maskNeedlessDocs: RuleDocs = {
  rule: maskNeedless,
  title: 'An empty file that hides nothing',
  documentation: `An empty file hides the files of its name in less specific directories, and none has one: there may have been one of another name that was
meant. In \`/usr/share\`, the least specific directory, an empty file can hide nothing. [firmware.json, Firmware]`,
  examples: () => ({
    valid: [
      amongFiles(wholeText(''), '', { entry: { name: NAME, kind: 'empty', replaces: true, earlier: [] } }),
    ],
    invalid: [
      amongFiles(wholeText(''), `(empty, as ${OTHER}; none of that name in /usr/share/qemu/firmware)`, {
        entry: { name: NAME, kind: 'empty', replaces: false, earlier: [] },
      }),
    ],
  }),
};
