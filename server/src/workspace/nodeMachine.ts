import { arch, homedir } from 'node:os';
import path from 'node:path';

/** The folder of the user's configuration: `$XDG_CONFIG_HOME`, or `~/.config`. [XDG Base Directory Specification] */
export function getConfigurationFolder(): string {
  const { XDG_CONFIG_HOME } = process.env;
  return XDG_CONFIG_HOME?.startsWith('/') === true ? XDG_CONFIG_HOME : path.join(homedir(), '.config');
}

/** The architecture of this machine, as QEMU names it. */
export function getHostArchitecture(): string {
  const names: Readonly<Record<string, string>> = {
    x64: 'x86_64',
    ia32: 'i386',
    arm64: 'aarch64',
    loong64: 'loongarch64',
  };
  return names[arch()] ?? arch();
}
