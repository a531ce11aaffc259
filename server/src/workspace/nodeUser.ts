import { homedir } from 'node:os';
import path from 'node:path';

/** The folder of the user's configuration: `$XDG_CONFIG_HOME`, or `~/.config`. [XDG Base Directory Specification] */
export function configurationFolder(): string {
  const { XDG_CONFIG_HOME } = process.env;
  return XDG_CONFIG_HOME?.startsWith('/') === true ? XDG_CONFIG_HOME : path.join(homedir(), '.config');
}
