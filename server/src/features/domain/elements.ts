import { toLibvirtArchitecture } from '../../consumers/libvirt/architectures';
import { isKnownIn } from '../../consumers/libvirt/vocabulary';
import { findMachine, listUsualGlobs } from '../../descriptor/machineTypes';
import type { Setting } from './setting';
import { hole, type Skeleton } from './skeleton';

/** An element to insert. */
export interface ElementDraft {
  /** The value of `name`, if that tells it from others of its kind. */
  readonly key?: string;
  readonly skeleton: Skeleton;
  /** Whether the cursor's new place has proposals, too. */
  readonly goesOn?: boolean;
}

/** Lists what to insert for an element, complete enough to be useful. @param present the values of `name` of those that exist */
export function draftElements(
  place: string,
  setting: Setting,
  present: readonly string[],
): readonly ElementDraft[] {
  switch (place) {
    case 'os':
      return [
        {
          skeleton: {
            name: 'os',
            attributes: [['firmware', 'efi']],
            children: [draftType(setting)],
          },
        },
      ];
    case 'os/type':
      return [{ skeleton: draftType(setting) }];
    case 'os/loader':
      return draftLoader(setting);
    case 'os/nvram':
      return draftNvram(setting);
    case 'os/nvram/source':
      return [{ skeleton: draftSource(setting.nvramType) }];
    case 'os/firmware':
      return [
        {
          skeleton: {
            name: 'firmware',
            children: [draftFeature('secure-boot'), draftFeature('enrolled-keys')],
          },
        },
      ];
    case 'os/firmware/feature':
      return ['secure-boot', 'enrolled-keys']
        .filter((name) => !present.includes(name))
        .map((name) => ({ key: name, skeleton: draftFeature(name) }));
    case 'features':
      return [{ skeleton: { name: 'features', children: [{ name: 'acpi' }] } }];
    case 'launchSecurity':
      return [{ skeleton: draftSecurity(setting) }];
    default: {
      const [skeleton, goesOn] = SIMPLE[place] ?? [];
      return skeleton ? [{ skeleton, ...(goesOn && { goesOn }) }] : [];
    }
  }
}

const SIMPLE: Readonly<Partial<Record<string, readonly [Skeleton, goesOn?: boolean]>>> = {
  'os/kernel': [{ name: 'kernel', content: hole('') }],
  'os/initrd': [{ name: 'initrd', content: hole('') }],
  'os/cmdline': [{ name: 'cmdline', content: hole('') }],
  'os/shim': [{ name: 'shim', content: hole('') }],
  'os/varstore': [{ name: 'varstore' }],
  'features/acpi': [{ name: 'acpi' }],
  'features/smm': [{ name: 'smm', attributes: [['state', hole('on', 'off')]] }],
  'features/smm/tseg': [{ name: 'tseg', attributes: [['unit', 'MiB']], content: hole('48') }],
  pm: [{ name: 'pm', children: [{ name: 'suspend-to-mem', attributes: [['enabled', hole('no', 'yes')]] }] }],
  'pm/suspend-to-mem': [{ name: 'suspend-to-mem', attributes: [['enabled', hole('no', 'yes')]] }],
  'pm/suspend-to-disk': [{ name: 'suspend-to-disk', attributes: [['enabled', hole('no', 'yes')]] }],
  'launchSecurity/policy': [{ name: 'policy', content: hole('0x0003') }],
  'launchSecurity/cbitpos': [{ name: 'cbitpos', content: hole('51') }],
  'launchSecurity/reducedPhysBits': [{ name: 'reducedPhysBits', content: hole('1') }],
};

function draftType({ architecture }: Setting): Skeleton {
  const [glob] = listUsualGlobs(architecture);
  const machine = glob === undefined ? undefined : findMachine(architecture, glob);
  return {
    name: 'type',
    attributes: [
      ['arch', toLibvirtArchitecture(architecture)],
      ['machine', hole(machine ?? '')],
    ],
    content: 'hvm',
  };
}

/** libvirt 9.0 rejects most attributes of a loader if it is to select the firmware. */
function draftLoader({ leavesChoice, host, isX86 }: Setting): readonly ElementDraft[] {
  const mayHaveType = isKnownIn({ since: '9.2' }, host.release);
  if (leavesChoice && mayHaveType)
    return [{ skeleton: { name: 'loader', attributes: [['type', hole('pflash', 'rom')]] } }];
  if (leavesChoice)
    return [
      {
        skeleton: {
          name: 'loader',
          attributes: isX86 ? [['secure', 'yes']] : [['stateless', hole('no', 'yes')]],
        },
      },
    ];
  return [
    {
      skeleton: {
        name: 'loader',
        attributes: [
          ['readonly', 'yes'],
          ['type', 'pflash'],
        ],
        content: hole(''),
      },
      goesOn: true,
    },
  ];
}

/** libvirt chooses the path itself, but not if the loader is the guest's own. */
function draftNvram({ leavesChoice, name }: Setting): readonly ElementDraft[] {
  const content = hole(`/var/lib/libvirt/qemu/nvram/${name}_VARS.fd`);
  if (leavesChoice) return [{ skeleton: { name: 'nvram', content } }];
  return [{ skeleton: { name: 'nvram', attributes: [['template', hole('')]], content }, goesOn: true }];
}

function draftFeature(name: string): Skeleton {
  return {
    name: 'feature',
    attributes: [
      ['enabled', hole('yes', 'no')],
      ['name', name],
    ],
  };
}

/** The attribute of a source is the one for the type of its storage. */
function draftSource(type: string | undefined): Skeleton {
  if (type === 'network')
    return {
      name: 'source',
      attributes: [
        ['protocol', hole('')],
        ['name', hole('')],
      ],
    };
  return { name: 'source', attributes: [[type === 'block' ? 'dev' : 'file', hole('')]] };
}

function draftSecurity({ host }: Setting): Skeleton {
  const hasSnp = isKnownIn({ since: '10.5' }, host.release);
  return {
    name: 'launchSecurity',
    attributes: [['type', hasSnp ? 'sev-snp' : 'sev']],
    children: [{ name: 'policy', content: hole(hasSnp ? '0x30000' : '0x0003') }],
  };
}
