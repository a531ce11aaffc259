import type { Firmware } from '../../consumers/firmware';
import type { Guest } from '../../consumers/guest';
import type { FilledOs } from '../../consumers/outcome';
import type { SeenImage } from '../../descriptor/surroundings';
import type { ImageFacts } from '../../images/facts';
import type { FileProblem } from '../../workspace/fileProblem';
import type { Explanation } from '../explain';

/** A guest with the firmware that it starts with. */
export interface Boot {
  readonly guest: Guest;
  readonly os: FilledOs;
  /** The name of the program and its version, such as `libvirt 11.3`. */
  readonly program: string;
  /** The selected descriptor. */
  readonly picked?: Picked | undefined;
  /** Whether the root has none of the images that descriptors and the guest name, so it may contain only descriptors. */
  readonly isPartial?: boolean;
  /** The template that libvirt pairs with the guest's flash, if the guest names none. */
  readonly master?: string | undefined;
  /** Whether libvirt creates a file for the variables from a template. */
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

/** The result of reading a path. */
export type Look = SeenImage | NoImage;

/** A path without a readable image. */
export interface NoImage {
  readonly problem: FileProblem;
  /** The target, if the path is a broken link. */
  readonly link?: string | undefined;
  /** The names in the folder, up to a limit, if the path does not exist. */
  readonly names?: readonly string[] | undefined;
}

export type Looks = ReadonlyMap<string, Look>;

/**
 * An image of a guest. *executable*: the code. *variables*: the guest's own file. *template*: what that file is created from. *store*:
 * the template of the variables that QEMU keeps itself, in JSON.
 */
export interface BootImage {
  readonly role: 'executable' | 'variables' | 'template' | 'store';
  readonly path: string;
  /** The place in the guest's definition, as the program fills it in. */
  readonly element: string;
  /** The format as which it is opened or copied. */
  readonly format: string;
  /** The descriptor that names it; undefined if the guest or libvirt names it. */
  readonly by?: string | undefined;
}

/** Returns the firmware part of a guest as the program fills it in, else from the selected descriptor or the guest itself. */
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

/** Returns whether a guest's flash has a separate file for the variables. */
export function hasVariablesFile(os: FilledOs, firmware: Firmware | undefined): boolean {
  const { loader, nvram } = os;
  if (loader?.type !== 'pflash' || loader.stateless === true) return false;
  if (firmware) return firmware.device === 'flash' && firmware.mode === 'split';
  return nvram !== undefined || loader.readonly === true;
}

/** Lists the images of a guest, code first. */
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

/** An image and what was read from it. */
export interface BootLook {
  readonly image: BootImage;
  readonly seen: SeenImage;
}

/** Returns whether the content was read, which is impossible for some qcow2 files. */
export function isRead({ qcow2 }: ImageFacts): boolean {
  return qcow2?.declined === undefined;
}
