import { t } from '../text/translations';
import type { SeenImage } from '../descriptor/surroundings';
import { describeFailure, lookIntoImage } from '../service/lookIntoImage';
import { nodeWorkspace } from '../workspace/nodeWorkspace';
import { describeFileProblem } from '../workspace/fileProblem';
import { FileError } from './files';
import { formatImage } from './imageText';
import { formatJsonText } from './json';
import { requireOneOf } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { INSPECT } from './syntax/images';
import { parse } from './syntax/parse';
import { TEXT_OR_JSON } from './syntax/search';

export async function inspect(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(INSPECT, args);
  const format = requireOneOf('--format', values.format, TEXT_OR_JSON);
  if (positionals.length === 0) throw new UsageError(t('inspect: name an image'));

  const images: (SeenImage & { readonly path: string })[] = [];
  let failed = false;
  for (const path of positionals) {
    await output.progress(path);
    try {
      const found = await inspectPath(path);
      if (format === 'text')
        await output.out.lines([...(images.length > 0 ? [[]] : []), ...formatImage(path, found)]);
      images.push({ path, ...found });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await output.note(`${path}: ${error.message}`);
      failed = true;
    }
  }
  await output.progress(undefined);
  if (format === 'json') await output.out.document(formatJsonText({ version: 1, images }));
  return failed ? EXIT.failure : EXIT.clean;
}

/** Throws FileError where the image cannot be read. */
async function inspectPath(path: string): Promise<SeenImage> {
  const seen = await lookIntoImage(path, 'all', nodeWorkspace).catch(describeFailure);
  if ('facts' in seen) return seen;
  throw new FileError(describeFileProblem(seen.problem));
}
