import type { Code } from '../descriptor/codes';
import type { SeveritySetting, RuleSeverities } from '../rules/severities';
import { compileGlob, type PathTest } from '../text/glob';
import type { ImageLook, Layer } from './configuration';

/** The settings that apply to one file. */
export interface FileSettings {
  /** `latest`, or a release such as `7.2`. */
  readonly qemuVersion: string;
  /** A QEMU tree or its firmware.json; empty for none. */
  readonly schemaPath: string;
  readonly severities: RuleSeverities;
  /** Whether the file is ignored. */
  readonly excluded: boolean;
  /** The consumers that the file is checked for; undefined if none were chosen. */
  readonly consumers?: readonly string[];
  readonly images: ImageLook;
}

/**
 * Combines several configurations for one file. Each value and each rule’s severity in a later configuration replaces that of an earlier
 * one, overrides included. A file that any of them excludes is excluded.
 * @param path absolute, with `/`; undefined for the settings that apply without a file
 */
export function resolveFileSettings(path: string | undefined, layers: readonly Layer[]): FileSettings {
  const matches = (patterns: readonly string[], { folder }: Layer): boolean =>
    path !== undefined && compileOnce(patterns, folder).some((fits) => fits(path));
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

/** Compiles a configuration’s patterns once for each folder in which they start, because every file is compared with them. */
function compileOnce(patterns: readonly string[], folder: string | undefined): readonly PathTest[] {
  const known = compiled.get(patterns) ?? new Map<string | undefined, readonly PathTest[]>();
  compiled.set(patterns, known);
  const tests = known.get(folder) ?? patterns.map((pattern) => compileGlob(pattern, folder));
  known.set(folder, tests);
  return tests;
}

const compiled = new WeakMap<readonly string[], Map<string | undefined, readonly PathTest[]>>();
