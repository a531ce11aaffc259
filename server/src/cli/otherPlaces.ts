import { t } from '../text/translations';
import { joinWithAnd } from '../text/conjunction';
import { formatConsumer } from '../consumers/index';
import type { Found } from '../service/search';
import type { Workspace } from '../workspace/workspace';

/** Directories in which some systems install descriptors: Homebrew, builds from source, NixOS. */
const OTHER_PLACES = [
  '/opt/homebrew/share/qemu/firmware',
  '/usr/local/share/qemu/firmware',
  '/var/lib/qemu/firmware',
];

/** If a consumer finds no descriptors, names other directories that have some; undefined if there are none. */
export async function describeOtherPlaces(
  { chooser, folders, candidates }: Found,
  files: Pick<Workspace, 'entries'>,
): Promise<string | undefined> {
  if (candidates.length > 0) return undefined;
  const found: string[] = [];
  for (const folder of OTHER_PLACES) {
    if (folders.includes(folder)) continue;
    const listed = await files.entries(folder);
    if ('entries' in listed && listed.entries.some(({ name }) => name.endsWith('.json'))) found.push(folder);
  }
  if (found.length === 0) return undefined;
  return t(
    'There are descriptors in {0}, but {1} does not search there. If your build searches there, add the directory with --search.',
    joinWithAnd(found),
    formatConsumer(chooser.consumer),
  );
}
