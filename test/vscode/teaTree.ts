import type { Uri } from 'vscode';
import { writeFile } from './editor';
import { TEA_FILES } from './teaFiles.mjs';

type TeaFile = keyof typeof TEA_FILES;

export const TEA_SCHEMAS = (Object.keys(TEA_FILES) as TeaFile[]).filter((name) => name !== 'VERSION');

/** Writes the tree of schemas into the folder of this case. */
export async function writeTeaTree(): Promise<Readonly<Record<TeaFile, Uri>>> {
  const written = await Promise.all(
    Object.entries(TEA_FILES).map(async ([name, text]) => [name, await writeFile(name, text)] as const),
  );
  return Object.fromEntries(written) as Record<TeaFile, Uri>;
}
