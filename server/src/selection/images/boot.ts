import type { Firmware } from '../../consumers/firmware';
import type { Guest } from '../../consumers/guest';
import type { FilledOs } from '../../consumers/outcome';
import type { SeenImage } from '../../descriptor/surroundings';
import type { ImageFacts } from '../../images/facts';
import type { FileProblem } from '../../workspace/fileProblem';
import type { Explanation } from '../explain';

/** A guest with the firmware that it would start with. */
export interface Boot {
  readonly guest: Guest;
  readonly os: FilledOs;
  /** The name of the program and its version, such as `libvirt 11.3`. */
  readonly program: string;
  /** The descriptor that is chosen. */
  readonly picked?: Picked | undefined;
  /** Whether what is looked at has none of the images that descriptors and guest name, so that it may hold descriptors only. */
  readonly isPartial?: boolean;
  /** Where the guest names its flash and no template: the one that libvirt pairs with it. */
  readonly master?: string | undefined;
  /** Whether libvirt makes a file for the variables from a template. */
  readonly keepsVariables: boolean;
  /** The templates that descriptors and libvirt's own list name. */
  readonly templates: ReadonlySet<string>;
  /** Firmware of installed descriptors for the guest's architecture, whose images exist, in the order of the search path. */
  readonly installed: readonly Firmware[];
}

export interface Picked {
  readonly path: string;
  readonly firmware: Firmware;
}

/** What a look at a path has found. */
export type Look = SeenImage | NoImage;

/** A path without an image that can be read. */
export interface NoImage {
  readonly problem: FileProblem;
  /** Where the path is a link that leads to nothing: what it says. */
  readonly link?: string | undefined;
  /** Where the path is missing: the names in its folder, as many as a look takes. */
  readonly names?: readonly string[] | undefined;
}

export type Looks = ReadonlyMap<string, Look>;

/**
 * An image of a guest. *executable*: the code. *variables*: the guest's own file. *template*: what that file is made from. *store*:
 * the template of the variables that QEMU keeps itself, in JSON.
 */
export interface BootImage {
  readonly role: 'executable' | 'variables' | 'template' | 'store';
  readonly path: string;
  /** The place in the guest's definition, as the program fills it in. */
  readonly element: string;
  /** What it is opened as, or copied as. */
  readonly format: string;
  /** The descriptor that names it; undefined where the guest does, or libvirt. */
  readonly by?: string | undefined;
}

/** The firmware part of a guest: as the program fills it in, else what the chosen descriptor or the guest itself says. */
export function findBootOs(guest: Guest, { os }: Explanation, firmware: Firmware | undefined): FilledOs {
  if (os.loader) return os;
  const path = firmware?.file ?? guest.loader;
  if (path === undefined) return os;
  const isFlash = firmware ? firmware.device === 'flash' : guest.loaderType === 'pflash';
  const template = firmware?.mode === 'split' && isFlash ? firmware.template : guest.nvramTemplate;
  const hasVariables = template !== undefined || guest.nvram !== undefined;
  return {
    ...os,
    loader: {
      path,
      type: isFlash ? 'pflash' : 'rom',
      format: firmware?.format ?? guest.loaderFormat,
      readonly: guest.loaderReadonly,
      stateless: guest.stateless,
    },
    nvram:
      isFlash && hasVariables
        ? {
            path: guest.nvram,
            format: guest.nvramFormat,
            template,
            templateFormat: firmware?.templateFormat ?? guest.templateFormat,
          }
        : undefined,
  };
}

/** Whether a guest's flash comes with a file of its own for the variables. */
export function hasVariablesFile(os: FilledOs, firmware: Firmware | undefined): boolean {
  const { loader, nvram } = os;
  if (loader?.type !== 'pflash' || loader.stateless === true) return false;
  if (firmware) return firmware.device === 'flash' && firmware.mode === 'split';
  return nvram !== undefined || loader.readonly === true;
}

/** The images of a guest, those with the code first. */
export function listBootImages({ os, master, picked }: Omit<Boot, 'installed'>): readonly BootImage[] {
  const { loader, nvram, varstore } = os;
  const firmware = picked?.firmware;
  const namedBy = (path: string, named: string | undefined): string | undefined =>
    path === named ? picked?.path : undefined;
  const loaderFormat = loader?.type === 'pflash' ? (loader.format ?? 'raw') : 'raw';
  const storeFormat = nvram?.format ?? nvram?.templateFormat ?? loaderFormat;
  const template = nvram?.template ?? master;
  const images: BootImage[] = [];
  if (loader)
    images.push({
      role: 'executable',
      path: loader.path,
      element: 'os/loader',
      format: loaderFormat,
      by: namedBy(loader.path, firmware?.file),
    });
  if (nvram?.path !== undefined)
    images.push({ role: 'variables', path: nvram.path, element: 'os/nvram', format: storeFormat });
  if (template !== undefined)
    images.push({
      role: 'template',
      path: template,
      element: 'os/nvram/@template',
      format: nvram?.templateFormat ?? storeFormat,
      by: namedBy(template, firmware?.template),
    });
  if (varstore?.template !== undefined)
    images.push({
      role: 'store',
      path: varstore.template,
      element: 'os/varstore/@template',
      format: 'raw',
      by: firmware && picked.path,
    });
  return images.filter(({ path }) => path.startsWith('/'));
}

/** What is known of an image that was looked into. */
export interface BootLook {
  readonly image: BootImage;
  readonly seen: SeenImage;
}

/** Whether its content was read. Of some qcow2 files it cannot be. */
export function isRead({ qcow2 }: ImageFacts): boolean {
  return qcow2?.declined === undefined;
}
