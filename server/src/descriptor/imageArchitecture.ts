import { t } from '../text/translations';
import type { SeenImage } from './surroundings';
import { IMAGE_ARCHITECTURES, type ImageArchitecture } from '../images/facts';
import { toHex } from '../text/hexadecimal';

interface ImageTarget {
  readonly name: ImageArchitecture;
  readonly evidence: string;
  /** Whether the whole firmware is for that architecture. */
  readonly isSure: boolean;
}

/** Returns the architecture of an image if it differs from this one. */
export function findOtherArchitecture(image: SeenImage, architecture: string): ImageTarget | undefined {
  const found = findArchitecture(image);
  if (!found || found.name === architecture || !isComparable(architecture)) return undefined;
  // A 32-bit start of 64-bit firmware is common; only the modules after it are conclusive.
  const mayGoOn = !found.isSure && found.name === 'i386' && architecture === 'x86_64';
  return mayGoOn ? undefined : found;
}

function findArchitecture({ facts, deep }: SeenImage): ImageTarget | undefined {
  if (deep) return { name: deep.dxeArchitecture, evidence: t('its DXE core'), isSure: true };
  const { core, elf, linux } = facts;
  if (core)
    return {
      name: core.architecture,
      evidence: t('its first executable, at {0}', toHex(core.offset)),
      isSure: false,
    };
  const name = elf?.architecture ?? linux?.architecture;
  return name && { name, evidence: elf ? 'ELF' : 'Linux', isSure: true };
}

/** Whether an image could be recognised as one for this architecture. */
function isComparable(architecture: string): architecture is ImageArchitecture {
  return IMAGE_ARCHITECTURES.some((name) => name === architecture);
}
