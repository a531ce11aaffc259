/** Changes of guests that several rules propose. They keep the file of a guest's variables, and its protection. */
import type { Guest } from '../../consumers/guest';
import { NO_NVRAM, NO_VARSTORE } from '../../consumers/libvirt/variables';
import { t } from '../../text/translations';
import type { GuestFix } from '../guestRule';

export const removeNvram = (): GuestFix => ({ title: t('Remove <{0}>', 'nvram'), change: NO_NVRAM });

export const removeVarstore = (): GuestFix => ({ title: t('Remove <{0}>', 'varstore'), change: NO_VARSTORE });

/** Removes both kinds of variable stores, of which a guest has one. */
export const removeVariables = ({ hasVarstore }: Guest): GuestFix =>
  hasVarstore === true ? removeVarstore() : removeNvram();

/** @param attribute as it is written, such as `secure="yes"` */
export const removeValue = (attribute: string, change: Partial<Guest>): GuestFix => ({
  title: t('Remove {0}', attribute),
  change,
});

/** @param attribute as it is to be written, such as `readonly="yes"` */
export const setValue = (attribute: string, change: Partial<Guest>): GuestFix => ({
  title: t('Set {0}', attribute),
  change,
});

/** Everything that names images or says how to load them, except for the file of the variables. */
const NO_IMAGES: Partial<Guest> = {
  loader: undefined,
  loaderType: undefined,
  loaderReadonly: undefined,
  loaderSecure: undefined,
  loaderFormat: undefined,
  nvramFormat: undefined,
  nvramTemplate: undefined,
  templateFormat: undefined,
};

/** The change after which libvirt chooses the images. */
export function makeChoice({ nvram, nvramType }: Guest): Partial<Guest> {
  // An <nvram> that named only a template has nothing left to say.
  return nvram === undefined && nvramType === undefined
    ? { ...NO_IMAGES, ...NO_NVRAM, firmware: 'uefi' }
    : { ...NO_IMAGES, firmware: 'uefi' };
}

/** Lets libvirt choose UEFI firmware: the attribute alone, or without the images that the guest names. */
export function requestUefi(guest: Guest): readonly GuestFix[] {
  const isNamed = guest.loader !== undefined || guest.hasLoader === true || guest.nvramTemplate !== undefined;
  return [
    { title: t('Set {0}', 'firmware="efi"'), change: { firmware: 'uefi' } },
    ...(isNamed
      ? [
          {
            title: t(
              'Set {0}, and remove the image paths, so that libvirt chooses the images',
              'firmware="efi"',
            ),
            change: makeChoice(guest),
          },
        ]
      : []),
  ];
}

/** The members of a guest for the places that name images and their formats. */
const MEMBERS: Readonly<Record<string, keyof Guest>> = {
  'os/loader': 'loader',
  'os/loader/@format': 'loaderFormat',
  'os/nvram': 'nvram',
  'os/nvram/@format': 'nvramFormat',
  'os/nvram/@template': 'nvramTemplate',
  'os/nvram/@templateFormat': 'templateFormat',
  'os/varstore/@template': 'varstoreTemplate',
};

/** Returns the change that sets the path or the format at a place; undefined for other places. */
export function findElementChange(place: string, value: string): Partial<Guest> | undefined {
  const member = MEMBERS[place];
  return member === undefined ? undefined : { [member]: value };
}
