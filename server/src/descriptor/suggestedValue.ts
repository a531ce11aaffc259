import type { Schema, TypeRef } from '../qapi/schema';
import { isObjectType, listMembers } from '../qapi/lookup';
import { lookUp } from '../text/table';
import type { FirmwareView } from './firmwareView';
import { listUsualGlobs } from './machineTypes';
import { HOST_TEMPLATES, OVMF_CODE } from './usualImages';

/** The member that needs a value. */
export interface ValueRequest {
  /** The member's name. */
  readonly name: string;
  readonly type: Pick<TypeRef, 'name' | 'isArray'>;
  /** The names of the other members of its object. */
  readonly beside?: readonly string[];
  /** The architecture of the target that it is part of. */
  readonly architecture?: string | undefined;
}

/**
 * Suggests an initial value for a missing member: derived from the rest of the descriptor if possible, otherwise the value that
 * distributions use for x86_64. It satisfies the schema.
 */
export function suggestValue(request: ValueRequest, view: FirmwareView, schema: Schema): unknown {
  return suggest(request, view, schema, { left: MAX_MEMBERS });
}

/** The number of members that may still be added: a type of a schema may contain itself, or a thousand others. */
interface Room {
  left: number;
}

const MAX_MEMBERS = 100;

function suggest(request: ValueRequest, view: FirmwareView, schema: Schema, room: Room): unknown {
  const special = lookUp(KNOWN, request.name)?.(view, request);
  return special ?? suggestForType(request.type, view, schema, room);
}

const KNOWN: Readonly<Record<string, (view: FirmwareView, request: ValueRequest) => unknown>> = {
  description: (view) => `${isBios(view) ? 'BIOS' : 'UEFI'} firmware for ${chooseArchitecture(view)}`,
  'interface-types': (view) => [isBios(view) ? 'bios' : 'uefi'],
  mapping: () => suggestMapping(OVMF_CODE),
  device: (_view, { beside = [] }) => (beside.includes('filename') ? 'memory' : 'flash'),
  targets: (view) => [makeTarget(chooseArchitecture(view))],
  mode: (view) => (view.mapping?.nvramTemplate ? 'split' : 'stateless'),
  executable: () => suggestFlashFile(OVMF_CODE),
  'nvram-template': (view) => suggestNvramTemplate(view),
  filename: (view) => view.mapping?.filename?.value ?? view.mapping?.executable?.filename?.value ?? OVMF_CODE,
  format: (view) => view.mapping?.executable?.format?.value ?? 'raw',
  architecture: (view) => chooseArchitecture(view),
  machines: (view, { architecture }) => listMachines(architecture ?? chooseArchitecture(view)),
  template: (view) => suggestHostTemplate(view),
};

/** Suggests an image in flash, with the format that its name implies. */
export function suggestFlashFile(filename: string): { filename: string; format: string } {
  return { filename, format: filename.endsWith('.qcow2') ? 'qcow2' : 'raw' };
}

/** Suggests split flash firmware with an executable and the template that matches its name. */
export function suggestMapping(executable: string): Readonly<Record<string, unknown>> {
  return {
    device: 'flash',
    mode: 'split',
    executable: suggestFlashFile(executable),
    'nvram-template': suggestFlashFile(makeTemplatePath(executable)),
  };
}

/** Suggests the NVRAM template that matches the executable by the naming conventions of edk2's packages, in the same format. */
export function suggestNvramTemplate(view: FirmwareView): { filename: string; format: string } {
  const executable = view.mapping?.executable;
  const format = executable?.format?.value;
  return {
    filename: makeTemplatePath(executable?.filename?.value ?? OVMF_CODE),
    format: format === 'qcow2' ? 'qcow2' : 'raw',
  };
}

/** Suggests the template for variables on the host, by the names that distributions use: Gentoo has it next to the image. */
function suggestHostTemplate(view: FirmwareView): string {
  const image = view.mapping?.filename?.value ?? '';
  const slash = image.lastIndexOf('/') + 1;
  const variables = image
    .slice(slash)
    .replace(/code|efi(?=\.)/i, 'VARS')
    .replace(/\.[^.]*$/, '.json');
  if (/VARS\..*qemuvars/i.test(variables)) return image.slice(0, slash) + variables;
  return HOST_TEMPLATES[view.features.some(({ value }) => value === 'enrolled-keys') ? 1 : 0];
}

function makeTemplatePath(executable: string): string {
  const slash = executable.lastIndexOf('/') + 1;
  const name = executable.slice(slash);
  const template = /code/i.test(name)
    ? name
        .replace(/code/i, (code) => (code === code.toUpperCase() ? 'VARS' : 'vars'))
        .replace(/[._-](?:secboot|ms|snakeoil)/i, '')
    : name.replace(/(\.[^.]*)?$/, '_VARS$1');
  return executable.slice(0, slash) + template;
}

/**
 * Finds the image with the code for an NVRAM template by the naming conventions of edk2's packages; undefined if the name does not
 * identify a template.
 */
export function findCodePath(template: string): string | undefined {
  const slash = template.lastIndexOf('/') + 1;
  const name = template.slice(slash);
  if (!/vars/i.test(name) || /code/i.test(name)) return undefined;
  const code = name.replace(/vars/i, (vars) => (vars === vars.toLowerCase() ? 'code' : 'CODE'));
  return template.slice(0, slash) + code.replace(/[._-](?:ms|snakeoil|blank)(?=[._-])/i, '');
}

function makeTarget(architecture: string): { architecture: string; machines: readonly string[] } {
  return { architecture, machines: listMachines(architecture) };
}

function listMachines(architecture: string): readonly string[] {
  return listUsualGlobs(architecture).slice(0, 1);
}

function isBios(view: FirmwareView): boolean {
  return view.interfaceTypes[0]?.value === 'bios' || /bios/i.test(view.mapping?.filename?.value ?? '');
}

/** Returns the architecture of the first target; otherwise the one that the image's name implies; otherwise x86_64. */
function chooseArchitecture(view: FirmwareView): string {
  const named = view.targets[0]?.architecture?.value;
  if (named !== undefined) return named;
  const image = view.mapping?.executable?.filename?.value ?? view.mapping?.filename?.value ?? '';
  if (/aavmf|aarch64|arm64/i.test(image)) return 'aarch64';
  return ['riscv64', 'loongarch64', 'i386'].find((name) => image.toLowerCase().includes(name)) ?? 'x86_64';
}

function suggestForType(type: ValueRequest['type'], view: FirmwareView, schema: Schema, room: Room): unknown {
  if (type.isArray) return [];
  const definition = schema.definitions.get(type.name);
  if (definition?.kind === 'enum') return definition.values[0]?.name ?? '';
  if (!isObjectType(definition)) return '';
  const all = listMembers(schema, definition).filter(({ member }) => !member.optional);
  const required = all.slice(0, Math.max(0, room.left));
  room.left -= required.length;
  return Object.fromEntries(
    required.map(({ member }) => [
      member.name,
      suggest({ name: member.name, type: member.type }, view, schema, room),
    ]),
  );
}
