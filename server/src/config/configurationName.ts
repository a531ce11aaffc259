/** The name of a configuration file. In a module of its own, so that a search for files does not load what reads configurations. */
export const CONFIGURATION_FILE = '.qemu-firmware.json';
