import { t } from '../../text/translations';
import { makeSelectionKey } from '../../consumers/libvirt/selectionKey';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';
import { isBackup } from '../shared/fileNames';

/** The key of the sound descriptor, and the key of another one. */
const SAME = JSON.stringify([
  'split',
  ['uefi'],
  ['x86_64 pc-i440fx-*', 'x86_64 pc-q35-*'],
  ['acpi-s3', 'verbose-dynamic'],
]);
const OTHER = SAME.replace('acpi-s3', 'acpi-s4');

const EARLIER = '/usr/share/qemu/firmware/50-ovmf.json';

export const fileShadowed: Rule = {
  code: 'file-shadowed',
  severity: 'information',
  needsSurroundings: true,
  *check(document) {
    const { text, surroundings, view } = document;
    const { entry } = surroundings ?? {};
    // backup-file reports a copy.
    const candidates = entry && !isBackup(entry.name) ? entry.earlier : [];
    const key = candidates.length > 0 ? makeSelectionKey(document) : undefined;
    const first = key === undefined ? undefined : candidates.find((other) => other.key === key);
    if (!first) return;
    const format = view.mapping?.executable?.format?.value;
    yield {
      range: findHeadOfFile(text),
      message:
        format === undefined || format === first.format
          ? t(
              '{0} comes first and suits the same guests, so this firmware is never selected automatically. Rename this file so that it comes first, or give the two files different features.',
              first.path,
            )
          : t(
              '{0} comes first and suits the same guests, except those that require the format {1}; only they get this firmware. Rename this file so that it comes first, or give the two files different features.',
              first.path,
              format,
            ),
    };
  },
};

export const fileShadowedDocs: RuleDocs = {
  rule: fileShadowed,
  title: 'A descriptor for the same guests as an earlier one',
  documentation: `Programs check descriptors in the order of their names and select the first that matches. Here, an earlier
descriptor has the same interface types, device, mode, targets and features, so programs select that one for guests that
match both. Guests that name the image of this descriptor still get this firmware. If the images of the two descriptors have
different formats, guests that name the format of this image get it, too. [qemuFirmwareFillDomain]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      placeAmongFiles(withMembers({}), '', {
        entry: {
          name: '60-ovmf.json',
          kind: 'file',
          replaces: false,
          earlier: [{ path: EARLIER, key: OTHER }],
        },
      }),
    ],
    invalid: [
      placeAmongFiles(
        withMembers({}),
        '(after a descriptor with the same interface types, mode, targets and features)',
        {
          entry: {
            name: '60-ovmf.json',
            kind: 'file',
            replaces: false,
            earlier: [{ path: EARLIER, key: SAME, format: 'raw' }],
          },
        },
      ),
    ],
  }),
};
