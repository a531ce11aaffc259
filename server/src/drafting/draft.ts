import { t } from '../text/translations';
import { listUsualGlobs } from '../descriptor/machineTypes';
import { listPossibleFeatures, listProvenFeatures } from './features';
import { listArchitectures, getBaseName, findInterface, type ImageAt } from './image';
import { isFlash, listWaysToLoad, type Loading } from './loading';
import { describeFirmware, makeFileName, type Outline } from './naming';
import { findTemplatesBeside, type ImageFiles } from './neighbours';
import { isStore } from './templates';

/** What somebody says of new firmware. What is not said is taken from the images. */
export interface Answers {
  readonly loading?: Loading | undefined;
  /** Flash is wanted, in the mode that suits the image. */
  readonly inFlash?: boolean | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly interfaceType?: string | undefined;
  /** Machine types or patterns, for every architecture. */
  readonly machines?: readonly string[] | undefined;
  /** Besides those that the images prove. */
  readonly features?: readonly string[] | undefined;
  readonly description?: string | undefined;
  /** The two digits before the name of the file. */
  readonly priority?: string | undefined;
}

/** A descriptor that nobody has written yet. */
export interface Draft {
  /** The name of its file, by convention. */
  readonly name: string;
  readonly text: string;
  /** Features that the firmware may have, for all that the image tells. */
  readonly possible: readonly string[];
}

/** What has to be said because the images do not tell it. */
export type Unknown = 'loading' | 'template' | 'architectures' | 'interfaceType';

/** Why there is no draft: `problem` is a sentence; `unknown` is what would help, if anything does. */
export interface DraftRefusal {
  readonly problem: string;
  readonly unknown?: Unknown;
}

/** Makes a descriptor of what its images are, and of what is said of them. */
export function draftDescriptor(
  executable: ImageAt,
  template: ImageAt | undefined,
  answers: Answers,
): Draft | DraftRefusal {
  const { path, facts } = executable;
  const problem = explainNoExecutable(executable) ?? (template && explainNoTemplate(template));
  if (problem !== undefined) return { problem };

  const architectures = answers.architectures ?? listArchitectures(executable);
  const loadings = listLoadings(executable, answers);
  const loading =
    template && !answers.loading ? 'split' : loadings.find((way) => way !== 'split' || answers.loading);
  const interfaceType = answers.interfaceType ?? findInterface(executable);
  if (!loading) return refuseUnknown(executable, 'loading');
  if (architectures.length === 0) return refuseUnknown(executable, 'architectures');
  if (interfaceType === undefined) return refuseUnknown(executable, 'interfaceType');
  if (template && loading !== 'split')
    return { problem: t('An NVRAM template requires flash in mode split, not {0}.', loading) };
  if (!template && loading === 'split') return refuseUnknown(executable, 'template');

  const variables = loading === 'split' ? template : executable;
  const proven = listProvenFeatures(executable, variables, architectures);
  const features = [...new Set([...proven, ...(answers.features ?? [])])].sort();
  const outline: Outline = {
    ...{ executable: path, interfaceType, loading, format: facts.format, architectures, features },
  };
  const descriptor = {
    description: answers.description ?? describeFirmware(outline),
    'interface-types': [interfaceType],
    mapping: makeMapping(executable, template, loading),
    targets: architectures.map((architecture) => ({
      architecture,
      machines: answers.machines ?? listMachines(architecture, executable, features),
    })),
    features,
    tags: [],
  };
  return {
    name: makeFileName(outline, answers.priority),
    text: `${JSON.stringify(descriptor, null, 4)}\n`,
    possible: listPossibleFeatures(executable, loading, architectures).filter(
      (name) => !features.includes(name),
    ),
  };
}

/** The ways to load an image that are left by what is said of it, the best one first; empty where nobody knows any. */
export function listLoadings(executable: ImageAt, answers: Answers): readonly Loading[] {
  if (answers.loading) return [answers.loading];
  const ways = listWaysToLoad(executable, answers.architectures ?? listArchitectures(executable));
  if (!answers.inFlash) return ways;
  const inFlash = ways.filter(isFlash);
  return inFlash.length > 0 ? inFlash : ['split', 'stateless'];
}

/** The templates that the firmware can have by what is said of it and lies beside it, the best one first. */
export async function findTemplates(
  executable: ImageAt,
  answers: Answers,
  files: ImageFiles,
): Promise<readonly ImageAt[]> {
  const isWanted =
    listLoadings(executable, answers).includes('split') && explainNoExecutable(executable) === undefined;
  const architectures = answers.architectures ?? listArchitectures(executable);
  return isWanted ? findTemplatesBeside(executable, architectures, files) : [];
}

/** A sentence on why a file is nothing that a guest could run; undefined where it may be. */
function explainNoExecutable({
  path,
  program,
  facts: { content, qcow2, size },
}: ImageAt): string | undefined {
  if (program === 'opensbi')
    return t(
      '{0} is OpenSBI, which starts other firmware: QEMU loads it without a descriptor, and descriptors have no interface for it.',
      path,
    );
  if (content === 'variables')
    return t('{0} is a variable store without code: it can only be an NVRAM template.', path);
  if (qcow2?.declined === 'broken') return t('{0} is a damaged qcow2 file.', path);
  if (size === 0) return t('{0} is empty and contains nothing to run.', path);
  return content === 'blank' ? t('{0} is blank and contains nothing to run.', path) : undefined;
}

/** A sentence on why a file is no NVRAM template. One that cannot be read may be one. */
function explainNoTemplate({ path, facts }: ImageAt): string | undefined {
  if (isStore(facts) || facts.qcow2?.declined !== undefined) return undefined;
  return facts.content === 'uefi'
    ? t('{0} contains code, not a variable store: it cannot be an NVRAM template.', path)
    : t('{0} has no variable store: it cannot be an NVRAM template.', path);
}

function refuseUnknown({ path }: ImageAt, unknown: Unknown): DraftRefusal {
  switch (unknown) {
    case 'loading':
      return {
        unknown,
        problem: t('The bytes of {0} do not show what it is or how it is loaded.', path),
      };
    case 'template':
      return {
        unknown,
        problem: t('Flash in mode split requires an NVRAM template, but none is named for {0}.', path),
      };
    case 'architectures':
      return { unknown, problem: t('The bytes of {0} do not show its architecture.', path) };
    case 'interfaceType':
      return {
        unknown,
        problem: t('The bytes of {0} do not show which interface it offers to guests.', path),
      };
  }
}

function makeMapping(executable: ImageAt, template: ImageAt | undefined, loading: Loading): object {
  if (!isFlash(loading)) return { device: loading, filename: executable.path };
  const file = ({ path, facts: { format } }: ImageAt): object => ({ filename: path, format });
  return {
    device: 'flash',
    mode: loading,
    executable: file(executable),
    'nvram-template': template && file(template),
  };
}

/** The machine types that such firmware runs on, as descriptors list them. */
function listMachines(
  architecture: string,
  { path, facts, program }: ImageAt,
  features: readonly string[],
): readonly string[] {
  const usual = listUsualGlobs(architecture);
  if (!usual.includes(Q35)) return usual;
  // A BIOS for microvm knows none of the devices of another PC.
  if (facts.content === 'bios' && (program === 'qboot' || /microvm/i.test(getBaseName(path))))
    return ['microvm'];
  const onlyQ35 = facts.content === 'igvm' || features.includes('requires-smm');
  return onlyQ35 ? [Q35] : usual.filter((machine) => machine.startsWith('pc-')).sort();
}

const Q35 = 'pc-q35-*';
