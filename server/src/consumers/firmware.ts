import type { JsonValue } from '../descriptor/json';
import { cutAtNul } from './jsonDialect';
import { findMember } from './stated';

/** What a descriptor says, in plain data. */
export interface Firmware {
  readonly interfaceTypes: readonly string[];
  /** Such as `flash`; empty if there is none. */
  readonly device: string;
  /** The mode of flash; `split` by default. */
  readonly mode: string;
  /** The path of the image. */
  readonly file?: string | undefined;
  readonly format?: string | undefined;
  readonly template?: string | undefined;
  readonly templateFormat?: string | undefined;
  readonly hasTemplate: boolean;
  /** The template of the variable store, for firmware in memory whose variables QEMU keeps. */
  readonly storeTemplate?: string | undefined;
  readonly targets: readonly FirmwareTarget[];
  readonly features: readonly string[];
}

export interface FirmwareTarget {
  readonly architecture: string;
  /** Patterns. */
  readonly machines: readonly string[];
}

/** Reads a descriptor as a consumer does: the last of several duplicate members counts, and values of a wrong type count as missing. */
export function readFirmware(root: JsonValue): Firmware {
  const mapping = readMember(root, 'mapping');
  const executable = readMember(mapping, 'executable');
  const template = readMember(mapping, 'nvram-template');
  return {
    interfaceTypes: readTexts(readMember(root, 'interface-types')),
    device: readText(readMember(mapping, 'device')) ?? '',
    mode: readText(readMember(mapping, 'mode')) ?? 'split',
    file: readText(readMember(executable, 'filename')) ?? readText(readMember(mapping, 'filename')),
    format: readText(readMember(executable, 'format')),
    template: readText(readMember(template, 'filename')),
    templateFormat: readText(readMember(template, 'format')),
    hasTemplate: template !== undefined,
    storeTemplate: readText(readMember(readMember(mapping, 'uefi-vars'), 'template')),
    targets: listElements(readMember(root, 'targets')).map((target) => ({
      architecture: readText(readMember(target, 'architecture')) ?? '',
      machines: readTexts(readMember(target, 'machines')),
    })),
    features: readTexts(readMember(root, 'features')),
  };
}

function readMember(holder: JsonValue | undefined, name: string): JsonValue | undefined {
  return findMember(holder, name, cutAtNul);
}

function listElements(list: JsonValue | undefined): readonly JsonValue[] {
  return list?.kind === 'array' ? list.elements : [];
}

function readTexts(list: JsonValue | undefined): string[] {
  return listElements(list).flatMap((element) => readText(element) ?? []);
}

function readText(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'string' ? cutAtNul(value.value) : undefined;
}
