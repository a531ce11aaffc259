/** The language ids, as in package.json. */
export const DESCRIPTOR = 'qemu-firmware';
export const QAPI = 'qapi';
export const JSON_ID = 'json';

/** The documents that may be libvirt domains: their content decides. */
export const XML = [{ language: 'xml' }, { pattern: '**/*.xml' }];

/** The command that explains which firmware a guest gets. */
export const EXPLAIN = 'qemuFirmware.explainSelection';

/** The client's id is also the settings section in which it finds `trace.server`. */
export const CLIENT_ID = 'qemuFirmware';
export const CLIENT_NAME = 'QEMU Firmware';
