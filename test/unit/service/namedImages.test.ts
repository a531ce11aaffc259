import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import type { SeenImage } from '../../../server/src/descriptor/surroundings';
import { makeMemoryReader } from '../../../server/src/images/imageReader';
import { inspectImage } from '../../../server/src/images/inspectImage';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';
import { findNamedImages, type LookInto } from '../../../server/src/service/namedImages';
import { findSurroundings } from '../../../server/src/service/surroundings';
import { makeRootedWorkspace } from '../../../server/src/workspace/rootedWorkspace';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { variableVolume } from '../support/firmwareBytes';
import { bios, firmware } from '../support/imageFiles';

const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const FILE = '/usr/share/qemu/firmware/60-a.json';

function documentOf(changes: Readonly<Record<string, unknown>> = {}): DescriptorDocument {
  return new DescriptorDocument(withMembers(changes).text, getSchema('latest'), FILE);
}

/** Looks into the images of a workspace, and keeps their paths. */
function looker(workspace: Workspace, asked: string[] = []): LookInto {
  return async (path): Promise<SeenImage | undefined> => {
    asked.push(path);
    const content = await workspace.read(path, 2 ** 24);
    if ('problem' in content) return undefined;
    return { facts: await inspectImage(makeMemoryReader(content.bytes)) };
  };
}

/** A workspace in which another user owns a file, or its folder. */
function close(files: Workspace, path: string, hasOpenFolder: boolean): Workspace {
  const denied = { problem: { kind: 'denied' } } as const;
  return {
    ...files,
    stat: (asked) => (asked === path && !hasOpenFolder ? Promise.resolve(undefined) : files.stat(asked)),
    read: (asked, limit) => (asked === path ? Promise.resolve(denied) : files.read(asked, limit)),
    open: (asked) => (asked === path ? Promise.resolve(denied) : files.open(asked)),
  };
}

describe('The images that a descriptor names', () => {
  const workspace = makeMemoryWorkspace({ [CODE]: firmware(), [VARS]: variableVolume([]) });

  it('may be unreadable for us, which does not mean missing', async () => {
    for (const hasOpenFolder of [true, false]) {
      const closed = close(workspace, CODE, hasOpenFolder);
      const found = await findNamedImages(documentOf(), closed, looker(closed));
      assert.deepEqual([...(found.unreadableImages ?? [])], [[CODE, 'denied']]);
      assert.equal(found.missingImages.size, 0);
      const codes = analyse(documentOf().withSurroundings(found)).map(({ code }) => code);
      assert.deepEqual(codes, ['image-unreadable']);
      const unasked = await findNamedImages(documentOf(), closed);
      // It was not read, but its folder shows that it exists.
      assert.deepEqual(
        [unasked.missingImages.size, unasked.unreadableImages?.size],
        [0, hasOpenFolder ? 0 : 1],
      );
    }
  });

  it('are looked into, each once', async () => {
    const asked: string[] = [];
    const { images, missingImages } = await findNamedImages(
      documentOf(),
      workspace,
      looker(workspace, asked),
    );
    assert.deepEqual(asked, [CODE, VARS]);
    assert.deepEqual(
      [...(images ?? [])].map(([path, { facts }]) => [path, facts.content]),
      [
        [CODE, 'uefi'],
        [VARS, 'variables'],
      ],
    );
    assert.equal(missingImages.size, 0);
    const twice = documentOf({
      mapping: {
        device: 'flash',
        mode: 'split',
        executable: { filename: CODE, format: 'raw' },
        'nvram-template': { filename: CODE, format: 'raw' },
      },
    });
    asked.length = 0;
    await findNamedImages(twice, workspace, looker(workspace, asked));
    assert.deepEqual(asked, [CODE]);
  });

  it('are ignored if nothing reads them, if they are missing, and if the path is not complete yet', async () => {
    assert.equal((await findNamedImages(documentOf(), workspace)).images, undefined);
    const asked: string[] = [];
    const half = makeMemoryWorkspace({ [VARS]: variableVolume([]) });
    const found = await findNamedImages(documentOf(), half, looker(half, asked));
    assert.deepEqual([asked, [...found.missingImages.keys()]], [[VARS], [CODE]]);
    const mapping = { device: 'memory', filename: '@DATADIR@/x.fd' };
    await findNamedImages(documentOf({ mapping }), workspace, looker(workspace, asked));
    assert.deepEqual(asked, [VARS]);
  });

  it('are named by their paths on the other machine where there is a root', async () => {
    const staged = makeMemoryWorkspace({
      [`/stage${CODE}`]: firmware(),
      [`/stage${VARS}`]: variableVolume([]),
    });
    const asked: string[] = [];
    await findNamedImages(documentOf(), makeRootedWorkspace('/stage', staged), (path) => {
      asked.push(path);
      return Promise.resolve(undefined);
    });
    assert.deepEqual(asked, [CODE, VARS]);
  });

  it('lead to findings, in a directory that is searched and nowhere else', async () => {
    const files = makeMemoryWorkspace({ [FILE]: '', [CODE]: bios(), [VARS]: variableVolume([]) });
    const codes = async (path: string): Promise<string[]> => {
      const document = documentOf();
      const around = await findSurroundings(document, path, { root: '' }, files, looker(files));
      return around ? analyse(document.withSurroundings(around)).map(({ code }) => code) : ['nothing known'];
    };
    assert.deepEqual(await codes(FILE), ['image-interface']);
    assert.deepEqual(await codes('/src/qemu/firmware/60-a.json'), ['nothing known']);
  });

  it('count in the directory that is said to be the user’s own', async () => {
    const own = '/data/me/qemu/firmware';
    const files = makeMemoryWorkspace({ [`${own}/60-a.json`]: 'x' });
    const around = (ownFolder?: string): ReturnType<typeof findSurroundings> =>
      findSurroundings(
        documentOf(),
        `${own}/60-a.json`,
        { root: '', ...(ownFolder !== undefined && { ownFolder }) },
        files,
      );
    assert.equal(await around(), undefined);
    assert.equal((await around(own))?.entry?.name, '60-a.json');
  });
});
