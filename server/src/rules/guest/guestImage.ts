import type { Guest } from '../../consumers/guest';
import { t } from '../../text/translations';
import type { GuestFix, GuestRelated, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { findElementChange, makeChoice, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestImage: GuestRule = {
  code: 'guest-image',
  severity: 'error',
  problems: [
    'image-kind',
    'image-size',
    'image-architecture',
    'image-format',
    'image-keys',
    'image-confidential',
    'image-swapped',
    'image-template',
    'nvram-conversion',
    'master-var-store',
    'nvram-missing',
  ],
  complete({ code, element = '', suggestion }, view) {
    const { guest } = view;
    const related = findPicked(view);
    switch (code) {
      case 'image-format': {
        const change = suggestion === undefined ? undefined : findElementChange(element, suggestion);
        return {
          related,
          fixes: change ? [{ title: t('Set the format to “{0}”', suggestion ?? ''), change }] : [],
        };
      }
      case 'image-swapped':
        return { related, fixes: swap(guest) };
      case 'image-size':
        return { related, fixes: [...proposeFlash(guest), ...proposeChoice(guest)] };
      case 'nvram-conversion':
        return {
          related,
          fixes: [
            {
              title: t('Remove “{0}”', element.replace(/.*@/, '')),
              change: { nvramFormat: undefined, templateFormat: undefined },
            },
          ],
        };
      case 'nvram-missing':
      case 'image-keys':
        return { related };
      default:
        return { related, fixes: proposeChoice(guest) };
    }
  },
};

function findPicked({ explanation }: GuestView): readonly GuestRelated[] {
  const path = explanation?.picked;
  return path === undefined ? [] : [{ path, message: t('The matching descriptor') }];
}

/** Either the guest's own file or its template is swapped with the code; the proof of the fix decides. */
function swap({ loader, nvram, nvramTemplate }: Guest): readonly GuestFix[] {
  if (loader === undefined) return [];
  const title = t('Swap code and variables');
  return [
    ...(nvramTemplate === undefined
      ? []
      : [{ title, change: { loader: nvramTemplate, nvramTemplate: loader } }]),
    ...(nvram === undefined ? [] : [{ title, change: { loader: nvram, nvram: loader } }]),
  ];
}

/** Code for flash is too large or has an odd size for ROM. */
function proposeFlash({ firmware, isDefaultLoaderType }: Guest): readonly GuestFix[] {
  if (firmware !== undefined || isDefaultLoaderType !== true) return [];
  return [
    setValue('type="pflash"', { loaderType: 'pflash', isDefaultLoaderType: undefined, loaderReadonly: true }),
  ];
}

function proposeChoice(guest: Guest): readonly GuestFix[] {
  if (guest.firmware !== undefined) return [];
  return [
    {
      title: t('Set {0}, and remove the image paths, so that libvirt chooses the images', 'firmware="efi"'),
      change: makeChoice(guest),
    },
  ];
}

export const guestImageDocs: GuestRuleDocs = {
  rule: guestImage,
  title: 'An image that does not suit the guest',
  documentation: `The guest does not start with its images, or cannot store its variables. The reason is the kind, size,
architecture or format of an image, or that the guest has no
template for its variables. A template of another build is a warning, and so is a template without
the enrolled keys that the guest requires or the descriptor promises; a variable store that does not exist yet is informational. [hw/i386/pc_sysfw.c; qemu_process.c, qemuPrepareNVRAM]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '', { looksAtImages: true })],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_VARS_4M.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_CODE_4M.fd'>/var/lib/libvirt/qemu/nvram/new_VARS.fd</nvram>`,
        {
          looksAtImages: true,
        },
      ),
    ],
  }),
};
