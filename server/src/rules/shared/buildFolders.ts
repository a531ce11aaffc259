/** Homes, temporary folders and the folders of builds, each with the part that tells one of them from the next. */
const FOLDERS =
  /^\/(?:(?:home|Users|private\/var\/folders|(?:private\/|var\/)?tmp)\/[^/]+|root|build|builddir|buildroot|__w|github\/workspace|nix\/var\/nix\/builds|var\/lib\/(?:mock|jenkins|buildkit)|(?:[^/]+\/){0,9}(?:rpmbuild|BUILDROOT))\//;

/**
 * The folder of the machine that built an image, in its path; undefined where there is none, or where the descriptor lies in the same
 * one, as one of a user's own does.
 *
 * @param descriptor where the descriptor lies, or is to lie
 */
export function findBuildFolder(image: string, descriptor: string | undefined): string | undefined {
  const folder = FOLDERS.exec(image)?.[0];
  return folder !== undefined && descriptor?.startsWith(folder) !== true ? folder : undefined;
}
