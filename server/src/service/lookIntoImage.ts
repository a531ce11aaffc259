import type { SeenImage } from '../descriptor/surroundings';
import { readDeepFacts } from '../images/deep';
import { hasModules, type ImageFacts } from '../images/facts';
import type { ImageReader } from '../images/imageReader';
import { findProgram } from '../images/program';
import { inspectImage } from '../images/inspectImage';
import type { NoContent, Workspace } from '../workspace/workspace';

/** The part of the port that reading an image needs. */
export type OpensImages = Pick<Workspace, 'open'>;

/**
 * Returns what the image at a path is, from its headers and compressed modules. Rejects if the medium fails.
 *
 * @param depth `headers` skips the modules, which take up to a second
 */
export function lookIntoImage(
  path: string,
  depth: 'headers' | 'all',
  files: OpensImages,
): Promise<SeenImage | NoContent> {
  return withImage(path, files, async (image) => {
    const facts = await inspectImage(image);
    const deep = depth === 'all' && hasModules(facts) ? await readDeepFacts(image) : undefined;
    const program = depth === 'all' && hasTexts(facts) ? await findProgram(image) : undefined;
    return { facts, deep, program };
  });
}

/** Returns whether an image may be a program that only its texts identify. */
function hasTexts({ content, format }: ImageFacts): boolean {
  return format === 'raw' && ['unknown', 'elf', 'bios'].includes(content);
}

/** Returns what `read` returns for the image at a path, which is closed in any case. */
export async function withImage<T>(
  path: string,
  files: OpensImages,
  read: (image: ImageReader) => Promise<T>,
): Promise<T | NoContent> {
  const image = await files.open(path);
  return 'problem' in image ? image : read(image).finally(() => image.close());
}

/** The message of a medium that fails. */
export function describeFailure(error: unknown): NoContent {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return { problem: { kind: 'failed', code } };
}
