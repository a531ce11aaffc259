import { t } from '../../text/translations';
import { listImagePaths } from '../../descriptor/firmwareView';
import { OVMF_CODE } from '../../descriptor/usualImages';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const imageUnreadable: Rule = {
  code: 'image-unreadable',
  severity: 'information',
  *check({ view, surroundings }) {
    for (const { value, json } of listImagePaths(view))
      if (surroundings?.unreadableImages?.has(value))
        yield {
          range: json,
          message: t(
            '{0} cannot be read: permission denied. The claims of this descriptor are not checked against the image; check that QEMU may read it.',
            value,
          ),
        };
  },
};

export const imageUnreadableDocs: RuleDocs = {
  rule: imageUnreadable,
  title: 'An image that may not be read',
  documentation: `The image exists, but the user who runs the check has no permission to read it, so nothing that the descriptor claims of it can be compared with the image.
Guests start only if the user that QEMU runs as may read it: libvirt's system daemon runs QEMU as a user of its own.
[libvirt, qemu.conf: user, group]`,
  hasNoFix: true,
  examples: () => ({
    valid: [placeAmongFiles(withMembers({}), '', { unreadableImages: new Set() })],
    invalid: [
      placeAmongFiles(withMembers({}), '(an image that only another user may read)', {
        unreadableImages: new Set([OVMF_CODE]),
      }),
    ],
  }),
};
