import type { RuleSeverities } from '../rules/severities';

/** How much of a descriptor’s firmware images is read: nothing, the uncompressed parts only, or everything. */
export const IMAGE_LOOKS = ['off', 'headers', 'all'] as const;
export type ImageLook = (typeof IMAGE_LOOKS)[number];

/** The options of a `.qemu-firmware.json` and of an editor’s settings. An absent option changes nothing. */
export interface Configuration {
  /** Only in a file: whether files in the folders above are ignored. */
  readonly root?: boolean | undefined;
  /** `latest`, or a release such as `7.2`. */
  readonly qemuVersion?: string | undefined;
  /** A QEMU tree or its firmware.json. */
  readonly schemaPath?: string | undefined;
  readonly rules?: RuleSeverities | undefined;
  /** Options for some files only. If two overrides match, the later one wins. */
  readonly overrides?: readonly Override[] | undefined;
  /** Patterns of files to ignore. */
  readonly exclude?: readonly string[] | undefined;
  /** The consumers that a descriptor is checked for. */
  readonly consumers?: readonly string[] | undefined;
  readonly images?: ImageLook | undefined;
}

export interface Override {
  /** Patterns of the files that it applies to. */
  readonly files: readonly string[];
  readonly qemuVersion?: string | undefined;
  readonly rules?: RuleSeverities | undefined;
}

/** A configuration and the folder in which its relative patterns start. */
export interface Layer {
  readonly configuration: Configuration;
  readonly folder?: string | undefined;
}
