import { t } from '../../text/translations';
import { placeAmongFiles, makeExample } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';

const NAME = '60-ovmf.json';
const PLACE = `/etc/qemu/firmware/${NAME}`;

export const maskNeedless: Rule = {
  code: 'mask-needless',
  severity: 'information',
  aboutFile: true,
  needsSurroundings: true,
  *check({ text, surroundings }) {
    const entry = surroundings?.entry;
    if (entry?.kind !== 'empty' || text.length > 0 || entry.replaces) return;
    yield {
      range: findHeadOfFile(text),
      message: t(
        'This empty file masks nothing: no directory of lower priority has a file “{0}”. Give this file the name of the file to mask, or remove it.',
        entry.name,
      ),
    };
  },
};

export const maskNeedlessDocs: RuleDocs = {
  rule: maskNeedless,
  title: 'An empty file that masks nothing',
  documentation: `An empty file masks files of the same name in less specific directories, but here, no file of this name exists in
such a directory. Check the name, or remove the file. In \`/usr/share\`, the least specific directory, an empty file cannot mask
anything. [firmware.json, Firmware]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      placeAmongFiles(makeExample(''), '', {
        entry: { name: NAME, kind: 'empty', replaces: true, earlier: [] },
      }),
    ],
    invalid: [
      placeAmongFiles(
        makeExample(''),
        `(empty, as ${PLACE}; none of that name in /usr/share/qemu/firmware)`,
        {
          entry: { name: NAME, kind: 'empty', replaces: false, earlier: [] },
        },
      ),
    ],
  }),
};
