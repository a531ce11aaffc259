/** The consumers whose choice is known. Separate from ./index, which is part of the server. */
import { chooseLikeBcvk } from './bcvk/choose';
import { BCVK } from './bcvk/program';
import type { Chooser } from './chooser';
import type { Consumer, Program, ProgramId } from './consumer';
import { findConsumer } from './index';
import { chooseLikeLibvirt } from './libvirt/choose';
import { LIBVIRT } from './libvirt/program';
import { chooseLikeMkosi } from './mkosi/choose';
import { MKOSI } from './mkosi/program';
import { chooseLikeNova } from './nova/choose';
import { NOVA } from './nova/program';
import { chooseLikeVmspawn } from './vmspawn/choose';
import { VMSPAWN } from './vmspawn/program';

const BY_PROGRAM: Readonly<Record<ProgramId, readonly Chooser[]>> = {
  libvirt: makeChoosers(LIBVIRT, chooseLikeLibvirt),
  vmspawn: makeChoosers(VMSPAWN, chooseLikeVmspawn),
  mkosi: makeChoosers(MKOSI, chooseLikeMkosi),
  nova: makeChoosers(NOVA, chooseLikeNova),
  bcvk: makeChoosers(BCVK, chooseLikeBcvk),
};

const ALL: readonly Chooser[] = Object.values(BY_PROGRAM).flat();

/** The ids of the consumers whose choice is known. */
export const CHOOSERS: readonly string[] = ALL.map(({ consumer }) => consumer.id);

/** Returns how a consumer chooses; undefined if that is not known. */
export function findChooser(id: string): Chooser | undefined {
  const consumer = findConsumer(id);
  return ALL.find((chooser) => chooser.consumer === consumer);
}

function makeChoosers<Reading, Choice>(
  { id, releases }: Program<Reading, Choice>,
  choose: (consumer: Consumer, choice: Choice) => Chooser,
): Chooser[] {
  return releases.flatMap(({ version, choice }) => {
    const consumer = findConsumer(`${id}@${version}`);
    return consumer && choice !== 'unknown' ? [choose(consumer, choice)] : [];
  });
}
