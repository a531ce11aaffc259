import type { SchemaContext } from '../descriptor/schemaContext';
import type { SameFile } from '../consumers/chooser';
import type { Guest } from '../consumers/guest';
import { explainReadCandidates, readCandidates, type Explanation } from '../selection/explain';
import type { User } from '../selection/listing';
import { addProblems } from '../selection/outcome';
import type { Workspace } from '../workspace/workspace';
import { findGuestImageProblems, type Explained } from './guestImages';
import { findMissingFiles, hasSomeImage, resolveImages } from './imagePaths';
import type { Found } from './search';

/** How a guest is explained. */
export interface ExplainWays {
  /** The schema whose terms reasons are put in. */
  readonly context: SchemaContext;
  /** The files of the machine that is asked about, by their paths there. */
  readonly files: Workspace;
  /** Whether they are those below a root, which may be a part of a machine. */
  readonly isRooted: boolean;
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
  const isPartial = ways.isRooted && !(await hasSomeImage(guest, read, files));
  const explanation =
    first.outcome === 'none' && !isPartial
      ? await explainByExisting({ guest, explanation: first, read, found, isPartial }, isSameFile, files)
      : first;
  if (!ways.looksAtImages) return explanation;
  const problems = await findGuestImageProblems({ guest, explanation, read, found, isPartial }, ways);
  return addProblems(explanation, problems);
}

/** As many descriptors in turn lose the first place to missing images before all of them are looked up. */
const MAX_TRIES = 2;

/** The same where nothing fits, so that no image is recommended that is not there. Most often the nearest descriptor has its images. */
async function explainByExisting(
  { guest, read, found, explanation: first }: Explained,
  isSameFile: SameFile | undefined,
  files: Workspace,
): Promise<Explanation> {
  const missing = new Set<string>();
  const explainAgain = (): Explanation =>
    explainReadCandidates(guest, read, found.chooser, { isSameFile, isMissing: (path) => missing.has(path) });
  let explanation = first;
  for (let tries = 0; ; tries++) {
    const { nearest } = explanation;
    const contenders = tries < MAX_TRIES ? read.filter(({ path }) => path === nearest?.path) : read;
    const gone = await findMissingFiles(contenders, files);
    for (const path of gone) missing.add(path);
    if (gone.size > 0) explanation = explainAgain();
    if (gone.size === 0 || tries >= MAX_TRIES || explanation.nearest?.path === nearest?.path)
      return explanation;
  }
}
