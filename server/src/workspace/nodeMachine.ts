import { arch, homedir } from 'node:os';
import path from 'node:path';

/**
 * Returns the folder of the user's configuration: `$XDG_CONFIG_HOME` or `~/.config`; undefined for a process without a home. Relative
 * paths are ignored. [XDG Base Directory Specification]
 */
export function findConfigurationFolder(): string | undefined {
  const { XDG_CONFIG_HOME } = process.env;
  if (XDG_CONFIG_HOME?.startsWith('/') === true) return XDG_CONFIG_HOME;
  const home = findHome();
  return home === undefined ? undefined : path.join(home, '.config');
}

/** The folders that the environment of this process names. Programs search them. */
export interface UserFolders {
  /** See findConfigurationFolder. */
  readonly configuration: string | undefined;
  /** `$XDG_DATA_HOME` or `~/.local/share`; undefined for a process without a home. */
  readonly data: string | undefined;
  /** `$XDG_DATA_DIRS`, the most specific first; undefined if it is not set. Relative paths are ignored. */
  readonly sharedData: readonly string[] | undefined;
}

export function findUserFolders(): UserFolders {
  const { XDG_DATA_HOME, XDG_DATA_DIRS = '' } = process.env;
  const home = findHome();
  const ownData = home === undefined ? undefined : path.join(home, '.local/share');
  return {
    configuration: findConfigurationFolder(),
    data: XDG_DATA_HOME?.startsWith('/') === true ? XDG_DATA_HOME : ownData,
    sharedData:
      XDG_DATA_DIRS === '' ? undefined : XDG_DATA_DIRS.split(':').filter((folder) => folder.startsWith('/')),
  };
}

function findHome(): string | undefined {
  try {
    const home = homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    // Without $HOME, Node looks the user up in /etc/passwd, which may lack the user in a container.
    return undefined;
  }
}

/** Returns the architecture of this machine by QEMU's name. */
export function getHostArchitecture(): string {
  const names: Readonly<Record<string, string>> = {
    x64: 'x86_64',
    ia32: 'i386',
    arm64: 'aarch64',
    loong64: 'loongarch64',
  };
  return names[arch()] ?? arch();
}
