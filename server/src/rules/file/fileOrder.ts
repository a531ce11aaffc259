import { t } from '../../text/translations';
import {
  makeSelectionKey,
  MEMORY_WITH_VARIABLES,
  readSelectionKey,
  type SelectionParts,
} from '../../consumers/libvirt/selectionKey';
import { globsOverlap } from '../../descriptor/machineGlob';
import { placeAmongFiles, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { CONFIDENTIAL } from '../shared/confidential';
import { findHeadOfFile } from '../shared/head';

export const fileOrder: Rule = {
  code: 'file-order',
  severity: 'warning',
  needsWholeText: true,
  needsSurroundings: true,
  *check(document) {
    const { earlier = [], later = [] } = document.surroundings?.entry ?? {};
    const key = later.length > 0 ? makeSelectionKey(document) : undefined;
    const own = key === undefined ? undefined : readSelectionKey(key);
    if (!own || !isSpecial(own)) return;
    const before = earlier.map((other) => readSelectionKey(other.key));
    for (const refused of REFUSED) {
      const machines = own.machines.filter(
        (machine) => !before.some((other) => fits(other, refused) && isFor(other, machine)),
      );
      const general = later.find((other) => {
        const parts = readSelectionKey(other.key);
        return isGeneral(parts) && fits(parts, refused) && machines.some((machine) => isFor(parts, machine));
      });
      if (!general || !fits(own, refused)) continue;
      const message =
        refused.length === 0
          ? t(
              'This file comes before {0}, so guests that require nothing special get this firmware, which keeps no variables.',
              general.path,
            )
          : t(
              'This file comes before {0}, so guests that disable Secure Boot or enrolled keys get this firmware, which keeps no variables.',
              general.path,
            );
      yield {
        range: findHeadOfFile(document.text),
        severity: refused.length === 0 ? undefined : 'information',
        message: `${message} ${t('Rename this file so that it comes after that file.')}`,
      };
      return;
    }
  },
};

/** The features that an ordinary guest may refuse, from none to all. */
const REFUSED: readonly (readonly string[])[] = [
  [],
  ['enrolled-keys'],
  ['secure-boot'],
  ['enrolled-keys', 'secure-boot'],
];

/** Whether firmware is for confidential guests, or is loaded into memory and keeps no variables. */
function isSpecial({ kind, interfaceTypes, features }: SelectionParts): boolean {
  const isConfidential = kind === 'stateless' && features.some((feature) => CONFIDENTIAL.has(feature));
  return interfaceTypes.includes('uefi') && (kind === 'memory' || isConfidential);
}

/** Whether firmware keeps the variables of its guests. */
function isGeneral({ kind, interfaceTypes }: SelectionParts): boolean {
  return interfaceTypes.includes('uefi') && ['split', 'combined', MEMORY_WITH_VARIABLES].includes(kind);
}

function fits({ interfaceTypes, features }: SelectionParts, refused: readonly string[]): boolean {
  return interfaceTypes.includes('uefi') && !refused.some((feature) => features.includes(feature));
}

/** Whether a pattern, with its architecture, may match a machine type of a descriptor. */
function isFor({ machines }: SelectionParts, machine: string): boolean {
  return machines.some((other) => globsOverlap(other, machine));
}

const GENERAL = {
  path: '/usr/share/qemu/firmware/60-edk2-x86_64.json',
  key: JSON.stringify(['split', ['uefi'], ['x86_64 pc-q35-*'], []]),
};
const SNP = {
  mapping: { device: 'memory', filename: '/usr/share/ovmf/OVMF.amdsev.fd' },
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'],
};
const ENTRY = { name: '60-edk2-x86_64-amdsev.json', kind: 'file', replaces: false } as const;

export const fileOrderDocs: RuleDocs = {
  rule: fileOrder,
  title: 'Firmware for confidential guests before firmware for all others',
  documentation: `libvirt selects the first descriptor that matches, and most guests do not say how their firmware is to be loaded.
Firmware in memory without \`uefi-vars\`, and stateless firmware for confidential guests, keep no variables: a guest that gets
such firmware by accident loses its boot entries. The file of such firmware must come after the files of firmware that keeps
variables. If the wrong order gives firmware without variables to guests without special requirements, this is a warning; if it
affects only guests that disable Secure Boot or enrolled keys, it is informational. [qemuFirmwareMatchDomain]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      placeAmongFiles(withMembers(SNP), '', { entry: { ...ENTRY, earlier: [GENERAL], later: [GENERAL] } }),
      placeAmongFiles(withMembers(SNP), '', { entry: { ...ENTRY, earlier: [], later: [] } }),
    ],
    invalid: [
      placeAmongFiles(withMembers(SNP), '(before a split descriptor for the same machines)', {
        entry: { ...ENTRY, earlier: [], later: [GENERAL] },
      }),
      placeAmongFiles(
        withMembers(SNP),
        '(firmware that keeps no variables, between a descriptor with Secure Boot and one without Secure Boot)',
        {
          entry: {
            ...ENTRY,
            earlier: [{ ...GENERAL, key: GENERAL.key.replace('[]', '["secure-boot"]') }],
            later: [GENERAL],
          },
        },
      ),
    ],
  }),
};
