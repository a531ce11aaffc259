/** The images that a descriptor names, with the facts about them. */
import { isX86 } from '../../descriptor/architectures';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode, type FlashFileView, type Text } from '../../descriptor/firmwareView';
import type { SeenImage } from '../../descriptor/surroundings';
import type { FirmwareVolume } from '../../images/facts';
import type { Report } from '../rule';
import { t } from '../../text/translations';
import { removeFeature } from './features';

/** An image that was inspected. */
export interface NamedImage extends SeenImage {
  readonly filename: Text;
  /** The format in the descriptor; only files in flash have one. */
  readonly format?: Text | undefined;
}

/** Returns the image that the guest runs: the executable of flash, or the file of another device. */
export function findExecutable(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  if (mapping?.device?.value === 'flash') return findImage(document, mapping.executable);
  return findImage(document, { filename: mapping?.filename });
}

/** Returns the NVRAM template of flash firmware in mode `split`. */
export function findTemplate(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  return findFlashMode(mapping) === 'split' ? findImage(document, mapping?.nvramTemplate) : undefined;
}

/** Returns the template of the variables that QEMU keeps on the host for firmware in memory. */
export function findHostTemplate(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  return mapping?.device?.value === 'memory'
    ? findImage(document, { filename: mapping.uefiVarsTemplate })
    : undefined;
}

/** Returns the image with the variables that a guest starts with. */
export function findVariables(document: DescriptorDocument): NamedImage | undefined {
  if (document.view.mapping?.uefiVarsTemplate) return findHostTemplate(document);
  return findFlashMode(document.view.mapping) === 'split' ? findTemplate(document) : findExecutable(document);
}

function findImage(
  { surroundings }: DescriptorDocument,
  file: Partial<Pick<FlashFileView, 'filename' | 'format'>> | undefined,
): NamedImage | undefined {
  const image = file?.filename && surroundings?.images?.get(file.filename.value);
  if (!image) return undefined;
  return { ...image, filename: file.filename, format: file.format };
}

/** Whether the content of an image was read, which is not possible for some qcow2 files. */
export function isRead({ facts }: NamedImage): boolean {
  return facts.qcow2?.declined === undefined;
}

/** Returns a firmware volume that extends beyond the end of the image. */
export function findIncompleteVolume({ facts: { volumes, size } }: NamedImage): FirmwareVolume | undefined {
  return volumes.find(({ offset, length, checksum }) => checksum && offset + length > size);
}

/** Whether a target of the descriptor is a PC. */
export function isForPc({ view }: DescriptorDocument): boolean {
  return view.targets.some(({ architecture }) => isX86(architecture?.value));
}

/** Reports a feature that an image does not support. @param what names the image */
export function refuteClaim(
  document: DescriptorDocument,
  claim: Text,
  { filename }: NamedImage,
  { message, what = t('The executable') }: { readonly message: string; readonly what?: string },
): Report {
  return {
    range: claim.json,
    message,
    related: [{ range: filename.json, message: what }],
    fixes: removeFeature(document, claim),
  };
}
