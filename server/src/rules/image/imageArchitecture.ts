import { t } from '@vscode/l10n';
import { replaceValue } from '../../descriptor/edits';
import type { SeenImage } from '../../descriptor/surroundings';
import { IMAGE_ARCHITECTURES, type ImageArchitecture } from '../../images/facts';
import { hex } from '../../text/hexadecimal';
import type { Rule, RuleDocs } from '../rule';
import { code, withImages } from './exampleImages';
import { executableOf } from './named';

export const imageArchitecture: Rule = {
  code: 'image-architecture',
  severity: 'warning',
  *check(document) {
    const executable = executableOf(document);
    if (!executable) return;
    for (const { architecture } of document.view.targets) {
      const found = architecture && otherArchitecture(executable, architecture.value);
      if (!found) continue;
      yield {
        range: architecture.json,
        message: t(
          'The image has code for {0} ({1}), not for {2}: the guest does not start. Name another image, or correct the architecture.',
          found.name,
          found.evidence,
          architecture.value,
        ),
        related: [{ range: executable.filename.json, message: t('The image') }],
        fixes: [
          {
            title: t('Replace by “{0}”', found.name),
            edits: [replaceValue(document.text, architecture.json, found.name)],
          },
        ],
      };
    }
  },
};

interface Found {
  readonly name: ImageArchitecture;
  readonly evidence: string;
  /** Whether all of the firmware is of that architecture. */
  readonly isSure: boolean;
}

/** What an image is for, where that is another architecture than this one. */
export function otherArchitecture(image: SeenImage, architecture: string): Found | undefined {
  const found = architectureOf(image);
  if (!found || found.name === architecture || !isComparable(architecture)) return undefined;
  // A 32-bit start of 64-bit firmware is common; only the modules behind it tell.
  const mayGoOn = !found.isSure && found.name === 'i386' && architecture === 'x86_64';
  return mayGoOn ? undefined : found;
}

function architectureOf({ facts, deep }: SeenImage): Found | undefined {
  if (deep) return { name: deep.dxeArchitecture, evidence: t('its DXE core'), isSure: true };
  const { core, elf, linux } = facts;
  if (core)
    return {
      name: core.architecture,
      evidence: t('its first executable, at {0}', hex(core.offset)),
      isSure: false,
    };
  const name = elf?.architecture ?? linux?.architecture;
  return name && { name, evidence: elf ? 'ELF' : 'Linux', isSure: true };
}

/** Whether an image could be recognised as one for this architecture. */
function isComparable(architecture: string): architecture is ImageArchitecture {
  return IMAGE_ARCHITECTURES.some((name) => name === architecture);
}

export const imageArchitectureDocs: RuleDocs = {
  rule: imageArchitecture,
  title: 'An image for another architecture',
  documentation: `The first executable of UEFI firmware lies uncompressed in the image and names the machine that it is for. A guest of another architecture
finds no code that it could run. Firmware for x86_64 may begin with 32-bit code: then the DXE core, which is compressed, decides.
[UEFI Platform Initialization; PE/COFF, Machine]`,
  examples: () => ({
    valid: [
      withImages(
        {},
        '',
        code({ core: { architecture: 'i386', kind: 'sec', offset: 0, debugStrings: true } }),
      ),
    ],
    invalid: [
      withImages(
        { targets: [{ architecture: 'i386', machines: ['pc-q35-*'] }], features: [] },
        '(the DXE core of the executable is code for x86_64)',
        code(),
      ),
    ],
  }),
};
