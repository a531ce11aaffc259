import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode, type MappingView } from '../../descriptor/firmwareView';

/**
 * What libvirt goes by when it looks for firmware, but for the paths and formats that a guest may name: equal for descriptors of which
 * the later one is never reached. Undefined where the file lacks something without which libvirt skips it. [qemuFirmwareMatchDomain]
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

function readKind(mapping: MappingView): string | undefined {
  const device = mapping.device?.value;
  if (device !== 'flash') return mapping.filename && mapping.object.branch ? device : undefined;
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
