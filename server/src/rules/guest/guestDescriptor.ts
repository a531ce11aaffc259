import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs, GuestView, RelatedFile } from '../guestRule';
import { DESCRIPTORS, KERNEL, withElements } from '../shared/guestExamples';
import { findRange, findRequest } from '../shared/guestPlaces';

export const guestDescriptor: GuestRule = {
  code: 'guest-descriptor',
  severity: 'error',
  problems: [
    'descriptor-breaks',
    'flash-format',
    'image-unnamed',
    'daemon-crash',
    'kernel-with-rom',
    'kernel-with-flash',
  ],
  complete({ code, message }, view) {
    const related = code === 'descriptor-breaks' ? findBroken(message, view) : findPicked(view);
    // The guest is right; its request is where the descriptor takes effect.
    return {
      range: findRange(view, findRequest(view)),
      related,
      elsewhere: related.map(({ path }) => ({ descriptor: path })),
    };
  },
};

function findPicked({ explanation }: GuestView): readonly RelatedFile[] {
  const path = explanation?.picked;
  return path === undefined ? [] : [{ path, message: t('The matching descriptor') }];
}

function findBroken(message: string, { explanation }: GuestView): readonly RelatedFile[] {
  const broken = explanation?.candidates.find(
    ({ path, verdict }) => verdict === 'skipped' && message.includes(path),
  );
  return broken ? [{ path: broken.path, message: broken.message }] : [];
}

export const guestDescriptorDocs: GuestRuleDocs = {
  rule: guestDescriptor,
  title: 'A descriptor that keeps the guest from starting',
  documentation: `The definition is right, but a descriptor on the machine is not: libvirt 9.0 selects nothing if it cannot parse
one of the descriptors, and every release selects a descriptor that matches, even if the guest cannot start with its firmware.
Correct or remove the descriptor. [qemu_firmware.c, qemuFirmwareFetchParsedConfigs]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      withElements(`<os firmware='efi'>`, '', {
        about: 'All descriptors are valid.',
        consumer: 'libvirt@9.0',
      }),
    ],
    invalid: [
      withElements(`<os firmware='efi'>`, '', {
        about: 'One of the descriptors is not valid JSON.',
        consumer: 'libvirt@9.0',
        descriptors: { ...DESCRIPTORS, '10-broken.json': '{' },
      }),
      withElements(`<os firmware='efi'>`, `<loader type='rom'/>`, {
        about: 'The only descriptor is for the device “kernel”.',
        consumer: 'libvirt@11.3',
        descriptors: { '10-kernel.json': KERNEL },
      }),
    ],
  }),
};
