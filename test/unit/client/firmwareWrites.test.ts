import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import path from 'node:path';
import { classifyFailure } from '../../../client/src/fileFailure';
import type { FirmwareWrites as Writes } from '../../../client/src/firmwareWrites';

/** Replaces a file of the machine, as VS Code names it. */
interface FileUri {
  readonly path: string;
  readonly fsPath: string;
  toString(): string;
}

const TARGET = '/etc/qemu/firmware/60-a.json';
const toUri = (file: string): FileUri => ({ path: file, fsPath: file, toString: () => file });

/** What VS Code was asked to show. */
interface Shown {
  readonly message: string;
  readonly buttons: readonly string[];
}

/** A machine with the files in `files`, on which changes fail with `failure`. A message is answered by what `answer` gives. */
class Machine {
  readonly files = new Map<string, Uint8Array>();
  /** What links say. Each is a file, too. */
  readonly links = new Map<string, string>();
  readonly dirty = new Set<string>();
  readonly shown: Shown[] = [];
  failure: Error | undefined;
  private answer: ((label: string | undefined) => void) | undefined;

  readonly vscode = {
    l10n: {
      t: (message: string, ...values: readonly unknown[]) =>
        message.replace(/\{(\d)\}/g, (_all, index: string) => String(values[Number(index)])),
    },
    Uri: { joinPath: ({ path: file }: FileUri, other: string) => toUri(path.posix.join(file, other)) },
    FileType: { SymbolicLink: 64 },
    ThemeIcon: class {
      readonly id = 'icon';
    },
    ThemeColor: class {
      readonly id = 'color';
    },
    env: {},
    workspace: {
      isTrusted: true,
      fs: {
        stat: ({ path: file }: FileUri) =>
          this.files.has(file)
            ? Promise.resolve({ type: this.links.has(file) ? 64 : 1 })
            : Promise.reject(new Error('none')),
        readFile: ({ path: file }: FileUri) => Promise.resolve(this.files.get(file)),
        createDirectory: () => this.change(() => undefined),
        writeFile: ({ path: file }: FileUri, content: Uint8Array) =>
          this.change(() => this.files.set(file, content)),
        delete: ({ path: file }: FileUri) =>
          this.change(() => {
            this.links.delete(file);
            this.files.delete(file);
          }),
      },
    },
    window: {
      showErrorMessage: (message: string) => this.show(message, []),
      showWarningMessage: (message: string, ...buttons: readonly string[]) => this.show(message, buttons),
      showInformationMessage: (message: string, ...buttons: readonly string[]) => this.show(message, buttons),
    },
  };

  constructor() {
    const { dirty } = this;
    Object.defineProperty(this.vscode.workspace, 'textDocuments', {
      get: () => [...dirty].map((file) => ({ uri: toUri(file), isDirty: true })),
    });
  }

  link(file: string, says: string): void {
    this.files.set(file, new Uint8Array());
    this.links.set(file, says);
  }

  /** Presses a button of the last message, and waits until nothing follows from it any more. */
  async press(label: string): Promise<void> {
    assert.ok(this.shown.at(-1)?.buttons.includes(label), JSON.stringify(this.shown));
    this.answer?.(label);
    await new Promise(setImmediate);
  }

  private change(work: () => unknown): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    work();
    return Promise.resolve();
  }

  private show(message: string, buttons: readonly string[]): Promise<string | undefined> {
    this.shown.push({ message, buttons });
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }
}

const fail = (code: string, message = ''): Error => Object.assign(new Error(message), { code });

describe('a file that the view writes', () => {
  let machine: Machine;
  let writes: Writes;
  let text: string;
  let FirmwareWrites: typeof Writes;
  before(async () => {
    const { outputFiles } = await esbuild.build({
      ...{ entryPoints: ['client/src/firmwareWrites.ts'], bundle: true, write: false },
      ...{ format: 'cjs', platform: 'node', external: ['vscode'] },
    });
    text = outputFiles[0]?.text ?? '';
  });
  beforeEach(() => {
    machine = new Machine();
    const module = { exports: {} };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle is ours, and a loader does the same
    const run = new Function('require', 'module', text) as (require: () => unknown, into: object) => void;
    run(() => machine.vscode, module);
    ({ FirmwareWrites } = module.exports as { FirmwareWrites: typeof Writes });
    const links = {
      read: (link: string) => Promise.resolve(machine.links.get(link) ?? assert.fail(link)),
      make: (says: string, link: string) => {
        machine.link(link, says);
        return Promise.resolve();
      },
    };
    writes = new FirmwareWrites({ shell: '/bin/sh', links });
  });

  const target = toUri(TARGET) as never;
  const content = new Uint8Array([123]);
  const write = (): Promise<unknown> => writes.write('/a.json', target, content, 'Done.');

  it('can be undone while it is unchanged', async () => {
    assert.deepEqual(await write(), { uri: target });
    assert.deepEqual([...machine.files], [[TARGET, content]]);
    assert.deepEqual(machine.shown, [{ message: 'Done.', buttons: ['Undo'] }]);
    await machine.press('Undo');
    assert.equal(machine.files.size, 0);
  });

  it('is kept if it has changed, on disk or in an editor', async () => {
    await write();
    machine.files.set(TARGET, new Uint8Array([125]));
    await machine.press('Undo');
    assert.equal(machine.files.size, 1);
    assert.equal(machine.shown.at(-1)?.message, `${TARGET} was not removed: it has changed in the meantime.`);
    machine.files.clear();
    await write();
    machine.dirty.add(TARGET);
    await machine.press('Undo');
    assert.equal(machine.files.size, 1);
  });

  it('never overwrites another file', async () => {
    machine.files.set(TARGET, new Uint8Array());
    assert.deepEqual(await write(), { problem: `${TARGET} already exists.` });
    assert.equal(machine.files.get(TARGET)?.length, 0);
  });

  it('becomes a command if the user has no permission', async () => {
    machine.failure = fail('NoPermissions');
    const command = `sudo install -D -m 644 /a.json ${TARGET}`;
    assert.deepEqual(await write(), { command });
    assert.deepEqual(machine.shown, [
      {
        message: `No permission to write ${TARGET}. Run this instead: ${command}`,
        buttons: ['Run in Terminal', 'Copy Command'],
      },
    ]);
  });

  it('has no command for a name with control characters', async () => {
    machine.failure = fail('NoPermissions');
    const odd = toUri('/etc/30-\u0003\ntouch PWNED\n.json') as never;
    const problem =
      'No permission to write /etc/30-\\u0003\\u000atouch PWNED\\u000a.json. A terminal command that does it as root cannot be offered, because the path contains control characters or is too long.';
    assert.deepEqual(await writes.write('/dev/null', odd, content, ''), { problem });
    assert.deepEqual(await writes.remove(odd, '', content), { problem });
  });

  it('has an error message if it fails', async () => {
    for (const [error, reason] of [
      [fail('Unknown', 'EROFS: read-only file system'), ': the file system is read-only.'],
      [fail('Unknown', 'Error: ENOSPC: no space'), ': the disk is full.'],
      [fail('FileNotADirectory'), ': one of its parent folders is a file.'],
      [fail('Unknown', 'ENOMEDIUM'), '.'],
    ] as const) {
      machine.failure = error;
      assert.deepEqual(await write(), { problem: `Cannot write ${TARGET}${reason}` });
    }
  });

  it('is restored after its removal', async () => {
    machine.files.set(TARGET, content);
    assert.deepEqual(await writes.remove(target, 'Removed.'), { uri: target });
    assert.equal(machine.files.size, 0);
    await machine.press('Undo');
    assert.deepEqual([...machine.files], [[TARGET, content]]);
    machine.failure = fail('NoPermissions');
    assert.deepEqual(await writes.remove(target, ''), { command: `sudo rm ${TARGET}` });
    machine.failure = fail('Unavailable');
    assert.deepEqual(await writes.remove(target, ''), { problem: `Cannot remove ${TARGET}.` });
  });

  it('is restored as the link that it was', async () => {
    machine.link(TARGET, '/dev/null');
    assert.deepEqual(await writes.remove(target, 'Removed.', new Uint8Array()), { uri: target });
    assert.equal(machine.files.size, 0);
    await machine.press('Undo');
    assert.deepEqual([...machine.links], [[TARGET, '/dev/null']]);
  });

  it('offers no undo if its link cannot be read', async () => {
    for (const links of [
      undefined,
      { read: () => Promise.reject(new Error('denied')), make: () => assert.fail() },
    ]) {
      machine.link(TARGET, '/dev/null');
      const others = new FirmwareWrites({ shell: '/bin/sh', links });
      assert.deepEqual(await others.remove(target, 'Removed.'), { uri: target });
      assert.equal(machine.files.size, 0);
      const message = 'Removed. It was a link, so this cannot be undone.';
      assert.deepEqual(machine.shown.at(-1), { message, buttons: [] });
    }
  });
});

describe('the reason why a file could not be written', () => {
  it('depends on the codes of VS Code and of the operating system', () => {
    const told = [
      fail('NoPermissions'),
      fail('EACCES'),
      fail('FileExists'),
      fail('x', 'ENOENT: none'),
      null,
      'x',
    ];
    assert.deepEqual(told.map(classifyFailure), ['denied', 'denied', 'exists', 'missing', 'other', 'other']);
  });
});
