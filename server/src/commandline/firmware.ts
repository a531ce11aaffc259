import { t } from '../text/translations';
import type { FirmwareTarget } from '../consumers/firmware';
import type { DescriptorDocument } from '../descriptor/document';
import { findFlashMode, type FlashFileView, type MappingView, type Text } from '../descriptor/firmwareView';
import { makeVisible } from '../text/visible';
import { findWordProblem, MAX_WORD_LENGTH } from './shell';

/** A descriptor with everything that loading its firmware requires: every path is absolute, and QEMU knows every name. */
export interface LoadableFirmware {
  readonly source: FirmwareSource;
  /** At least one. */
  readonly targets: readonly FirmwareTarget[];
  readonly features: ReadonlySet<string>;
  readonly isUefi: boolean;
}

/** Where a guest gets the firmware from. [docs/interop/firmware.json, FirmwareMapping] */
export type FirmwareSource =
  | { readonly device: 'flash'; readonly mode: 'split'; readonly executable: Image; readonly template: Image }
  | { readonly device: 'flash'; readonly mode: 'combined' | 'stateless'; readonly executable: Image }
  | { readonly device: 'memory'; readonly path: string; readonly variables?: string | undefined }
  | { readonly device: 'kernel' | 'igvm'; readonly path: string };

/** An image of a pflash chip. */
export interface Image {
  readonly path: string;
  readonly format: string;
}

/** Reads a descriptor for loading, or returns a sentence or two on why no guest can be started from it. Never throws. */
export function readLoadableFirmware(document: DescriptorDocument): LoadableFirmware | string {
  try {
    return read(document);
  } catch (error) {
    if (error instanceof Unusable) return error.message;
    throw error;
  }
}

/** Ends the reading; its message is for the user. */
class Unusable extends Error {}

function read(document: DescriptorDocument): LoadableFirmware {
  if (document.isMask)
    throw new Unusable(t('The file is empty: it masks files of the same name and describes no firmware.'));
  const [mistake] = document.syntax.problems;
  if (mistake) {
    const line = document.lines.positionAt(mistake.range.start).line + 1;
    throw new Unusable(
      t('Invalid JSON in line {0}, so no program can read the descriptor. Correct the line.', line),
    );
  }
  const { mapping, targets, features, interfaceTypes } = document.view;
  if (!mapping) throw makeMissing('mapping');
  return {
    source: readSource(mapping, document.text),
    targets: checkTargets(
      targets.map(({ architecture, machines }) => ({
        architecture: requireText(architecture, 'targets.architecture'),
        machines: machines.map(({ value }) => value),
      })),
    ),
    features: new Set(features.map(({ value }) => value)),
    isUefi: interfaceTypes.some(({ value }) => value === 'uefi'),
  };
}

function readSource(mapping: MappingView, text: string): FirmwareSource {
  const device = requireText(mapping.device, 'mapping.device');
  if (device === 'flash') return readFlashSource(mapping, text);
  if (device !== 'memory' && device !== 'kernel' && device !== 'igvm')
    throw new Unusable(t('Unknown device “{0}”. Use flash, memory, kernel or igvm.', device));
  const path = readPath(mapping.filename, 'mapping.filename');
  if (device !== 'memory') return { device, path };
  const { uefiVarsTemplate } = mapping;
  const variables = uefiVarsTemplate && readPath(uefiVarsTemplate, 'mapping.uefi-vars.template');
  return { device, path, variables };
}

function readFlashSource(mapping: MappingView, text: string): FirmwareSource {
  const mode = findFlashMode(mapping);
  if (mode === undefined) {
    const json = mapping.modeMember?.value?.json;
    const found = mapping.mode?.value ?? (json ? text.slice(json.start, json.end) : '');
    throw new Unusable(t('Unknown mode “{0}”. Use split, combined or stateless.', found));
  }
  const executable = readImage(mapping.executable, 'mapping.executable');
  if (mode !== 'split') return { device: 'flash', mode, executable };
  return {
    ...{ device: 'flash', mode, executable },
    template: readImage(mapping.nvramTemplate, 'mapping.nvram-template'),
  };
}

function readImage(file: FlashFileView | undefined, where: string): Image {
  if (!file) throw makeMissing(where);
  const path = readPath(file.filename, `${where}.filename`);
  const format = requireText(file.format, `${where}.format`);
  if (format !== 'raw' && format !== 'qcow2')
    throw new Unusable(t('Unknown flash image format “{0}”. Use raw or qcow2.', format));
  return { path, format };
}

function checkTargets(targets: readonly FirmwareTarget[]): readonly FirmwareTarget[] {
  if (targets.length === 0) throw makeMissing('targets');
  for (const { architecture, machines } of targets) {
    if (!/^\w{1,100}$/.test(architecture))
      throw new Unusable(t('QEMU has no emulator for the architecture “{0}”.', architecture));
    if (machines.length === 0) throw makeMissing('targets.machines');
  }
  return targets;
}

function requireText(text: Text | undefined, where: string): string {
  if (text === undefined || text.value === '') throw makeMissing(where);
  return text.value;
}

function makeMissing(where: string): Unusable {
  return new Unusable(t('The descriptor has no usable “{0}”, so no guest can be started with it.', where));
}

/** Reads a path that commands, and QEMU in any folder, accept. */
function readPath(text: Text | undefined, where: string): string {
  const path = requireText(text, where);
  const problem = findWordProblem(path);
  if (problem === 'controls')
    throw new Unusable(
      t('The path in “{0}” contains control characters: {1}. Rename the file.', where, makeVisible(path)),
    );
  if (problem === 'length')
    throw new Unusable(
      t('The path in “{0}” is longer than {1} characters. Shorten it.', where, MAX_WORD_LENGTH),
    );
  if (!path.startsWith('/'))
    throw new Unusable(
      t(
        '“{0}” is not an absolute path: the file it names depends on the folder that QEMU is started in.',
        path,
      ),
    );
  return path;
}
