/** What a guest mentions of its images, whether it came as a domain or as wishes. */
import type { Guest } from '../guest';

/** Whether the guest has an `<nvram>`, however empty. */
export function mentionsNvram(guest: Guest): boolean {
  const { nvram, nvramFormat, nvramTemplate, templateFormat } = guest;
  return (
    guest.hasNvram === true ||
    [nvram, nvramFormat, nvramTemplate, templateFormat].some((value) => value !== undefined)
  );
}

/** Whether the guest has a `<varstore>`, however empty. */
export function mentionsVarstore({ hasVarstore, varstore, varstoreTemplate }: Guest): boolean {
  return hasVarstore === true || varstore !== undefined || varstoreTemplate !== undefined;
}

/** Whether the guest has a `<loader>`, however empty. */
export function mentionsLoader(guest: Guest): boolean {
  const { loader, loaderType, loaderReadonly, loaderSecure, loaderFormat, stateless } = guest;
  return (
    guest.hasLoader === true ||
    [loader, loaderType, loaderReadonly, loaderSecure, loaderFormat, stateless].some(
      (value) => value !== undefined,
    )
  );
}

/** Whether the guest mentions something that libvirt keeps with the loader: an `<nvram>` makes one, too. */
export function hasLoaderDefinition(guest: Guest): boolean {
  return mentionsLoader(guest) || mentionsNvram(guest);
}
