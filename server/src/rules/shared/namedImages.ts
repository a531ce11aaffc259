/** The images that a descriptor names, with what they are. */
import { isX86 } from '../../descriptor/architectures';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode, type FlashFileView, type Text } from '../../descriptor/firmwareView';
import type { SeenImage } from '../../descriptor/surroundings';
import type { FirmwareVolume } from '../../images/facts';
import type { Report } from '../rule';
import { t } from '../../text/translations';
import { removeFeature } from './features';

/** An image that somebody has looked into. */
export interface NamedImage extends SeenImage {
  readonly filename: Text;
  /** What the descriptor says of it; only files in flash have one. */
  readonly format?: Text | undefined;
}

/** The image that the guest runs: of flash the executable. */
export function findExecutable(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  if (mapping?.device?.value === 'flash') return findSeen(document, mapping.executable);
  return findSeen(document, { filename: mapping?.filename });
}

/** The template of the variables of flash firmware in mode `split`. */
export function findTemplate(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  return findFlashMode(mapping) === 'split' ? findSeen(document, mapping?.nvramTemplate) : undefined;
}

/** The template of the variables that QEMU keeps on the host for firmware in memory. */
export function findHostTemplate(document: DescriptorDocument): NamedImage | undefined {
  const { mapping } = document.view;
  return mapping?.device?.value === 'memory'
    ? findSeen(document, { filename: mapping.uefiVarsTemplate })
    : undefined;
}

/** The image that holds the variables a guest starts with. */
export function findVariables(document: DescriptorDocument): NamedImage | undefined {
  if (document.view.mapping?.uefiVarsTemplate) return findHostTemplate(document);
  return findFlashMode(document.view.mapping) === 'split' ? findTemplate(document) : findExecutable(document);
}

function findSeen(
  { surroundings }: DescriptorDocument,
  file: Partial<Pick<FlashFileView, 'filename' | 'format'>> | undefined,
): NamedImage | undefined {
  const image = file?.filename && surroundings?.images?.get(file.filename.value);
  if (!image) return undefined;
  return { ...image, filename: file.filename, format: file.format };
}

/** Whether its content was read. Of some qcow2 files it cannot be. */
export function isRead({ facts }: NamedImage): boolean {
  return facts.qcow2?.declined === undefined;
}

/** A firmware volume that goes on behind the end of the image. */
export function findIncompleteVolume({ facts: { volumes, size } }: NamedImage): FirmwareVolume | undefined {
  return volumes.find(({ offset, length, checksum }) => checksum && offset + length > size);
}

/** Whether a target of the descriptor is a PC. */
export function isForPc({ view }: DescriptorDocument): boolean {
  return view.targets.some(({ architecture }) => isX86(architecture?.value));
}

/** That an image does not bear out what the descriptor claims of it. @param what the image is called */
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
