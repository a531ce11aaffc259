import assert from 'node:assert/strict';
import { findConsumer } from '../../../server/src/consumers/index';
import { getSchema } from '../../../server/src/schema/bundled';
import { listFiles } from '../../../server/src/selection/directory';
import { listSearchedFiles, openCandidates } from '../../../server/src/selection/listing';
import { judgeFile } from '../../../server/src/selection/verdict';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { FileProblem } from '../../../server/src/workspace/fileProblem';
import type { Workspace } from '../../../server/src/workspace/workspace';

const ETC = '/etc/qemu/firmware';

/** A directory with links to what cannot be reached, for the reasons that are given by name. */
function withLinks(problems: Readonly<Record<string, FileProblem>>): Workspace {
  const files = makeMemoryWorkspace({ [`${ETC}/50-a.json`]: '{}' });
  const find = (path: string): FileProblem | undefined => problems[path.slice(ETC.length + 1)];
  return {
    ...files,
    stat: (path) => (find(path) ? Promise.resolve(undefined) : files.stat(path)),
    read(path, limit) {
      const problem = find(path);
      return problem ? Promise.resolve({ problem }) : files.read(path, limit);
    },
    async entries(folder) {
      const found = await files.entries(folder);
      const links = Object.keys(problems).map((name) => ({ name, kind: 'link' as const }));
      return 'entries' in found ? { entries: [...found.entries, ...links] } : found;
    },
  };
}

describe('what lies in a directory', () => {
  const files = withLinks({
    '60-gone.json': { kind: 'missing' },
    '61-loop.json': { kind: 'link-loop' },
    '62-closed.json': { kind: 'denied' },
    '63-lost.json': { kind: 'failed', code: 'EIO' },
  });

  it('is a broken symbolic link only where there is nothing', async () => {
    const found = await listFiles(ETC, files, 100);
    assert.deepEqual(
      found.map(({ name, kind }) => [name, kind]),
      [
        ['50-a.json', 'file'],
        ['60-gone.json', 'dangling'],
        ['61-loop.json', 'dangling'],
        ['62-closed.json', 'file'],
        ['63-lost.json', 'file'],
      ],
    );
  });

  it('cannot be read for the reason that the system gives', async () => {
    const consumer = findConsumer('libvirt@11.3');
    assert.ok(consumer);
    const listed = await listSearchedFiles([ETC], consumer.manner, files);
    const candidates = await openCandidates(listed, files);
    const told = candidates.map(
      (candidate) => judgeFile(candidate, consumer, getSchema('latest')).because[0],
    );
    assert.deepEqual(
      told.slice(1).map((reason) => reason?.message),
      ['a broken symbolic link', 'a broken symbolic link', 'permission denied', 'cannot be read (EIO)'],
    );
  });
});
