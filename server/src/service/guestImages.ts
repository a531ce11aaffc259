import { listMasterStores, findMasterTemplate, BUILT_IN_STORES } from '../consumers/libvirt/masterStores';
import { QEMU_CONF } from '../consumers/libvirt/qemuConf';
import type { Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import { formatConsumer } from '../consumers/index';
import type { FilledOs, GuestProblem } from '../consumers/outcome';
import type { Explanation, ReadCandidate } from '../selection/explain';
import {
  findBootOs,
  hasVariablesFile,
  listBootImages,
  type Boot,
  type Look,
  type NoImage,
  type Picked,
} from '../selection/images/boot';
import { findImageProblems } from '../selection/images/findImageProblems';
import type { User } from '../selection/listing';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';
import { describeFailure, lookIntoImage } from './lookIntoImage';
import { resolvePaths } from './imagePaths';
import type { Found } from './search';

/** What is known about a guest before its images are read. */
export interface Explained {
  readonly guest: Guest;
  readonly explanation: Explanation;
  readonly read: readonly ReadCandidate[];
  readonly found: Found;
  /** Whether the files are below a root that has none of the images that descriptors and guest name. */
  readonly isPartial: boolean;
}

/** How many descriptors of other firmware are searched for an alternative. */
const MAX_INSTALLED = 16;

/** How many names in the folder of a missing image are read. */
const MAX_NAMES = 1000;

/**
 * Finds problems with a guest's images, which the selected descriptor or the guest names. Reads their headers and, for confidential
 * guests, also the modules. Rejects only if reading files does.
 */
export async function findGuestImageProblems(
  explained: Explained,
  { files, user }: { readonly files: Workspace; readonly user: User },
): Promise<readonly GuestProblem[]> {
  const boot = await makeBoot(explained, files, user);
  const depth = boot.guest.confidential === undefined ? 'headers' : 'all';
  const looks = new Map<string, Look>();
  for (const { path, role } of listBootImages(boot))
    if (!looks.has(path))
      looks.set(path, await lookAt(path, role === 'executable' ? depth : 'headers', files));
  return findImageProblems(boot, looks);
}

async function makeBoot(
  { guest, explanation, read, found, isPartial }: Explained,
  files: Workspace,
  user: User,
): Promise<Boot> {
  const { consumer } = found.chooser;
  const chosen = read.find(({ path }) => path === explanation.picked);
  const picked: Picked | undefined = chosen?.firmware && { path: chosen.path, firmware: chosen.firmware };
  const os = findBootOs(guest, explanation, picked?.firmware);
  const isLibvirt = consumer.takesDomains;
  const isOpen = isLibvirt && os.loader?.type === 'pflash' && os.nvram?.template === undefined;
  // libvirt fills in the variables together with the firmware that it chooses, so they are unknown before.
  const isUndecided = guest.firmware !== undefined && !picked && explanation.outcome !== 'own';
  const stores = isOpen && !picked ? await readMasterStores(found, files, user) : [];
  const keepsVariables = isLibvirt && !isUndecided && hasVariablesFile(os, picked?.firmware);
  const isSameFile =
    found.chooser.followsLinks && os.loader
      ? await resolvePaths([os.loader.path, ...stores.map(({ loader }) => loader)], files)
      : undefined;
  const templates = read.map(({ firmware }) => firmware?.template);
  return {
    guest,
    os,
    program: formatConsumer(consumer),
    picked,
    isPartial,
    master: keepsVariables ? findMasterTemplate(os.loader, stores, isSameFile) : undefined,
    keepsVariables,
    templates: new Set(
      [...templates, ...[...BUILT_IN_STORES, ...stores].map(({ template }) => template)].filter(
        (path) => path !== undefined,
      ),
    ),
    installed: await findInstalled(guest, os, read, files),
  };
}

async function readMasterStores({ candidates }: Found, files: Workspace, { configuration, inSession }: User) {
  const folder = inSession ? configuration : '/etc';
  const content =
    folder === undefined ? undefined : await files.read(`${folder}/${QEMU_CONF}`, READ_LIMITS.configuration);
  const decoded = content && 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
  const hasDescriptors = candidates.some(({ standing }) => standing === 'read');
  return listMasterStores(decoded && 'text' in decoded ? decoded.text : undefined, hasDescriptors);
}

/** Finds firmware of other descriptors for the guest's architecture, with images that exist. */
async function findInstalled(
  { architecture }: Guest,
  { loader }: FilledOs,
  read: readonly ReadCandidate[],
  files: Workspace,
): Promise<readonly Firmware[]> {
  const fitting = read.flatMap(({ firmware }) =>
    firmware?.file !== loader?.path &&
    firmware?.targets.some((target) => target.architecture === architecture) === true
      ? [firmware]
      : [],
  );
  const installed: Firmware[] = [];
  for (const firmware of loader ? fitting.slice(0, MAX_INSTALLED) : []) {
    const paths = [firmware.file, firmware.template].filter((path) => path !== undefined);
    const stats = await Promise.all(paths.map((path) => files.stat(path)));
    if (stats.every(Boolean)) installed.push(firmware);
  }
  return installed;
}

async function lookAt(path: string, depth: 'headers' | 'all', files: Workspace): Promise<Look> {
  const found = await lookIntoImage(path, depth, files).catch(describeFailure);
  if ('facts' in found || found.problem.kind !== 'missing') return found;
  return { ...found, ...(await explainMissing(path, files)) };
}

async function explainMissing(path: string, files: Workspace): Promise<Pick<NoImage, 'link' | 'names'>> {
  const link = await files.linkTarget(path);
  if (link !== undefined) return { link };
  const folder = await files.entries(path.slice(0, path.lastIndexOf('/')) || '/');
  return { names: 'entries' in folder ? folder.entries.slice(0, MAX_NAMES).map(({ name }) => name) : [] };
}
