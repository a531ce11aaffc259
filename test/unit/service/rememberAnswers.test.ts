import assert from 'node:assert/strict';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { makeRootedWorkspace } from '../../../server/src/workspace/rootedWorkspace';
import { rememberAnswers, type Recorded } from '../../../server/src/service/rememberAnswers';
import { recordFiles, saysTheSame } from '../../../server/src/service/recordFiles';

describe('an answer that is remembered', () => {
  let asked: string[];
  let isCurrent: boolean;
  let answers: (question: string) => Promise<Recorded<string>>;
  const ask = () => {
    const remembering = rememberAnswers<{ readonly question: string }, string>(
      ({ question }) => {
        asked.push(question);
        return answers(question);
      },
      () => Promise.resolve(isCurrent),
    );
    return (question: string) => remembering({ question });
  };
  beforeEach(() => {
    asked = [];
    isCurrent = true;
    answers = (question) => Promise.resolve({ answer: `${question}!`, basis: '' });
  });

  it('is requested once while its basis is unchanged', async () => {
    const remembering = ask();
    assert.equal(await remembering('a'), 'a!');
    assert.equal(await remembering('a'), 'a!');
    assert.equal(await remembering('b'), 'b!');
    assert.deepEqual(asked, ['a', 'b']);
    isCurrent = false;
    assert.equal(await remembering('a'), 'a!');
    assert.deepEqual(asked, ['a', 'b', 'a']);
  });

  it('begun before a change does not answer who asks after it', async () => {
    const remembering = ask();
    answers = () => Promise.resolve({ answer: 'new', basis: '' });
    const first = remembering('a');
    isCurrent = false;
    assert.deepEqual(await Promise.all([first, remembering('a')]), ['new', 'new']);
    assert.equal(asked.length, 2);
  });

  it('is that of all who ask at once', async () => {
    const remembering = ask();
    assert.deepEqual(await Promise.all([remembering('a'), remembering('a')]), ['a!', 'a!']);
    assert.deepEqual(asked, ['a']);
  });

  it('is not kept where there is none', async () => {
    const remembering = ask();
    answers = () => Promise.reject(new Error('ended'));
    for (let time = 0; time < 2; time++) await assert.rejects(remembering('a'), /ended/);
    assert.deepEqual(asked, ['a', 'a']);
  });

  it('makes room for others', async () => {
    const remembering = ask();
    for (let question = 0; question < 20; question++) await remembering(String(question));
    await remembering('19');
    await remembering('0');
    assert.deepEqual(asked.slice(20), ['0']);
  });
});

describe('a question', () => {
  it('differs from one with another map or set', async () => {
    let count = 0;
    const remembering = rememberAnswers<{ readonly question: unknown }, string>(
      () => Promise.resolve({ answer: ++count, basis: '' }),
      () => Promise.resolve(true),
    );
    const ask = (severity: string, command: string): Promise<unknown> =>
      remembering({
        question: { severities: new Map([['guest-rom', severity]]), commands: new Set([command]) },
      });
    assert.equal(await ask('off', 'a'), 1);
    assert.equal(await ask('off', 'a'), 1);
    assert.equal(await ask('error', 'a'), 2);
    assert.equal(await ask('off', 'b'), 3);
  });
});

describe('what files have said', () => {
  let content: Record<string, string | { leadsTo: string }>;
  let time: number | undefined;
  const files: Workspace = {
    ...makeMemoryWorkspace({}),
    stat(path) {
      const found = content[path];
      if (typeof found !== 'string') return Promise.resolve(undefined);
      return Promise.resolve({
        kind: 'file',
        size: found.length,
        ...(time !== undefined && { revision: String(time) }),
      });
    },
    entries: (folder) =>
      Promise.resolve({
        entries: Object.entries(content)
          .filter(([path]) => path.startsWith(`${folder}/`))
          .map(([path, found]) => ({
            name: path.slice(folder.length + 1),
            kind: typeof found === 'string' ? ('file' as const) : ('link' as const),
          })),
      }),
    read: (path) => Promise.resolve({ bytes: new TextEncoder().encode(JSON.stringify(content[path])) }),
    linkTarget(path) {
      const found = content[path];
      return Promise.resolve(typeof found === 'object' ? found.leadsTo : undefined);
    },
  };
  beforeEach(() => {
    content = { '/root/d/a.json': '{}', '/root/d/b.json': { leadsTo: '/d/a.json' } };
    time = 1;
  });

  async function looked() {
    const { files: recording, record } = recordFiles(files);
    const seen = makeRootedWorkspace('/root', recording);
    await seen.entries('/d');
    await seen.read('/d/a.json', 100);
    await seen.read('/d/b.json', 100);
    await seen.stat('/d/gone.json');
    return () => saysTheSame(record, files);
  }

  it('is valid while they are unchanged', async () => {
    const isSame = await looked();
    assert.equal(await isSame(), true);
    content['/root/elsewhere'] = 'x';
    assert.equal(await isSame(), true);
  });

  const changes: Readonly<Record<string, () => void>> = {
    'a file is written': () => {
      time = 2;
    },
    'a file has another size': () => {
      content['/root/d/a.json'] = '{ }';
    },
    'a file comes': () => {
      content['/root/d/c.json'] = '';
    },
    'a file comes that was looked for': () => {
      content['/root/d/gone.json'] = '';
    },
    'a file goes': () => {
      delete content['/root/d/a.json'];
    },
    'a link leads elsewhere': () => {
      content['/root/d/b.json'] = { leadsTo: '/d/c.json' };
    },
    'a file takes the place of a link': () => {
      content['/root/d/b.json'] = '{}';
    },
    'the time of a change is unknown': () => {
      time = undefined;
    },
  };
  for (const [what, change] of Object.entries(changes))
    it(`does not when ${what}`, async () => {
      const isSame = await looked();
      change();
      assert.equal(await isSame(), false);
    });

  it('does not when a file was read again after a change: the first text may be in use', async () => {
    const { files: recording, record } = recordFiles(files);
    await recording.read('/root/d/a.json', 100);
    time = 2;
    await recording.stat('/root/d/a.json');
    assert.equal(await saysTheSame(record, files), false);
  });
});
