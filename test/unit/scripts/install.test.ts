import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Rest {
  readonly who: string;
  readonly advice: string;
  readonly say: (line: string) => void;
}

/** scripts/install.mjs. */
interface Install {
  tryTwice(
    installation: Rest & { attempt: () => Promise<void>; repair?: () => Promise<void> },
  ): Promise<void>;
  installFolder(folder: string, fill: (folder: string) => Promise<void>, rest: Rest): Promise<void>;
}

/** scripts/debian.mjs. */
interface Debian {
  installPackages(
    who: string,
    packages: readonly string[],
    machine: {
      canInstall: () => boolean;
      run: (command: string, args: readonly string[]) => Promise<void>;
      say: (line: string) => void;
    },
  ): Promise<void>;
}

const load = async <M>(name: string): Promise<M> =>
  (await import(pathToFileURL(path.resolve('scripts', name)).href)) as M;

/** Fails as often as it is told, with what npm or apt-get may say, and counts. */
function failing(times: number): { attempt: () => Promise<void>; made: () => number } {
  let made = 0;
  const attempt = (): Promise<void> => {
    made += 1;
    return made > times ? Promise.resolve() : Promise.reject(new Error(`failure ${made}\nand its details`));
  };
  return { attempt, made: () => made };
}

describe('an installation', () => {
  let install: Install;
  let said: string[];
  let rest: Rest;
  before(async () => {
    install = await load<Install>('install.mjs');
  });
  beforeEach(() => {
    said = [];
    rest = { who: 'tea', advice: 'Boil water.', say: (line) => said.push(line) };
  });

  it('that succeeds is attempted once and says nothing', async () => {
    const { attempt, made } = failing(0);
    await install.tryTwice({ ...rest, attempt });
    assert.deepEqual([made(), said], [1, []]);
  });

  it('that fails is attempted once more, after the repair', async () => {
    const order: string[] = [];
    const { attempt } = failing(1);
    await install.tryTwice({
      ...rest,
      attempt: () => {
        order.push('attempt');
        return attempt();
      },
      repair: () => {
        order.push('repair');
        return Promise.resolve();
      },
    });
    assert.deepEqual(order, ['attempt', 'repair', 'attempt']);
    assert.deepEqual(said, ['tea: failure 1; trying again ...']);
  });

  it('that fails twice says what to do', async () => {
    const { attempt, made } = failing(2);
    await assert.rejects(install.tryTwice({ ...rest, attempt }), { message: 'Boil water. (failure 2)' });
    assert.equal(made(), 2);
  });

  it('whose repair fails is not attempted again', async () => {
    const { attempt, made } = failing(2);
    const repair = (): Promise<void> => Promise.reject(new Error('no repair'));
    await assert.rejects(install.tryTwice({ ...rest, attempt, repair }), {
      message: 'Boil water. (no repair)',
    });
    assert.equal(made(), 1);
  });

  describe('into a folder', () => {
    let folder: string;
    beforeEach(() => {
      folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'qf-')), 'tea');
    });
    afterEach(() => {
      rmSync(path.dirname(folder), { recursive: true });
    });
    const write = (name: string): void => {
      writeFileSync(path.join(folder, name), '');
    };

    it('removes what a failed attempt left before the next one', async () => {
      const found: string[][] = [];
      const { attempt } = failing(1);
      await install.installFolder(
        folder,
        async (given) => {
          assert.equal(given, folder);
          found.push(readdirSync(folder));
          write(`part ${found.length}`);
          await attempt();
        },
        rest,
      );
      assert.deepEqual(found, [[], []]);
      assert.deepEqual(readdirSync(folder).sort(), ['part 2', 'ready']);
    });

    it('never accepts half of it as complete', async () => {
      const half = failing(2);
      const fillHalf = (): Promise<void> => {
        write('half');
        return half.attempt();
      };
      await assert.rejects(install.installFolder(folder, fillHalf, rest), /^Error: Boil water\./);
      assert.ok(!existsSync(path.join(folder, 'ready')));
      const whole = failing(0);
      await install.installFolder(folder, whole.attempt, rest);
      assert.deepEqual([whole.made(), readdirSync(folder)], [1, ['ready']]);
    });

    it('is done once', async () => {
      const { attempt, made } = failing(0);
      await install.installFolder(folder, attempt, rest);
      write('kept');
      await install.installFolder(folder, attempt, rest);
      assert.deepEqual([made(), readdirSync(folder).sort()], [1, ['kept', 'ready']]);
    });
  });
});

describe('packages of Debian', () => {
  let debian: Debian;
  before(async () => {
    debian = await load<Debian>('debian.mjs');
  });

  /** What is run and said on a machine where commands whose line matches fail, up to a number of times. */
  async function install(
    fails: RegExp,
    times: number,
    canInstall = true,
  ): Promise<{ ran: string[]; said: string[] }> {
    const [ran, said]: string[][] = [[], []];
    let failures = 0;
    await debian.installPackages('tea', ['kettle', 'cup'], {
      canInstall: () => canInstall,
      say: (line) => said?.push(line),
      run: (command, args) => {
        const line = [command, ...args].join(' ');
        ran?.push(line);
        if (!fails.test(line) || failures === times) return Promise.resolve();
        failures += 1;
        return Promise.reject(new Error(`“${command}” ended with 100`));
      },
    });
    return { ran: ran ?? [], said: said ?? [] };
  }

  const update = 'apt-get -qq update';
  const add = 'apt-get -o DPkg::Lock::Timeout=120 -qq install -y --no-install-recommends kettle cup';
  const start = 'tea: installing Debian’s kettle, cup ...';
  const again = 'tea: “apt-get” ended with 100; trying again ...';

  it('are not changed if they cannot be installed', async () => {
    assert.deepEqual(await install(/never/, 0, false), { ran: [], said: [] });
  });

  it('are installed from fresh lists', async () => {
    assert.deepEqual(await install(/never/, 0), { ran: [update, add], said: [start] });
  });

  it('are tried once more if the lists cannot be downloaded', async () => {
    assert.deepEqual(await install(/update/, 1), {
      ran: [update, 'dpkg --configure -a', update, add],
      said: [start, again],
    });
  });

  it('are tried once more if they were partly installed', async () => {
    assert.deepEqual(await install(/ install /, 1), {
      ran: [update, add, 'dpkg --configure -a', update, add],
      said: [start, again],
    });
  });

  it('that cannot be installed are named in one sentence with advice', async () => {
    const { ran, said } = await install(/ install /, 2);
    assert.equal(ran.length, 5);
    assert.deepEqual(said, [
      start,
      again,
      'tea: Install the packages yourself with “apt-get install kettle cup”, then run the tests again. (“apt-get” ended with 100)',
    ]);
  });
});
