/** The language ids, as in package.json. */
export const DESCRIPTOR = 'qemu-firmware';
export const QAPI = 'qapi';
export const JSON_ID = 'json';

/** The client's id is also the settings section in which it finds `trace.server`. */
export const CLIENT_ID = 'qemuFirmware';
export const CLIENT_NAME = 'QEMU Firmware';
