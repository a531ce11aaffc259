import type { SchemaContext } from '../descriptor/schemaContext';
import type { Guest } from '../consumers/guest';
import {
  explainReadCandidates,
  readCandidates,
  type Explanation,
  type ReadCandidate,
} from '../selection/explain';
import type { User } from '../selection/listing';
import { addProblems } from '../selection/outcome';
import type { Workspace } from '../workspace/workspace';
import { findGuestImageProblems } from './guestImages';
import { findMissingFiles, resolveImages } from './imagePaths';
import type { Found } from './search';

/** How a guest is explained. */
export interface ExplainWays {
  /** The schema whose terms reasons are put in. */
  readonly context: SchemaContext;
  /** The files of the machine that is asked about, by their paths there. */
  readonly files: Workspace;
  readonly user: User;
  /** Whether the images are looked at: those of the chosen descriptor and those that the guest names. */
  readonly looksAtImages: boolean;
}

/**
 * Which firmware a guest gets of what was found, and what becomes of it, as far as descriptors and images tell. Rejects only where the
 * files do.
 */
export async function explainGuest(guest: Guest, found: Found, ways: ExplainWays): Promise<Explanation> {
  const { chooser, candidates } = found;
  const { files } = ways;
  const read = readCandidates(guest, candidates, chooser, ways.context);
  const isSameFile = chooser.followsLinks ? await resolveImages(guest, read, files) : undefined;
  const first = explainReadCandidates(guest, read, chooser, { isSameFile });
  if (!ways.looksAtImages) return first;
  const explanation =
    first.outcome === 'none' ? await explainByExisting(guest, read, found, isSameFile, files) : first;
  const problems = await findGuestImageProblems({ guest, explanation, read, found }, ways);
  return addProblems(explanation, problems);
}

/** The same where nothing fits, so that no image is recommended that is not there. */
async function explainByExisting(
  guest: Guest,
  read: readonly ReadCandidate[],
  { chooser }: Found,
  isSameFile: Awaited<ReturnType<typeof resolveImages>>,
  files: Workspace,
): Promise<Explanation> {
  const missing = await findMissingFiles(guest, read, files);
  return explainReadCandidates(guest, read, chooser, { isSameFile, isMissing: (path) => missing.has(path) });
}
