import { t } from '../text/translations';
import { statSync } from 'node:fs';
import path from 'node:path';
import { resolveFileSettings } from '../config/fileSettings';
import { AUTO_ONLY } from '../consumers/installed';
import { DescriptorDocument } from '../descriptor/document';
import { draftDescriptor, listLoadings, findTemplates, type Draft, type Unknown } from '../drafting/draft';
import type { ImageAt } from '../drafting/image';
import type { ImageFiles } from '../drafting/neighbours';
import { belongs } from '../drafting/templates';
import { getSchema } from '../schema/bundled';
import { InstalledConsumers } from '../service/installedConsumers';
import { describeFileProblem } from '../workspace/fileProblem';
import { makeRootedWorkspace, type RootedWorkspace } from '../workspace/rootedWorkspace';
import { readDraftOptions, type DraftOptions } from './draftOptions';
import { FileError } from './files';
import { formatCompact } from './format';
import { Images } from './images';
import { lintDocument } from './lintFile';
import { EXIT, type ExitCode, type Output } from './outcome';
import { writeNew } from './writeNew';
import { machineFiles } from './machineFiles';

export async function printNew(args: readonly string[], output: Output): Promise<ExitCode> {
  const options = readDraftOptions(args);
  const images = new ImagesBelow(options.root);
  const executable = await images.at(options.executable);
  const template =
    options.template === undefined
      ? await findTemplateBeside(executable, options, images, output)
      : await images.at(options.template);
  const draft = makeDraft(executable, template, options);
  if (options.output === undefined) await output.out.document([draft.text]);
  else await write(draft, options.output, options.force, output);
  await tell(draft, [executable, ...(template ? [template] : [])], options.root, output);
  return EXIT.clean;
}

/** Finds the template whose name matches an executable, if it may need one and none is named. */
async function findTemplateBeside(
  executable: ImageAt,
  { answers }: DraftOptions,
  images: ImagesBelow,
  output: Output,
): Promise<ImageAt | undefined> {
  const found = await findTemplates(executable, answers, images);
  const template = found.find(({ path: file }) => belongs(executable.path, file));
  if (template)
    await output.note(t('using {0} as the NVRAM template: its name matches the executable', template.path));
  else if (!answers.loading && listLoadings(executable, answers)[0] === 'split')
    await output.note(t('no NVRAM template: guests cannot keep variables (add one with --nvram-template)'));
  return template;
}

function makeDraft(executable: ImageAt, template: ImageAt | undefined, { answers }: DraftOptions): Draft {
  const draft = draftDescriptor(executable, template, answers);
  if ('text' in draft) return draft;
  const { problem, unknown } = draft;
  throw new FileError(unknown ? `${problem} ${t('Specify it with {0}.', OPTIONS[unknown])}` : problem);
}

const OPTIONS: Readonly<Record<Unknown, string>> = {
  loading: '--device',
  template: '--nvram-template',
  architectures: '--arch',
  interfaceType: '--interface-type',
};

/** The images below a root. */
class ImagesBelow implements ImageFiles {
  private readonly machine: RootedWorkspace;
  private readonly images: Images;

  constructor(root: string) {
    this.machine = makeRootedWorkspace(root, machineFiles);
    this.images = new Images(this.machine);
  }

  /** Throws FileError if the image does not exist or cannot be read. */
  async at(file: string): Promise<ImageAt> {
    const seen = await this.images.at(file, 'all');
    if ('facts' in seen) return { ...seen, path: file };
    throw new FileError(`${file}: ${describeFileProblem(seen.problem)}`);
  }

  async look(file: string): ReturnType<ImageFiles['look']> {
    const seen = await this.images.at(file, 'all');
    return 'facts' in seen ? seen : undefined;
  }

  async names(folder: string): Promise<readonly string[]> {
    const found = await this.machine.entries(folder);
    return 'entries' in found ? found.entries.map(({ name }) => name) : [];
  }
}

/** @param where a file, or the folder for the descriptor */
async function write({ name, text }: Draft, where: string, force: boolean, output: Output): Promise<void> {
  const isFolder = /[/\\]$/.test(where) || statSync(where, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? path.join(where, name) : where;
  try {
    await writeNew(file, text, force);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
  await output.note(t('{0}: written', file));
}

/** Prints notes about a draft: what it does not claim, and what the linter finds. */
async function tell(
  { name, text, possible }: Draft,
  images: readonly ImageAt[],
  root: string,
  output: Output,
): Promise<void> {
  if (possible.length > 0)
    await output.note(
      t(
        'features that the image may support but does not prove: {0} (add them with --feature)',
        possible.join(', '),
      ),
    );
  const context = getSchema('latest');
  const document = new DescriptorDocument(text, context, `/usr/share/qemu/firmware/${name}`, {
    missingImages: new Map(),
    images: new Map(images.map((image) => [image.path, image])),
  });
  const settings = {
    ...resolveFileSettings(undefined, []),
    ...{ context, hasChosen: false },
    ...(await new InstalledConsumers(machineFiles).choose(AUTO_ONLY, root)),
  };
  const { diagnostics } = lintDocument(name, document, settings, false);
  // The user has just named the paths.
  const shown = diagnostics.filter(({ severity, code }) => severity !== 'hint' && code !== 'build-path');
  await output.err.lines(formatCompact([{ path: name, diagnostics: shown }]));
}
