/** `<os>`, its `<type>` and `<firmware>`, and kernels. [docs/formatdomain.rst; domaincommon.rng; releases 9.0, 11.3 and 12.8] */
import { tMarkdown } from '../../../text/translations';
import { YES_NO, oneOf, type ElementWord } from './word';

export const OS_WORDS: readonly ElementWord[] = [
  {
    place: 'os',
    about: () => tMarkdown('How the guest boots: its machine, its firmware, and the place of its variables.'),
    attributes: [
      {
        name: 'firmware',
        about: () => tMarkdown('Lets libvirt select firmware of this kind by the descriptors of the host.'),
        byDefault: () =>
          tMarkdown('no selection: `<loader>` names the firmware, or QEMU starts its own BIOS'),
        effect: () =>
          tMarkdown(
            'libvirt uses the first descriptor that has this interface and fits the rest of the guest.',
          ),
        notes: [
          {
            before: '9.2',
            text: () => tMarkdown('selects firmware at each start and leaves the definition as it is'),
          },
          {
            from: '9.2',
            text: () =>
              tMarkdown('selects firmware when the guest is defined and stores the result in its definition'),
          },
        ],
        content: {
          kind: 'values',
          values: [
            { name: 'efi', about: () => tMarkdown('UEFI; in descriptors, the interface `uefi`.') },
            {
              name: 'bios',
              about: () =>
                tMarkdown(
                  'A BIOS that a descriptor names. Most distributions have no such descriptor; without `firmware`, QEMU starts its own BIOS.',
                ),
            },
          ],
        },
      },
    ],
  },
  {
    place: 'os/type',
    about: () => tMarkdown('The kind of guest. QEMU guests use `hvm`.'),
    content: oneOf('hvm'),
    attributes: [
      {
        name: 'arch',
        about: () =>
          tMarkdown(
            'The architecture of the guest, by libvirt’s name: `i686` for `i386`, `armv7l` for `arm`.',
          ),
        byDefault: () => tMarkdown('the architecture of the host'),
        effect: () => tMarkdown('A target of the descriptor must have this architecture.'),
        content: { kind: 'architecture' },
      },
      {
        name: 'machine',
        about: () => tMarkdown('The machine type, or an alias of its newest version, such as `q35`.'),
        byDefault: () => tMarkdown('`pc` on x86; firmware with Secure Boot usually requires `q35`'),
        effect: () =>
          tMarkdown('libvirt resolves the alias and compares the result with the patterns of the target.'),
        content: { kind: 'machine' },
      },
    ],
  },
  {
    place: 'os/firmware',
    about: () => tMarkdown('Contains the features that the firmware must have or must not have.'),
    since: '7.2',
    effect: () =>
      tMarkdown(
        'Needs `firmware="efi"` in `<os>`. A feature that is not listed does not matter: libvirt accepts firmware with or without it.',
      ),
    attributes: [],
  },
  {
    place: 'os/firmware/feature',
    about: () => tMarkdown('A feature that the firmware must have or must not have.'),
    since: '7.2',
    isRepeated: true,
    attributes: [
      {
        name: 'enabled',
        about: () => tMarkdown('Whether the feature is required (`yes`) or forbidden (`no`).'),
        isRequired: true,
        effect: () => tMarkdown('Compared with `features` of the descriptor.'),
        content: YES_NO,
      },
      {
        name: 'name',
        about: () => tMarkdown('The name of the feature, as in descriptors.'),
        isRequired: true,
        effect: () => tMarkdown('Compared with `features` of the descriptor.'),
        content: {
          kind: 'values',
          values: [
            {
              name: 'secure-boot',
              about: () =>
                tMarkdown(
                  'The firmware can check signatures of what it boots. It does so only while keys are enrolled.',
                ),
            },
            {
              name: 'enrolled-keys',
              about: () =>
                tMarkdown(
                  'The variables of a new guest contain keys, usually Microsoft’s, so Secure Boot is active from the first start.',
                ),
            },
          ],
        },
      },
    ],
  },
  {
    place: 'os/kernel',
    about: () =>
      tMarkdown(
        'The path, on the host, of a kernel that starts without a boot loader. With UEFI, the firmware loads the kernel.',
      ),
    notes: [
      {
        before: '12',
        text: () =>
          tMarkdown('selects descriptors with the device `kernel` only for guests that have this element'),
      },
    ],
    content: { kind: 'kernel' },
    attributes: [],
  },
  {
    place: 'os/initrd',
    about: () =>
      tMarkdown('The path of the initial RAM disk for `<kernel>`. Without `<kernel>`, QEMU does not start.'),
    content: { kind: 'path' },
    attributes: [],
  },
  {
    place: 'os/cmdline',
    about: () =>
      tMarkdown('The command line of `<kernel>`. If it is given without `<kernel>`, QEMU does not start.'),
    content: { kind: 'text' },
    attributes: [],
  },
  {
    place: 'os/shim',
    about: () =>
      tMarkdown(
        'The path of a signed first stage that Secure Boot starts before `<kernel>`. It requires `<kernel>`.',
      ),
    since: '11.2',
    content: { kind: 'path' },
    attributes: [],
  },
];
