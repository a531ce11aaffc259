import type { JsonValue } from '../descriptor/json';
import { cutAtNul } from './jsonDialect';
import { findMember } from './stated';

/** What a descriptor says, in plain data. */
export interface Firmware {
  readonly interfaceTypes: readonly string[];
  /** Such as `flash`; empty where there is none. */
  readonly device: string;
  /** Of flash: `split` where nothing is said. */
  readonly mode: string;
  /** The path of the image. */
  readonly file?: string | undefined;
  readonly format?: string | undefined;
  readonly template?: string | undefined;
  readonly templateFormat?: string | undefined;
  readonly hasTemplate: boolean;
  readonly targets: readonly FirmwareTarget[];
  readonly features: readonly string[];
}

export interface FirmwareTarget {
  readonly architecture: string;
  /** Patterns. */
  readonly machines: readonly string[];
}

/** What a descriptor says, read as a consumer reads it: of members of one name the last counts, and what is of a wrong type is not there. */
export function readFirmware(root: JsonValue): Firmware {
  const mapping = member(root, 'mapping');
  const executable = member(mapping, 'executable');
  const template = member(mapping, 'nvram-template');
  return {
    interfaceTypes: texts(member(root, 'interface-types')),
    device: text(member(mapping, 'device')) ?? '',
    mode: text(member(mapping, 'mode')) ?? 'split',
    file: text(member(executable, 'filename')) ?? text(member(mapping, 'filename')),
    format: text(member(executable, 'format')),
    template: text(member(template, 'filename')),
    templateFormat: text(member(template, 'format')),
    hasTemplate: template !== undefined,
    targets: elements(member(root, 'targets')).map((target) => ({
      architecture: text(member(target, 'architecture')) ?? '',
      machines: texts(member(target, 'machines')),
    })),
    features: texts(member(root, 'features')),
  };
}

function member(holder: JsonValue | undefined, name: string): JsonValue | undefined {
  return findMember(holder, name, cutAtNul);
}

function elements(list: JsonValue | undefined): readonly JsonValue[] {
  return list?.kind === 'array' ? list.elements : [];
}

function texts(list: JsonValue | undefined): string[] {
  return elements(list).flatMap((element) => text(element) ?? []);
}

function text(value: JsonValue | undefined): string | undefined {
  return value?.kind === 'string' ? cutAtNul(value.value) : undefined;
}
