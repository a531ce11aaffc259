import { CHOOSERS } from '../../consumers/choosers';
import { AUTO } from '../../consumers/installed';
import { CONFIDENTIAL } from '../../consumers/guest';
import { IMAGE_ARCHITECTURES } from '../../images/facts';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, type Command, type OptionTable } from './command';
import { SEARCH_OPTIONS } from './search';

/** The values of a yes/no option; “any” is the same as no option. */
const ANSWERS = ['yes', 'on', 'true', 'no', 'off', 'false', 'any'];

const ANSWER = { type: 'string', value: 'yes|no', implied: 'yes', suggestions: ANSWERS } as const;
const IMAGE = { type: 'string', value: 'PATH', path: 'file' } as const;
const FLASH_FORMAT = { type: 'string', value: 'FORMAT', values: ['raw', 'qcow2'] } as const;

/** The options that describe a guest. */
export const GUEST_OPTIONS = {
  domain: {
    type: 'string',
    value: 'PATH',
    path: 'file',
    about: () =>
      t(
        'Guest as a libvirt domain in XML, instead of the other guest options; “-” is standard input, and a folder means all guests in its .xml files',
      ),
  },
  firmware: {
    type: 'string',
    value: 'NAME',
    values: ['uefi', 'efi', 'bios'],
    about: () => t('Firmware interface that the guest requires; uefi if omitted'),
  },
  arch: {
    type: 'string',
    value: 'NAME',
    suggestions: IMAGE_ARCHITECTURES,
    about: () => t('Architecture, by its name in QEMU; if omitted, this machine’s architecture'),
  },
  machine: {
    type: 'string',
    value: 'TYPE',
    suggestions: ['q35', 'pc', 'virt'],
    about: () =>
      t('Machine type, such as pc-q35-9.2; default: pc on x86 (q35 for vmspawn and mkosi), virt elsewhere'),
  },
  'secure-boot': { ...ANSWER, about: () => t('Whether the firmware must have Secure Boot') },
  'enrolled-keys': { ...ANSWER, about: () => t('Whether the firmware must have enrolled keys') },
  smm: { ...ANSWER, about: () => t('Whether the guest has SMM') },
  stateless: { ...ANSWER, about: () => t('Whether the firmware must be stateless') },
  s3: { ...ANSWER, about: () => t('Whether the guest can be suspended to memory') },
  s4: { ...ANSWER, about: () => t('Whether the guest can be suspended to disk') },
  loader: { ...IMAGE, about: () => t('Firmware image that the guest names') },
  'loader-type': {
    type: 'string',
    value: 'TYPE',
    values: ['rom', 'pflash'],
    about: () => t('How the image of --loader is loaded'),
  },
  'loader-format': { ...FLASH_FORMAT, about: () => t('Format of the image of --loader') },
  'loader-secure': { ...ANSWER, about: () => t('Whether only code in SMM may write to the flash') },
  'loader-readonly': { ...ANSWER, about: () => t('Whether the image of --loader is read-only') },
  'nvram-template': { ...IMAGE, about: () => t('Variable store template that the guest names') },
  'template-format': { ...FLASH_FORMAT, about: () => t('Format of the variable store template') },
  kernel: { ...IMAGE, about: () => t('Kernel that the guest starts directly') },
  confidential: {
    type: 'string',
    value: 'TYPE',
    values: CONFIDENTIAL,
    about: () => t('Confidential computing technology of the guest'),
  },
  coco: {
    type: 'string',
    value: 'TYPE',
    values: ['sev-snp', 'tdx'],
    about: () => t('The same as --confidential; systemd-vmspawn uses this name for the option'),
  },
  'firmware-features': {
    type: 'string',
    value: 'LIST',
    about: () =>
      t(
        'For systemd-vmspawn 262: required features, and excluded features with “~”, such as secure-boot,~acpi-s3',
      ),
  },
  'qemu-version': {
    type: 'string',
    value: 'VERSION',
    suggestions: ['latest'],
    about: () =>
      t(
        'QEMU release whose newest machine types are meant by “q35”, “pc” and “virt”; the latest release if omitted',
      ),
  },
} as const satisfies OptionTable;

export const EXPLAIN = {
  name: 'explain',
  usage: 'explain (--domain PATH | [GUEST OPTION]...) [OPTION]...',
  summary: () => t('Explain which descriptor a guest gets, and why the others are rejected'),
  about: () =>
    t(
      'Says whether the guest starts and, for each descriptor that is not selected, the first reason. If no descriptor fits, names the closest match and the required changes.',
    ),
  options: {
    ...GUEST_OPTIONS,
    ...SEARCH_OPTIONS,
    diff: {
      type: 'string',
      value: 'ID',
      suggestions: [AUTO, ...CHOOSERS],
      about: () =>
        t(
          'With --domain: print what changes for each guest between the program ID and the program of --consumer',
        ),
    },
    'no-images': {
      type: 'boolean',
      default: false,
      about: () => t('Do not read the firmware images of the descriptor and the guest'),
    },
    ...COMMON_OPTIONS,
  },
  headings: { domain: () => t('Guest options'), consumer: () => t('Options') },
  statuses: () => [
    [
      0,
      t(
        'each guest starts, with firmware from a descriptor or with the image that it names; with --diff, each keeps its firmware',
      ),
    ],
    [
      1,
      t(
        'a guest is rejected, or no descriptor fits; with --diff, a guest gets other firmware or no longer starts',
      ),
    ],
    [2, t('usage error, or a file that cannot be read')],
  ],
} as const satisfies Command;
