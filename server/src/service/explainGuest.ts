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

/** The options for explaining a guest. */
export interface ExplainWays {
  /** The schema for the wording of reasons. */
  readonly context: SchemaContext;
  /** The files of the machine in question, by their paths there. */
  readonly files: Workspace;
  /** Whether they are below a root, which may be only a part of a machine. */
  readonly isRooted: boolean;
  readonly user: User;
  /** Whether to read the images that the selected descriptor and the guest name. */
  readonly looksAtImages: boolean;
}

/**
 * Explains which of the firmware a guest gets, and the outcome for the guest, as far as descriptors and images show it. Rejects only if
 * reading files does.
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

/** The number of descriptors that may lose the first place to missing images before all of them are looked up. */
const MAX_TRIES = 2;

/** The same if no descriptor matches, so no missing image is recommended. Usually the nearest descriptor has its images. */
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
