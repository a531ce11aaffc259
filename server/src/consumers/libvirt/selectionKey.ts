import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode, type MappingView } from '../../descriptor/firmwareView';

/**
 * Returns what libvirt compares when it looks for firmware, except for the paths and formats that a guest may name. If two keys are
 * equal, libvirt never reaches the later descriptor. Undefined if libvirt skips the file because something is missing. [qemuFirmwareMatchDomain]
 */
export function makeSelectionKey({ syntax, view }: DescriptorDocument): string | undefined {
  const { interfaceTypes, mapping, targets, features } = view;
  const kind = mapping && readKind(mapping);
  if (syntax.problems.length > 0 || kind === undefined || interfaceTypes.length === 0) return undefined;
  const machines = targets.flatMap(({ architecture, machines: patterns }) =>
    patterns.map(({ value }) => `${architecture?.value ?? ''} ${value}`),
  );
  if (machines.length === 0) return undefined;
  return JSON.stringify([
    kind,
    sortValues(interfaceTypes.map(readValue)),
    sortValues(machines),
    sortValues(features.map(readValue)),
  ]);
}

/** The contents of a key. */
export interface SelectionParts {
  /** The mode of flash firmware, or the device; `memory` with a variable store on the host has its own kind. */
  readonly kind: string;
  readonly interfaceTypes: readonly string[];
  /** Architecture and pattern, with a space between them. */
  readonly machines: readonly string[];
  readonly features: readonly string[];
}

/** Splits a key from `makeSelectionKey` into its parts. */
export function readSelectionKey(key: string): SelectionParts {
  const [kind, interfaceTypes, machines, features] = JSON.parse(key) as [
    string,
    string[],
    string[],
    string[],
  ];
  return { kind, interfaceTypes, machines, features };
}

/** The kind of firmware in memory whose variables QEMU keeps on the host. */
export const MEMORY_WITH_VARIABLES = 'memory uefi-vars';

function readKind(mapping: MappingView): string | undefined {
  const device = mapping.device?.value;
  if (device !== 'flash') {
    const kind = device === 'memory' && mapping.uefiVarsTemplate ? MEMORY_WITH_VARIABLES : device;
    return mapping.filename && mapping.object.branch ? kind : undefined;
  }
  const mode = findFlashMode(mapping);
  if (!mapping.executable?.filename || (mode === 'split' && !mapping.nvramTemplate?.filename))
    return undefined;
  return mode;
}

function readValue({ value }: { readonly value: string }): string {
  return value;
}

function sortValues(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
