/** What else of a domain concerns firmware: features, power management and protection. [docs/formatdomain.rst; domaincommon.rng] */
import { tMarkdown } from '../../../text/translations';
import { YES_NO, type AttributeWord, type ElementWord } from './word';

const SUSPENSION: AttributeWord = {
  name: 'enabled',
  about: () => tMarkdown('Whether the guest may be suspended this way.'),
  byDefault: () => tMarkdown('QEMU decides'),
  content: YES_NO,
};

export const MACHINE_WORDS: readonly ElementWord[] = [
  {
    place: 'features',
    about: () => tMarkdown('Features of the machine. UEFI on x86 needs `<acpi/>` here.'),
    attributes: [],
  },
  {
    place: 'features/acpi',
    about: () => tMarkdown('Turns on ACPI. UEFI on x86 requires it; on AArch64, ACPI requires UEFI.'),
    byDefault: () => tMarkdown('off'),
    attributes: [],
  },
  {
    place: 'features/smm',
    about: () =>
      tMarkdown('System Management Mode of x86 machines, which protects the variables for Secure Boot.'),
    since: '2.1',
    byDefault: () => tMarkdown('turned on if libvirt selects firmware with the feature `requires-smm`'),
    attributes: [
      {
        name: 'state',
        about: () => tMarkdown('Whether System Management Mode is on.'),
        byDefault: () => tMarkdown('`on`'),
        effect: () =>
          tMarkdown(
            '`off` excludes firmware with the feature `requires-smm`; `on` allows firmware with and without this feature.',
          ),
        notes: [
          {
            before: '9.2',
            text: () =>
              tMarkdown(
                "selects firmware despite `<smm state='off'>`, and then rejects the guest if that firmware needs SMM",
              ),
          },
        ],
        content: { kind: 'values', values: [{ name: 'on' }, { name: 'off' }] },
      },
    ],
  },
  {
    place: 'features/smm/tseg',
    about: () =>
      tMarkdown(
        'The memory for System Management Mode on q35, in whole MiB. Guests with very much memory or many CPUs need more.',
      ),
    since: '4.5',
    byDefault: () => tMarkdown('16 MiB'),
    content: { kind: 'number' },
    attributes: [
      {
        name: 'unit',
        about: () => tMarkdown('The unit of the number.'),
        byDefault: () => tMarkdown('`MiB`'),
        content: { kind: 'values', values: ['MiB', 'KiB', 'GiB'].map((name) => ({ name })) },
      },
    ],
  },
  { place: 'pm', about: () => tMarkdown('How the guest can be suspended.'), attributes: [] },
  {
    place: 'pm/suspend-to-mem',
    about: () => tMarkdown('Suspension to memory (ACPI S3).'),
    effect: () => tMarkdown('`yes` requires the feature `acpi-s3`; `no` requires nothing.'),
    attributes: [SUSPENSION],
  },
  {
    place: 'pm/suspend-to-disk',
    about: () => tMarkdown('Suspension to disk (ACPI S4).'),
    effect: () => tMarkdown('`yes` requires the feature `acpi-s4`; `no` requires nothing.'),
    attributes: [SUSPENSION],
  },
  {
    place: 'launchSecurity',
    about: () => tMarkdown('Protects the guest’s memory from the host.'),
    effect: () =>
      tMarkdown(
        'The firmware’s descriptor must list the feature for this type, such as `amd-sev`. Most such firmware keeps no variables.',
      ),
    attributes: [
      {
        name: 'type',
        about: () => tMarkdown('The kind of protection, which the host’s CPU must support.'),
        isRequired: true,
        content: {
          kind: 'values',
          values: [
            {
              name: 'sev',
              about: () =>
                tMarkdown(
                  'AMD SEV. Requires the feature `amd-sev`, and `amd-sev-es` if bit 2 of the policy is set.',
                ),
            },
            {
              name: 'sev-snp',
              since: '10.5',
              about: () => tMarkdown('AMD SEV-SNP. Requires the feature `amd-sev-snp`.'),
            },
            {
              // 11.3 does not know it; 11.6 is probable, but not tested.
              name: 'tdx',
              since: '11.6',
              about: () => tMarkdown('Intel TDX. Requires the feature `intel-tdx`.'),
            },
            {
              name: 's390-pv',
              about: () => tMarkdown('IBM Secure Execution. Needs no feature of the firmware.'),
            },
          ],
        },
      },
      {
        name: 'kernelHashes',
        about: () =>
          tMarkdown(
            'Whether the kernel of `<kernel>` is measured, too. The firmware must have room for its hashes.',
          ),
        since: '8.0',
        content: YES_NO,
      },
    ],
  },
  {
    place: 'launchSecurity/policy',
    about: () =>
      tMarkdown(
        'A hexadecimal number whose bits restrict what the host may do. Required for `sev` and `sev-snp`.',
      ),
    effect: () => tMarkdown('Bit 2 (`0x4`) of an SEV policy requires the feature `amd-sev-es`.'),
    content: { kind: 'number' },
    attributes: [],
  },
  {
    place: 'launchSecurity/cbitpos',
    about: () => tMarkdown('The address bit that marks memory as encrypted; it depends on the host’s CPU.'),
    byDefault: () => tMarkdown('libvirt asks QEMU'),
    content: { kind: 'number' },
    attributes: [],
  },
  {
    place: 'launchSecurity/reducedPhysBits',
    about: () => tMarkdown('The number of address bits that the protection takes away.'),
    byDefault: () => tMarkdown('libvirt asks QEMU'),
    content: { kind: 'number' },
    attributes: [],
  },
];
