/** The changes of a guest that refactorings make. [docs/formatdomain.rst; releases 9.0, 11.3 and 12.8] */
import type { Guest } from '../../consumers/guest';
import { isKnownIn } from '../../consumers/libvirt/vocabulary';
import { isX86 } from '../../descriptor/architectures';
import type { Explanation } from '../../selection/explain';
import type { DomainHost, NamedImage } from './host';

/** A guest to rewrite, and what is known of it. */
export interface Rewritten {
  readonly guest: Guest;
  readonly explanation: Explanation | undefined;
  readonly host: DomainHost;
}

/** Since this release, libvirt accepts the attributes of a loader together with a selection. [NEWS, 9.2.0] */
const ACCEPTS_BOTH = { since: '9.2' };

/** Replaces the paths of a loader and its template by what they have in common with a descriptor. The guest keeps its own variables. */
export function useSelection(rewritten: Rewritten): Partial<Guest> | undefined {
  const { guest, host } = rewritten;
  const image = findOwnImage(rewritten);
  if (!image?.interfaceTypes.includes('uefi')) return undefined;
  const acceptsBoth = isKnownIn(ACCEPTS_BOTH, host.release);
  const isFlash = image.device === 'flash';
  if (!isFlash && !acceptsBoth) return undefined;
  const has = (feature: string): boolean => image.features.includes(feature);
  const kept = {
    loaderType: isFlash
      ? acceptsBoth && mayForgetVariables(rewritten, has('secure-boot'))
        ? ('pflash' as const)
        : undefined
      : ('rom' as const),
    stateless: isFlash && image.mode === 'stateless' ? true : guest.stateless,
  };
  return {
    firmware: 'uefi',
    secureBoot: has('secure-boot'),
    enrolledKeys: has('enrolled-keys'),
    ...keepOfLoader(kept),
    ...keepOwnVariables(guest),
  };
}

/** Writes what libvirt selects. Releases that reject paths together with a selection get only the paths. */
export function spellOut({ guest, explanation, host }: Rewritten): Partial<Guest> | undefined {
  const { os, picked, outcome } = explanation ?? {};
  if (guest.firmware === undefined || picked === undefined || !os?.loader || outcome !== 'starts')
    return undefined;
  const { loader, nvram, varstore, features } = os;
  const acceptsBoth = isKnownIn(ACCEPTS_BOTH, host.release);
  const knowsTemplateFormat = isKnownIn({ since: '10.10' }, host.release);
  const enabled = new Map(features?.map((feature) => [feature.name, feature.enabled]));
  // The template of variables on another computer is not used.
  const template = guest.nvramType === 'network' ? undefined : nvram?.template;
  return {
    ...(acceptsBoth
      ? {
          secureBoot: enabled.get('secure-boot') ?? guest.secureBoot,
          enrolledKeys: enabled.get('enrolled-keys') ?? guest.enrolledKeys,
          loaderFormat: loader.format,
        }
      : { firmware: undefined, secureBoot: undefined, enrolledKeys: undefined }),
    loader: loader.path,
    loaderType: loader.type,
    loaderReadonly: loader.readonly,
    loaderSecure: loader.secure,
    stateless: loader.stateless,
    ...(template !== undefined && {
      nvramTemplate: template,
      ...(knowsTemplateFormat && { templateFormat: nvram?.templateFormat }),
      ...(acceptsBoth && { nvramFormat: nvram?.format }),
    }),
    ...(varstore?.template !== undefined && { varstoreTemplate: varstore.template }),
    ...(os.smm !== undefined && { smm: os.smm }),
  };
}

export function addAcpi({ guest }: Rewritten): Partial<Guest> | undefined {
  const isUefi = guest.firmware === 'uefi' || guest.loaderType === 'pflash';
  return guest.acpi !== true && isUefi ? { acpi: true } : undefined;
}

/** Requests firmware with Secure Boot and enrolled keys, and what it needs of the machine. */
export function enableSecureBoot({ guest }: Rewritten): Partial<Guest> | undefined {
  const { architecture, machine, secureBoot, firmware, confidential, acpi } = guest;
  if (confidential !== undefined || (firmware === 'uefi' && secureBoot === true)) return undefined;
  const onX86 = {
    ...(!machine.startsWith('pc-q35') && { machine: 'pc-q35-0' }),
    smm: true,
    ...(acpi !== true && { acpi: true }),
  };
  return {
    firmware: 'uefi',
    secureBoot: true,
    enrolledKeys: true,
    ...changeLoader(guest, {
      loaderSecure: guest.loaderSecure === true && isX86(architecture) ? true : undefined,
    }),
    ...(isX86(architecture) && onX86),
  };
}

/** Requests firmware without Secure Boot. It must keep its variables, as the one before did. */
export function disableSecureBoot(rewritten: Rewritten): Partial<Guest> | undefined {
  const { guest, explanation, host } = rewritten;
  const { firmware, secureBoot, confidential } = guest;
  const features = findOwnImage(rewritten)?.features ?? [];
  const hasIt =
    secureBoot === true ||
    guest.enrolledKeys === true ||
    features.includes('secure-boot') ||
    explanation?.os.features?.some(({ name, enabled }) => enabled && name === 'secure-boot') === true;
  if (confidential !== undefined || firmware === 'bios' || !hasIt || secureBoot === false) return undefined;
  const needsFlash = isKnownIn(ACCEPTS_BOTH, host.release) && mayForgetVariables(rewritten, false);
  return {
    firmware: 'uefi',
    secureBoot: false,
    enrolledKeys: undefined,
    ...changeLoader(guest, { loaderType: needsFlash && guest.stateless !== true ? 'pflash' : undefined }),
  };
}

/** Finds the image that the guest itself names, as the descriptor names it that libvirt would use. */
function findOwnImage({ guest, explanation, host }: Rewritten): NamedImage | undefined {
  const { loader, nvramTemplate, architecture } = guest;
  if (loader === undefined) return undefined;
  const named = host.images.filter(
    ({ role, path, partner, architectures }) =>
      role === 'executable' &&
      path === loader &&
      architectures.includes(architecture) &&
      (nvramTemplate === undefined || partner === nvramTemplate),
  );
  return named.find(({ descriptor }) => descriptor === explanation?.picked) ?? named[0];
}

/** Whether libvirt may select firmware that keeps no variables, if the guest requests only whether it has Secure Boot. */
function mayForgetVariables({ guest, explanation, host }: Rewritten, hasSecureBoot: boolean): boolean {
  if (explanation?.problems.some(({ code }) => code === 'forgets-variables') === true) return true;
  return host.images.some(
    ({ role, device, mode, architectures, features, interfaceTypes }) =>
      role === 'executable' &&
      (device === 'memory' || (device === 'flash' && mode === 'stateless')) &&
      interfaceTypes.includes('uefi') &&
      architectures.includes(guest.architecture) &&
      features.includes('secure-boot') === hasSecureBoot,
  );
}

/** Removes the path of a loader and the template that belongs to it, and sets its attributes. */
function changeLoader(
  guest: Guest,
  { loaderSecure, loaderType }: Pick<Guest, 'loaderType' | 'loaderSecure'>,
): Partial<Guest> {
  const kept = { stateless: guest.stateless, loaderSecure, loaderType };
  const named = guest.loader !== undefined || guest.nvramTemplate !== undefined;
  if (guest.hasLoader !== true && !named) return loaderType === undefined ? {} : { loaderType };
  return { ...keepOfLoader(kept), ...(named && keepOwnVariables(guest)) };
}

/** Removes the loader except for these attributes. */
function keepOfLoader(kept: Pick<Guest, 'loaderType' | 'stateless' | 'loaderSecure'>): Partial<Guest> {
  if (Object.values(kept).every((value) => value === undefined)) return { hasLoader: undefined };
  return {
    loader: undefined,
    loaderReadonly: undefined,
    loaderFormat: undefined,
    loaderType: undefined,
    loaderSecure: undefined,
    stateless: undefined,
    ...kept,
  };
}

/** Removes the template of the variables; an element that names nothing else goes, too. */
function keepOwnVariables({ nvram, nvramType }: Guest): Partial<Guest> {
  return nvram === undefined && nvramType === undefined
    ? { hasNvram: undefined }
    : { nvramTemplate: undefined, templateFormat: undefined };
}
