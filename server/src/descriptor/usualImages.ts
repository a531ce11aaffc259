/** The two halves of OVMF as distributions install them, for suggestions and examples: shared code, and the template of the variables. */
export const OVMF_CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
export const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
