import type { Chooser } from '../consumers/chooser';
import { readFirmware } from '../consumers/firmware';
import { readAs } from '../consumers/jsonDialect';
import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Files, Unreadable } from '../selection/directory';
import type { Candidate } from '../selection/explain';
import { listSearchedFiles, openCandidates, listSearchPath, type User } from '../selection/listing';
import { judgeFile, type FileVerdict } from '../selection/verdict';
import type { Workspace } from '../workspace/workspace';
import { isDenied } from './namedImages';

/** What a consumer finds when it looks for firmware. */
export interface Found {
  readonly chooser: Chooser;
  /** The directories that it searches, the least specific first. */
  readonly folders: readonly string[];
  /** The files in them, in the order in which it looks at them. */
  readonly candidates: readonly Candidate[];
  /** The directories and files that it cannot read. */
  readonly unreadable: readonly Unreadable[];
}

/** Looks through the search path of a consumer. @param files those of the computer that is asked about, by their paths there */
export async function searchDescriptors(chooser: Chooser, user: User, files: Files): Promise<Found> {
  const { manner } = chooser.consumer;
  const folders = listSearchPath(manner, user);
  const unreadable: Unreadable[] = [];
  const listed = await listSearchedFiles(folders, manner, files, (found) => unreadable.push(found));
  const candidates = await openCandidates(listed, files);
  for (const { path, problem } of candidates) if (problem) unreadable.push({ path, problem });
  return { chooser, folders, candidates, unreadable };
}

/** A file of the search path, and what the consumer does with it whatever the guest wants. */
export interface ListedFile extends FileVerdict {
  readonly path: string;
  readonly name: string;
  /** The file that hides or replaces this one. */
  readonly by?: string | undefined;
  /** The files that this one hides or replaces, the most specific first. */
  readonly over: readonly string[];
}

/** @param context the schema whose terms reasons are put in */
export function judgeCandidate(candidate: Candidate, { chooser }: Found, context: SchemaContext): ListedFile {
  const { path, name, by, over } = candidate;
  return { path, name, by, over, ...judgeFile(candidate, chooser.consumer, context) };
}

/** The images that a file names by absolute paths and that are not there, or may not be read; none where the consumer cannot read it. */
export async function findLackingImages(
  { path, text }: Candidate,
  { chooser }: Found,
  context: SchemaContext,
  files: Pick<Workspace, 'stat' | 'open'>,
): Promise<{ readonly missingImages: readonly string[]; readonly unreadableImages: readonly string[] }> {
  const [missingImages, unreadableImages]: [string[], string[]] = [[], []];
  if (text === undefined) return { missingImages, unreadableImages };
  const seen = readAs(chooser.consumer.json, new DescriptorDocument(text, context, path));
  const { file, template } = 'root' in seen ? readFirmware(seen.root) : {};
  for (const image of [file, template]) {
    if (!image?.startsWith('/')) continue;
    if (await isDenied(image, files)) unreadableImages.push(image);
    else if (!(await files.stat(image))) missingImages.push(image);
  }
  return { missingImages, unreadableImages };
}
