import { t } from '../text/translations';
import { parseArgs } from 'node:util';
import type { SeenImage } from '../descriptor/surroundings';
import { describeFailure, lookIntoImage } from '../service/lookIntoImage';
import { nodeWorkspace } from '../workspace/nodeWorkspace';
import { describeFileProblem } from '../workspace/fileProblem';
import { FileError } from './files';
import { formatImage } from './imageText';
import { formatJsonText } from './json';
import { requireOneOf } from './options';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';

const INSPECT_HELP = `Usage: qemu-firmware inspect [OPTION]... IMAGE...

Prints what firmware images are, by their bytes: raw or qcow2, firmware volumes, variables and keys, architecture,
what they offer to confidential guests, and what their compressed modules tell.

  --format FORMAT   text (the default) or json
  -h, --help        print this

Exit status: 0 the images were read, 2 wrong usage or an unreadable image.
`;

export async function inspect(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    await output.out.document([INSPECT_HELP]);
    return EXIT.clean;
  }
  const format = requireOneOf('--format', values.format, ['text', 'json']);
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
