import type { Code } from '../descriptor/codes';
import type { SeveritySetting, RuleSeverities } from '../rules/severities';
import { compileGlob } from '../text/glob';
import type { ImageLook, Layer } from './configuration';

/** What holds for one file. */
export interface FileSettings {
  /** `latest`, or a release such as `7.2`. */
  readonly qemuVersion: string;
  /** A QEMU tree or its firmware.json; empty for none. */
  readonly schemaPath: string;
  readonly severities: RuleSeverities;
  /** Whether the file is not to be looked at. */
  readonly excluded: boolean;
  /** The consumers that the file is judged for; undefined where nobody chose. */
  readonly consumers?: readonly string[];
  readonly images: ImageLook;
}

/**
 * What several configurations together say of a file. A later one wins, value by value and code by code, over all of an earlier one,
 * its overrides included; what any of them excludes is excluded.
 * @param path absolute, with `/`; undefined for what holds where no file is meant
 */
export function resolveFileSettings(path: string | undefined, layers: readonly Layer[]): FileSettings {
  const matches = (patterns: readonly string[], { folder }: Layer): boolean =>
    path !== undefined && patterns.some((pattern) => compileGlob(pattern, folder)(path));
  const severities = new Map<Code, SeveritySetting>();
  let [qemuVersion, schemaPath, excluded] = ['latest', '', false];
  let consumers: readonly string[] | undefined;
  let images: ImageLook = 'all';
  for (const layer of layers) {
    const { configuration } = layer;
    const overrides = (configuration.overrides ?? []).filter(({ files }) => matches(files, layer));
    for (const { rules, qemuVersion: version } of [configuration, ...overrides]) {
      qemuVersion = version ?? qemuVersion;
      for (const [code, severity] of rules ?? []) severities.set(code, severity);
    }
    schemaPath = configuration.schemaPath ?? schemaPath;
    consumers = configuration.consumers ?? consumers;
    images = configuration.images ?? images;
    excluded ||= matches(configuration.exclude ?? [], layer);
  }
  return { qemuVersion, schemaPath, severities, excluded, images, ...(consumers && { consumers }) };
}
