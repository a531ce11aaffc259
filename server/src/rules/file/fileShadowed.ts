import { t } from '../../text/translations';
import { makeSelectionKey } from '../../consumers/libvirt/selectionKey';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findHeadOfFile } from '../shared/head';
import { isBackup } from '../shared/fileNames';

/** The key of the sound descriptor, and that of another one. */
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
    // A copy has that against it that it is there.
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
              '{0} comes before this file and fits the same guests, so no guest gets this firmware by itself. Rename this file to come first, or tell the two apart by their features.',
              first.path,
            )
          : t(
              '{0} comes before this file and fits the same guests, so no guest gets this firmware by itself, unless it asks for the format {1}. Rename this file to come first, or tell the two apart by their features.',
              first.path,
              format,
            ),
    };
  },
};

export const fileShadowedDocs: RuleDocs = {
  rule: fileShadowed,
  title: 'A descriptor that an earlier one makes unreachable',
  documentation: `Descriptors are looked at in the order of their names and the first that fits is taken. One before this has the same interface types, device,
mode, targets and features, so whatever guest fits this one fits that one first. It is reached only by a guest that names its image
or, where the two differ in it, its format. [qemuFirmwareFillDomain]`,
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
        '(behind a descriptor with the same interface types, mode, targets and features)',
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
