import { t } from '../text/translations';
import type { SeenImage } from '../descriptor/surroundings';
import type { ImageFacts } from '../images/facts';
import { describeFailure, lookIntoImage } from '../service/lookIntoImage';
import { nodeWorkspace } from '../workspace/nodeWorkspace';
import { describeFileProblem } from '../workspace/fileProblem';
import { FileError } from './files';
import { formatImage } from './imageText';
import { formatJsonText } from './json';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { INSPECT } from './syntax/images';
import { parse, requireOneOf } from './syntax/parse';
import { TEXT_OR_JSON } from './syntax/command';

export async function inspect(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(INSPECT, args);
  const format = requireOneOf('--format', values.format, TEXT_OR_JSON);
  if (positionals.length === 0) throw new UsageError(t('inspect: specify an image'));

  const images: (SeenImage & { readonly path: string })[] = [];
  let failed = false;
  let isUnknown = false;
  for (const path of positionals) {
    await output.progress(() => path);
    try {
      const found = await inspectPath(path);
      if (format === 'text')
        await output.out.lines([...(images.length > 0 ? [[]] : []), ...formatImage(path, found)]);
      images.push({ path, ...found });
      if (isFirmware(found.facts)) continue;
      isUnknown = true;
      await output.note(t('{0}: not recognised as firmware', path));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await output.note(`${path}: ${error.message}`);
      failed = true;
    }
  }
  await output.progress(undefined);
  if (format === 'json') await output.out.document(formatJsonText({ version: 1, images }));
  if (failed) return EXIT.failure;
  return isUnknown ? EXIT.findings : EXIT.clean;
}

/** Returns whether the content of an image is firmware or a variable store. An ELF file may be either; a blank image is erased flash. */
function isFirmware({ content, json }: ImageFacts): boolean {
  if (content === 'json') return json?.variables !== undefined;
  return content !== 'unknown' && content !== 'linux' && content !== 'pe';
}

/** Throws FileError if the image cannot be read. */
async function inspectPath(path: string): Promise<SeenImage> {
  const seen = await lookIntoImage(path, 'all', nodeWorkspace).catch(describeFailure);
  if ('facts' in seen) return seen;
  throw new FileError(describeFileProblem(seen.problem));
}
