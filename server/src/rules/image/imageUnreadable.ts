import { t } from '../../text/translations';
import { listImagePaths } from '../../descriptor/firmwareView';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

const FOLDER = '/usr/share/OVMF';
const DENIED = '/usr/share/private/OVMF.fd';

export const imageUnreadable: Rule = {
  code: 'image-unreadable',
  severity: 'warning',
  concerns: ['unusual path'],
  *check({ view, surroundings }) {
    for (const { value, json } of listImagePaths(view)) {
      const problem = /\/\.{0,2}$/.test(value) ? 'folder' : surroundings?.unreadableImages?.get(value);
      if (problem === 'folder')
        yield {
          range: json,
          message: t('{0} is a folder, so a guest with this firmware does not start. Use a file.', value),
        };
      if (problem === 'denied')
        yield {
          range: json,
          severity: 'information',
          message: t('No permission to read {0}, so the image was not checked.', value),
        };
    }
  },
};

export const imageUnreadableDocs: RuleDocs = {
  rule: imageUnreadable,
  title: 'An image that is a folder or unreadable',
  documentation: `A path that ends in \`/\`, or that leads to a folder, does not name an image: QEMU cannot open it, but programs
select the descriptor without a check. An image that you have no permission to read cannot be checked. This is only informational,
because QEMU may run as another user.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      withMembers({ mapping: { device: 'memory', filename: `${FOLDER}/` } }),
      placeAmongFiles(withMembers({ mapping: { device: 'memory', filename: FOLDER } }), '', {
        unreadableImages: new Map([[FOLDER, 'folder']]),
      }),
      placeAmongFiles(withMembers({ mapping: { device: 'memory', filename: DENIED } }), '', {
        unreadableImages: new Map([[DENIED, 'denied']]),
      }),
    ],
  }),
};
