import { arch, homedir } from 'node:os';
import path from 'node:path';

/**
 * The folder of the user's configuration: `$XDG_CONFIG_HOME`, or `~/.config`; undefined for a process that has no home. A relative path
 * counts for nothing. [XDG Base Directory Specification]
 */
export function findConfigurationFolder(): string | undefined {
  const { XDG_CONFIG_HOME } = process.env;
  if (XDG_CONFIG_HOME?.startsWith('/') === true) return XDG_CONFIG_HOME;
  const home = findHome();
  return home === undefined ? undefined : path.join(home, '.config');
}

function findHome(): string | undefined {
  try {
    const home = homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    // Without $HOME, this is what /etc/passwd says of the user, which a container may not know.
    return undefined;
  }
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
