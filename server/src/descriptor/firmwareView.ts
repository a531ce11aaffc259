/** A descriptor in the terms of QEMU's docs/interop/firmware.json, for rules and features that need not walk the tree. */
import type { JsonString } from './json';
import { findMember, type TypedMember, type TypedNode, type TypedObject } from './typedTree';

/** A string of the descriptor and its place. */
export interface Text {
  readonly value: string;
  readonly json: JsonString;
}

/** Every part is optional: the document may lack it or have a value of the wrong type. */
export interface FirmwareView {
  readonly root?: TypedObject | undefined;
  readonly interfaceTypes: readonly Text[];
  readonly mapping?: MappingView | undefined;
  readonly targets: readonly TargetView[];
  readonly features: readonly Text[];
}

export interface MappingView {
  readonly object: TypedObject;
  readonly device?: Text | undefined;
  /** The `mode` member with any value; absent if the schema has none here (such as that of QEMU before 7.0). */
  readonly modeMember?: TypedMember | undefined;
  readonly mode?: Text | undefined;
  readonly executable?: FlashFileView | undefined;
  readonly nvramTemplate?: FlashFileView | undefined;
  readonly filename?: Text | undefined;
  readonly uefiVarsTemplate?: Text | undefined;
}

/** A FirmwareFlashFile. */
export interface FlashFileView {
  readonly member: TypedMember;
  readonly filename?: Text | undefined;
  readonly format?: Text | undefined;
}

export interface TargetView {
  readonly object: TypedObject;
  readonly architecture?: Text | undefined;
  readonly machines: readonly Text[];
}

export type FlashMode = 'split' | 'combined' | 'stateless';

export function readFirmwareView(root: TypedNode | undefined): FirmwareView {
  const mapping = findMember(root, 'mapping')?.value;
  return {
    root: root?.kind === 'object' ? root : undefined,
    interfaceTypes: readTexts(findMember(root, 'interface-types')),
    mapping: mapping?.kind === 'object' ? readMapping(mapping) : undefined,
    targets: listElements(findMember(root, 'targets')).flatMap((target) =>
      target.kind === 'object' ? [readTarget(target)] : [],
    ),
    features: readTexts(findMember(root, 'features')),
  };
}

/**
 * Returns the mode of flash firmware, `split` if the member is absent; undefined if the device is not flash or the mode is unknown to the
 * schema. [FirmwareMappingFlash.mode]
 */
export function findFlashMode(mapping: MappingView | undefined): FlashMode | undefined {
  if (mapping?.device?.value !== 'flash') return undefined;
  if (!mapping.modeMember) return 'split';
  const mode = mapping.mode?.value;
  return mode === 'split' || mode === 'combined' || mode === 'stateless' ? mode : undefined;
}

/** Whether the descriptor lists `feature`. */
export function findFeature(view: FirmwareView, name: string): Text | undefined {
  return view.features.find(({ value }) => value === name);
}

/** Lists the paths of all images that the descriptor names. No other code lists these places. */
export function listImagePaths({ mapping }: FirmwareView): Text[] {
  const paths = [
    mapping?.executable?.filename,
    mapping?.nvramTemplate?.filename,
    mapping?.filename,
    mapping?.uefiVarsTemplate,
  ];
  return paths.flatMap((path) => path ?? []);
}

/** Whether a path has a placeholder that a build fills in, such as `@DATADIR@`. */
export function hasPlaceholder(path: string): boolean {
  return /@\w+@/.test(path);
}

function readMapping(object: TypedObject): MappingView {
  const device = readText(findMember(object, 'device')?.value);
  const anyMode = findMember(object, 'mode');
  const modeMember = anyMode?.allowed && anyMode;
  const mode = readText(modeMember?.value);
  const executable = readFlashFile(findMember(object, 'executable'));
  const nvramTemplate = readFlashFile(findMember(object, 'nvram-template'));
  const filename = readText(findMember(object, 'filename')?.value);
  const uefiVarsTemplate = readText(findMember(findMember(object, 'uefi-vars')?.value, 'template')?.value);
  return {
    object,
    device,
    modeMember,
    mode,
    executable,
    nvramTemplate,
    filename,
    uefiVarsTemplate,
  };
}

function readFlashFile(member: TypedMember | undefined): FlashFileView | undefined {
  if (!member) return undefined;
  const filename = readText(findMember(member.value, 'filename')?.value);
  const format = readText(findMember(member.value, 'format')?.value);
  return { member, filename, format };
}

function readTarget(object: TypedObject): TargetView {
  const architecture = readText(findMember(object, 'architecture')?.value);
  return { object, architecture, machines: readTexts(findMember(object, 'machines')) };
}

function listElements(member: TypedMember | undefined): readonly TypedNode[] {
  return member?.value?.kind === 'list' ? member.value.elements : [];
}

function readTexts(member: TypedMember | undefined): Text[] {
  return listElements(member).flatMap((element) => readText(element) ?? []);
}

function readText(node: TypedNode | undefined): Text | undefined {
  return node?.json.kind === 'string' ? { value: node.json.value, json: node.json } : undefined;
}
