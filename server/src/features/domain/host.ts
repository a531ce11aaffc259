/** What the features for domains know about the machine that runs them: plain data that callers collect. */
import type { Firmware } from '../../consumers/firmware';
import type { SeenImage } from '../../descriptor/surroundings';
import type { Explanation } from '../../selection/explain';

export interface DomainHost {
  /** The release of libvirt, such as `12.8`. */
  readonly release: string;
  /** The architecture of guests that name none, by QEMU's name. */
  readonly architecture: string;
  /** The release of QEMU that resolves aliases of machine types, such as `10.2`. */
  readonly qemuVersion: string;
  /** The images that the descriptors in use name, in the order of the search path. */
  readonly images: readonly NamedImage[];
  /** What is known about images that were read, by their paths. */
  readonly seen?: ReadonlyMap<string, SeenImage> | undefined;
  /** The domains of the same text with their explanations: `CheckedDomain.guests` of service/checkDomain.ts. */
  readonly guests?: readonly ExplainedGuest[] | undefined;
}

/** An image as one descriptor names it. */
export interface NamedImage {
  readonly path: string;
  readonly role: 'executable' | 'template' | 'store-template';
  readonly format?: string | undefined;
  /** The path of the descriptor. */
  readonly descriptor: string;
  readonly architectures: readonly string[];
  readonly features: readonly string[];
  readonly interfaceTypes: readonly string[];
  /** Such as `flash`, and the mode of flash. */
  readonly device: string;
  readonly mode: string;
  /** The other image of the descriptor: the template of an executable, the executable of a template. */
  readonly partner?: string | undefined;
}

export interface ExplainedGuest {
  /** Where its `<domain>` starts. */
  readonly domain: { readonly start: number };
  readonly explanation?: Explanation | undefined;
}

/** Lists the images that a descriptor names. @param descriptor its path */
export function listNamedImages(descriptor: string, firmware: Firmware): readonly NamedImage[] {
  const { features, interfaceTypes, device, mode, file, template, storeTemplate } = firmware;
  const architectures = firmware.targets.map((target) => target.architecture);
  const shared = { descriptor, architectures, features, interfaceTypes, device, mode };
  const variables = template ?? storeTemplate;
  return [
    ...(file === undefined
      ? []
      : [
          {
            ...shared,
            path: file,
            role: 'executable' as const,
            format: device === 'flash' ? (firmware.format ?? 'raw') : undefined,
            partner: variables,
          },
        ]),
    ...(template === undefined
      ? []
      : [
          {
            ...shared,
            path: template,
            role: 'template' as const,
            format: firmware.templateFormat ?? 'raw',
            partner: file,
          },
        ]),
    ...(storeTemplate === undefined
      ? []
      : [{ ...shared, path: storeTemplate, role: 'store-template' as const, partner: file }]),
  ];
}
