import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { listImagePaths } from '../../descriptor/firmwareView';
import { OVMF_CODE } from '../../descriptor/usualImages';
import { findClosest } from '../../text/closest';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findBuildFolder } from '../shared/buildFolders';

export const imageMissing: Rule = {
  code: 'image-missing',
  severity: 'warning',
  needsSurroundings: true,
  *check({ text, view, surroundings, path }) {
    for (const { value, json } of listImagePaths(view)) {
      const names = surroundings?.missingImages.get(value);
      if (!names || findBuildFolder(value, path) !== undefined) continue; // build-path reports it
      const slash = value.lastIndexOf('/') + 1;
      const name = value.slice(slash);
      const similar = findClosest(
        name,
        names.filter((other) => isOfKind(other, name)),
      );
      const meant = similar === undefined ? undefined : value.slice(0, slash) + similar;
      yield {
        range: json,
        message:
          meant === undefined
            ? t(
                'Image not found: {0}. Programs select the descriptor without a check, and the guest does not start. Install the image, or correct the path.',
                value,
              )
            : t(
                'Image not found: {0}. Programs select the descriptor without a check, and the guest does not start. Did you mean {1}?',
                value,
                meant,
              ),
        fixes:
          meant === undefined
            ? undefined
            : [{ title: t('Replace with “{0}”', meant), edits: [replaceValue(text, json, meant)] }],
      };
    }
  },
};

/**
 * Whether two images have the same purpose according to their names: code or variables, with or without keys that anyone can sign
 * with, and one architecture. Variables are the same for the two x86 architectures, and for the two Arm ones.
 */
function isOfKind(name: string, other: string): boolean {
  const isVariables = /vars/i.test(name);
  const [own, others] = [name, other].map((each) => findArchitectures(each, isVariables));
  return (
    [/vars/i, /snakeoil/i].every((kind) => kind.test(name) === kind.test(other)) &&
    (own === undefined || others === undefined || own === others)
  );
}

/** Returns the architecture, or the family of architectures, in an image’s name; undefined if it has none. */
function findArchitectures(name: string, ofFamily: boolean): string | undefined {
  const found = ARCHITECTURES.find(([, , pattern]) => pattern.test(name));
  return found?.[ofFamily ? 1 : 0];
}

const ARCHITECTURES: readonly [name: string, family: string, pattern: RegExp][] = [
  ['aarch64', 'arm', /aarch64|aavmf(?!32)|arm64/i],
  ['arm', 'arm', /aavmf32|(?<![a-z])arm/i],
  ['x86_64', 'x86', /x86[-_]64|x64|amd64/i],
  ['i386', 'x86', /i386|ia32|ovmf32/i],
  ['riscv64', 'riscv64', /riscv/i],
  ['loongarch64', 'loongarch64', /loongarch/i],
];

export const imageMissingDocs: RuleDocs = {
  rule: imageMissing,
  title: 'An image that does not exist',
  documentation: `Programs select a descriptor even if its image does not exist, and the guest then fails to start. This rule checks
descriptors in a directory that programs search, and all descriptors below the folder that \`lint --root\` names.`,
  examples: () => ({
    valid: [placeAmongFiles(withMembers({}), '', {})],
    invalid: [
      placeAmongFiles(withMembers({}), `(no ${OVMF_CODE} on the machine)`, {
        missingImages: new Map([[OVMF_CODE, ['OVMF_CODE_4M.secboot.fd', 'OVMF_CODE.fd', 'OVMF_VARS_4M.fd']]]),
      }),
    ],
  }),
};
