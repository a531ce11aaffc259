import { isDescriptorPath, looksLikeDescriptor } from '../descriptor/recognise';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import { walk } from '../workspace/walk';
import type { FolderEntry, Workspace } from '../workspace/workspace';

/** A file as it was read. */
export interface DescriptorFile {
  readonly path: string;
  readonly text: string;
}

/** The maximum number of files outside descriptor folders to check, and of UTF-16 units of all descriptors together. */
const MAX_STRAYS = 5000;
const MAX_LENGTH = 32 * 1024 * 1024;

/**
 * Reads the descriptors in some folders and in the folders below them, each once. Files outside descriptor folders are recognised by their
 * content.
 *
 * @param isOver whether to stop, because the answer is due
 */
export async function* readDescriptorFiles(
  folders: readonly string[],
  files: Workspace,
  isOver: () => boolean,
): AsyncGenerator<DescriptorFile> {
  const seen = new Set<string>();
  let [strays, length] = [0, 0];
  for (const folder of folders)
    for await (const step of walk(folder, files, isJson)) {
      if (isOver()) return;
      for (const path of step.kind === 'folder' ? step.files : []) {
        const isNamed = isDescriptorPath(path);
        if (seen.has(path) || (!isNamed && ++strays > MAX_STRAYS)) continue;
        seen.add(path);
        const text = await readDescriptor(path, isNamed, files);
        length += text?.length ?? 0;
        if (length > MAX_LENGTH) return;
        if (text !== undefined) yield { path, text };
      }
    }
}

function isJson(_path: string, { name, kind }: FolderEntry): boolean {
  return kind !== 'other' && name.endsWith('.json');
}

async function readDescriptor(path: string, isNamed: boolean, files: Workspace): Promise<string | undefined> {
  const content = await files.read(path, isNamed ? READ_LIMITS.candidate : READ_LIMITS.stray);
  const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
  if (!decoded || !('text' in decoded)) return undefined;
  const text = decoded.text.replace(/^\ufeff/, '');
  return isNamed || looksLikeDescriptor(text) ? text : undefined;
}
