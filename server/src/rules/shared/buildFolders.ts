/** Home folders, temporary folders and the folders of builds, each with the part that distinguishes it. */
const FOLDERS =
  /^\/(?:(?:home|Users|private\/var\/folders|(?:private\/|var\/)?tmp)\/[^/]+|root|build|builddir|buildroot|__w|github\/workspace|nix\/var\/nix\/builds|var\/lib\/(?:mock|jenkins|buildkit)|(?:[^/]+\/){0,9}(?:rpmbuild|BUILDROOT))\//;

/**
 * Returns the folder in an image’s path that only the machine that built it has; undefined if there is none, or if the descriptor is in
 * the same folder, as a user’s own descriptor is.
 *
 * @param descriptor the path of the descriptor, existing or planned
 */
export function findBuildFolder(image: string, descriptor: string | undefined): string | undefined {
  const folder = FOLDERS.exec(image)?.[0];
  return folder !== undefined && descriptor?.startsWith(folder) !== true ? folder : undefined;
}
