import { t } from '../text/translations';
import { listUsualGlobs } from '../descriptor/machineTypes';
import { listPossibleFeatures, listProvenFeatures } from './features';
import { listArchitectures, getBaseName, findInterface, type ImageAt } from './image';
import { isFlash, listWaysToLoad, type Loading } from './loading';
import { describeFirmware, makeFileName, type Outline } from './naming';
import { findTemplatesBeside, type ImageFiles } from './neighbours';
import { isStore } from './templates';

/** What the user says about new firmware. Everything else is taken from the images. */
export interface Answers {
  readonly loading?: Loading | undefined;
  /** Use flash, in the mode that suits the image. */
  readonly inFlash?: boolean | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly interfaceType?: string | undefined;
  /** Machine types or patterns for every architecture. */
  readonly machines?: readonly string[] | undefined;
  /** Features in addition to those that the images prove. */
  readonly features?: readonly string[] | undefined;
  readonly description?: string | undefined;
  /** The two digits at the start of the file name. */
  readonly priority?: string | undefined;
}

/** A descriptor that is not written yet. */
export interface Draft {
  /** The file name, by convention. */
  readonly name: string;
  readonly text: string;
  /** Features that the firmware may have, judging by the image. */
  readonly possible: readonly string[];
}

/** What the user has to say because the images do not show it. */
export type Unknown = 'loading' | 'template' | 'architectures' | 'interfaceType';

/** Why a draft is impossible: `problem` is a sentence; `unknown` is the answer that would help, if any. */
export interface DraftRefusal {
  readonly problem: string;
  readonly unknown?: Unknown;
}

/** Drafts a descriptor from its images and the user's answers. */
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

/** Lists the ways to load an image that the answers allow, the best one first; empty if none is known. */
export function listLoadings(executable: ImageAt, answers: Answers): readonly Loading[] {
  if (answers.loading) return [answers.loading];
  const ways = listWaysToLoad(executable, answers.architectures ?? listArchitectures(executable));
  if (!answers.inFlash) return ways;
  const inFlash = ways.filter(isFlash);
  return inFlash.length > 0 ? inFlash : ['split', 'stateless'];
}

/** Finds the templates beside the firmware that the answers allow, the best one first. */
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

/** Returns a sentence on why a guest cannot run a file; undefined if it may be able to. */
function explainNoExecutable({
  path,
  program,
  facts: { content, qcow2, size },
}: ImageAt): string | undefined {
  if (program === 'opensbi')
    return t(
      '{0} is OpenSBI, which only starts other firmware. QEMU loads OpenSBI without a descriptor, and OpenSBI has no interface type.',
      path,
    );
  if (content === 'variables')
    return t('{0} is a variable store without code: it can only be an NVRAM template.', path);
  if (qcow2?.declined === 'broken') return t('{0} is a damaged qcow2 file.', path);
  if (size === 0) return t('{0} is empty and contains nothing to run.', path);
  return content === 'blank' ? t('{0} is blank and contains nothing to run.', path) : undefined;
}

/** Returns a sentence on why a file is not an NVRAM template; undefined if it may be one, as an unreadable file may. */
function explainNoTemplate({ path, facts }: ImageAt): string | undefined {
  if (isStore(facts) || facts.qcow2?.declined !== undefined) return undefined;
  return facts.content === 'uefi'
    ? t('{0} contains code, not a variable store: it cannot be an NVRAM template.', path)
    : t('{0} has no variable store: it cannot be an NVRAM template. Use another file.', path);
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
        problem: t(
          'Flash in mode split requires an NVRAM template, but {0} is used without a template.',
          path,
        ),
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

/** Lists the machine types that such firmware runs on, as descriptors name them. */
function listMachines(
  architecture: string,
  { path, facts, program }: ImageAt,
  features: readonly string[],
): readonly string[] {
  const usual = listUsualGlobs(architecture);
  if (!usual.includes(Q35)) return usual;
  // A BIOS for microvm does not know the devices of other PCs.
  if (facts.content === 'bios' && (program === 'qboot' || /microvm/i.test(getBaseName(path))))
    return ['microvm'];
  const onlyQ35 = facts.content === 'igvm' || features.includes('requires-smm');
  return onlyQ35 ? [Q35] : usual.filter((machine) => machine.startsWith('pc-')).sort();
}

const Q35 = 'pc-q35-*';
