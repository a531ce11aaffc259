/** Checks which of its images a guest mentions, whether it is given as a domain or as requirements. */
import type { Guest } from '../guest';

/** Returns whether the guest has an `<nvram>`, even an empty one. */
export function mentionsNvram(guest: Guest): boolean {
  const { nvram, nvramFormat, nvramTemplate, templateFormat } = guest;
  return (
    guest.hasNvram === true ||
    [nvram, nvramFormat, nvramTemplate, templateFormat].some((value) => value !== undefined)
  );
}

/** Returns whether the guest has a `<varstore>`, even an empty one. */
export function mentionsVarstore({ hasVarstore, varstore, varstoreTemplate }: Guest): boolean {
  return hasVarstore === true || varstore !== undefined || varstoreTemplate !== undefined;
}

/** Returns whether the guest has a `<loader>`, even an empty one. */
export function mentionsLoader(guest: Guest): boolean {
  return guest.hasLoader === true || describesLoader(guest);
}

/** Returns whether the guest has a `<loader>` with a path or an attribute. */
export function describesLoader(guest: Guest): boolean {
  const { loader, loaderType, loaderReadonly, loaderSecure, loaderFormat, stateless } = guest;
  return [loader, loaderType, loaderReadonly, loaderSecure, loaderFormat, stateless].some(
    (value) => value !== undefined,
  );
}

/** Returns whether the guest mentions something that libvirt keeps with the loader, which includes an `<nvram>`. */
export function hasLoaderDefinition(guest: Guest): boolean {
  return mentionsLoader(guest) || mentionsNvram(guest);
}
