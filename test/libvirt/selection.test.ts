import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '../../server/src/schema/bundled';
import type { Chooser, SameFile } from '../../server/src/consumers/chooser';
import { readDomain } from '../../server/src/consumers/libvirt/domain';
import { explainSelection, type Candidate } from '../../server/src/selection/explain';
import { listSearchedFiles, openCandidates, listSearchPath } from '../../server/src/selection/listing';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';

import { randomNumbers } from '../unit/support/randomNumbers';
import { disagreements } from './agreement';
import { HOME, type Daemon, type Mode } from './daemon';
import { plant, TREES, type Tree } from './directories';
import type { Offer } from './guestElements';
import { guest } from './guests';
import { ODD_FILES, withOdd } from './oddFiles';
import { imagesOf, randomTree } from './randomDirectories';
import { startDaemon, SYSTEM } from './started';

/** The seeds of the random guests and directories; a run with a release uses several. */
const SEEDS =
  process.env.QEMU_FIRMWARE_LIBVIRT_SEEDS?.split(',').map(Number) ??
  (SYSTEM === '/' ? [20_261] : [20_261, 7, 4_096]);
const MODES = ['system', 'session'] as const;
const GUESTS_EACH = { system: 14, session: 5 };
const GUESTS_OF_ODD = 8;
const RANDOM_TREES = 12;

for (const { mode, seed } of MODES.flatMap((mode) => SEEDS.map((seed) => ({ mode, seed }))))
  describe(`The firmware selection of libvirt, of the ${mode} (seed ${seed}),`, function () {
    this.timeout(60_000);
    let daemon: Daemon | undefined;
    let offer: Omit<Offer, 'images'>;
    let chooser: Chooser;
    const counts = { picked: 0, none: 0, stopped: 0 };

    before(async function () {
      const started = await startDaemon(this, mode);
      const { libvirt, qemu } = started;
      daemon = started.daemon;
      chooser = started.chooser;
      offer = {
        libvirt: Number.parseInt(libvirt, 10),
        architectures: daemon.architectures().filter((name) => NAMES.has(name)),
        qemuVersion: qemu,
      };
      console.log(`      libvirt ${libvirt} with QEMU ${qemu} for ${offer.architectures.join(', ')}`);
    });
    after(async () => {
      await daemon?.stop();
    });

    for (const [index, { name, tree, guests }] of cases(mode, seed).entries())
      it(name, async () => {
        await agree(tree, randomNumbers(seed + index), guests);
      });

    it('has selected, found nothing and refused in these tests', () => {
      const least = mode === 'system' ? 80 : 15;
      assert.ok(Math.min(counts.picked, counts.none, counts.stopped) >= least, JSON.stringify(counts));
    });

    async function agree(tree: Tree, random: (below: number) => number, count: number): Promise<void> {
      assert.ok(daemon);
      plant(daemon.root, tree);
      const candidates = await candidatesIn(daemon.root);
      const wrong: string[] = [];
      for (let i = 0; i < count; i++) {
        const domain = guest(random, { ...offer, images: imagesOf(tree) });
        const read = readDomain(domain, { architecture: 'x86_64', qemuVersion: offer.qemuVersion });
        assert.ok('guest' in read);
        const said = explainSelection(read.guest, candidates, chooser, getSchema('latest'), {
          isSameFile: sameFile(daemon.root),
        });
        const real = daemon.ask(domain);
        counts[real.picked !== undefined ? 'picked' : real.trace.length > 0 ? 'none' : 'stopped']++;
        const found = disagreements(real, said, candidates, chooser);
        wrong.push(...found.map((line) => `${line} (${real.error}): ${domain}`));
      }
      assert.deepEqual(wrong, []);
    }

    async function candidatesIn(root: string): Promise<readonly Candidate[]> {
      const files = makeRootedWorkspace(root, nodeWorkspace);
      const folders = listSearchPath(chooser.consumer.manner, {
        configuration: `${HOME}/.config`,
        inSession: mode === 'session',
      });
      return openCandidates(await listSearchedFiles(folders, chooser.consumer.manner, files), files);
    }
  });

/** Architectures of guests that descriptors exist for. */
const NAMES = new Set(['x86_64', 'i686', 'aarch64', 'armv7l']);

/** Whether two paths below a root lead to one file; links with absolute paths would leave the root. */
function sameFile(root: string): SameFile {
  const resolve = (name: string): string => {
    try {
      return realpathSync(path.join(root, name));
    } catch {
      return name;
    }
  };
  return (one, other) => one === other || resolve(one) === resolve(other);
}

interface Case {
  readonly name: string;
  readonly tree: Tree;
  readonly guests: number;
}

function cases(mode: Mode, seed: number): Case[] {
  const random = randomNumbers(seed);
  const make = (name: string, tree: Tree, guests = GUESTS_EACH[mode]): Case => ({ name, tree, guests });
  const trees = Object.entries(TREES).map(([name, tree]) => make(name, tree));
  const randomTrees = Array.from({ length: RANDOM_TREES }, (_, index) =>
    make(`random directories, ${index}`, randomTree(random)),
  );
  if (mode === 'session') return [...trees, ...randomTrees];
  const odd = Object.entries(ODD_FILES).map(([name, file]) =>
    make(`among others: ${name}`, withOdd(file), GUESTS_OF_ODD),
  );
  return [...trees, ...odd, ...randomTrees];
}
