/** The two files of OVMF as distributions install them, for suggestions and examples: the shared code and the NVRAM template. */
export const OVMF_CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
export const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';

/** The folders where distributions install images. */
export const IMAGE_FOLDERS: readonly string[] = ['OVMF', 'AAVMF', 'edk2', 'qemu', 'seabios'].map(
  (name) => `/usr/share/${name}`,
);

const HOST_VARIABLES = '/usr/share/edk2/ovmf/';

/** Templates for variables that QEMU keeps on the host, as RHEL and Gentoo name them: without keys, with keys, and next to an image. */
export const HOST_TEMPLATES = [
  `${HOST_VARIABLES}vars.blank.json`,
  `${HOST_VARIABLES}vars.secboot.json`,
  `${HOST_VARIABLES}OVMF_VARS.qemuvars.json`,
] as const;
