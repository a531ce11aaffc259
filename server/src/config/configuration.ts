import type { RuleSeverities } from '../rules/severities';

/** How far the firmware images that descriptors name are looked into: not at all, at their uncompressed parts only, or at everything. */
export const IMAGE_LOOKS = ['off', 'headers', 'all'] as const;
export type ImageLook = (typeof IMAGE_LOOKS)[number];

/** What can be configured, in a `.qemu-firmware.json` and in the settings of an editor; what is absent is left as it is. */
export interface Configuration {
  /** Only in a file: whether no file in the folders above counts. */
  readonly root?: boolean | undefined;
  /** `latest`, or a release such as `7.2`. */
  readonly qemuVersion?: string | undefined;
  /** A QEMU tree or its firmware.json. */
  readonly schemaPath?: string | undefined;
  readonly rules?: RuleSeverities | undefined;
  /** What holds for some files only; of two that fit, the later one wins. */
  readonly overrides?: readonly Override[] | undefined;
  /** Patterns of files that are not looked at. */
  readonly exclude?: readonly string[] | undefined;
  /** The consumers that a descriptor is judged for. */
  readonly consumers?: readonly string[] | undefined;
  readonly images?: ImageLook | undefined;
}

export interface Override {
  /** The patterns of the files that it is for. */
  readonly files: readonly string[];
  readonly qemuVersion?: string | undefined;
  readonly rules?: RuleSeverities | undefined;
}

/** A configuration and the folder that its relative patterns start at. */
export interface Layer {
  readonly configuration: Configuration;
  readonly folder?: string | undefined;
}
