// Generated from the files of the rules. Do not edit: run "npm run generate".

import type { Code } from '../descriptor/codes';

/** The codes of the rules on guests. Apart from GUEST_RULES, for programs that only read settings. */
export const GUEST_CODES: readonly Code[] = [
  'guest-acpi',
  'guest-attribute-with-choice',
  'guest-bios-with-variables',
  'guest-confidential',
  'guest-default-machine',
  'guest-descriptor',
  'guest-features-without-choice',
  'guest-forgets-variables',
  'guest-ignored',
  'guest-image',
  'guest-image-missing',
  'guest-image-unreadable',
  'guest-keys-without-secure-boot',
  'guest-loader-path',
  'guest-needs-newer',
  'guest-no-firmware',
  'guest-nvram-and-varstore',
  'guest-nvram-incomplete',
  'guest-other-hypervisor',
  'guest-rom',
  'guest-secure-no',
  'guest-smm',
  'guest-spelt-out',
  'guest-stateless-with-variables',
  'guest-suspension',
  'guest-template-as-nvram',
  'guest-two-firmwares',
  'guest-value',
  'guest-variables-impossible',
  'guest-writable-with-variables',
  'guest-xml',
];
