import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResponseError } from 'vscode-languageserver';
import type {
  CodeLens,
  DocumentLink,
  Location,
  LocationLink,
  Range,
  SymbolInformation,
  TextEdit,
  TextDocumentEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const FULL: Kind = {
  ...VSCODE,
  capabilities: {
    ...VSCODE.capabilities,
    window: { workDoneProgress: true },
    workspace: {
      ...(VSCODE.capabilities as { workspace: object }).workspace,
      didChangeWatchedFiles: { dynamicRegistration: true },
      codeLens: { refreshSupport: true },
    },
    textDocument: {
      ...(VSCODE.capabilities as { textDocument: object }).textDocument,
      documentLink: { tooltipSupport: true },
      rename: { prepareSupport: true },
    },
  },
  initializationOptions: { commands: ['qemuFirmware.showReferences'] },
  settings: { codeLens: true },
};

describe('a workspace', () => {
  let folder: string;
  let client: Client;
  let image: string;
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return uriOf(name);
  };
  const using = (executable: string): string => SOUND.replace(CODE, executable);

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
    image = path.join(folder, 'images/code.fd');
    write('images/code.fd', 'x'.repeat(2048));
    write('qemu/firmware/10-a.json', using(image));
    write('qemu/firmware/20-b.json', using(image));
    write('qemu/firmware/30-other.json', SOUND.replace('"raw"', '"rwa"'));
    write('packaging/c.json', using(image));
    write('packaging/package.json', '{"name": "no descriptor"}');
    write('node_modules/m/d.json', using(image));
    write('foobar/qemu/firmware/50-out.json', using(image));
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });

  const start = async (kind: Kind, ...folders: readonly string[]): Promise<void> => {
    const workspaceFolders = folders.map((name) => ({ uri: uriOf(name).replace(/\/$/, ''), name }));
    client = await Client.start({ ...kind, ...(folders.length > 0 && { workspaceFolders }) });
  };
  const open = (name: string): string => {
    client.open(uriOf(name), readFileSync(path.join(folder, name), 'utf8'));
    return uriOf(name);
  };
  const textOf = (uri: string, range: Range | undefined): string => {
    assert.ok(range);
    return TextDocument.create('', '', 0, readFileSync(new URL(uri), 'utf8')).getText(range);
  };
  const names = (uris: readonly string[]): string[] =>
    uris.map((uri) => decodeURIComponent(uri.slice(pathToFileURL(folder).href.length + 1))).sort();
  const params = (uri: string, before: string): { textDocument: object; position: object } => {
    const document = TextDocument.create('', '', 0, readFileSync(new URL(uri), 'utf8'));
    const offset = document.getText().indexOf(before) + before.length;
    return { textDocument: { uri }, position: document.positionAt(offset) };
  };
  const references = (uri: string, before: string, includeDeclaration = true): Promise<Location[]> =>
    client.request('textDocument/references', { ...params(uri, before), context: { includeDeclaration } });
  const pullAll = (more: object = {}): Promise<WorkspaceDiagnosticReport> =>
    client.request('workspace/diagnostic', { previousResultIds: [], ...more });
  const refused = async (answer: Promise<unknown>): Promise<string> => {
    const error = await answer.then(
      () => assert.fail('it is not rejected'),
      (reason: unknown) => reason as ResponseError,
    );
    assert.equal(error.code, -32803);
    return error.message;
  };

  const kinds: readonly (readonly [string, Kind])[] = [
    ['announces nothing', BARE],
    ['resembles Neovim', NEOVIM],
    ['resembles VS Code', FULL],
  ];
  for (const [what, kind] of kinds) {
    describe(`for a client that ${what}`, () => {
      beforeEach(() => start(kind, 'qemu', 'packaging'));

      it('finds every descriptor that names an image, open or not', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const found = await references(uri, image);
        assert.deepEqual(names(found.map((each) => each.uri)), [
          'packaging/c.json',
          'qemu/firmware/10-a.json',
          'qemu/firmware/20-b.json',
        ]);
        assert.ok(found.every((each) => textOf(each.uri, each.range) === image));
        const others = await references(uri, image, false);
        assert.deepEqual(names(others.map((each) => each.uri)), [
          'packaging/c.json',
          'qemu/firmware/20-b.json',
        ]);
        assert.deepEqual(await references(uri, '"mapp'), []);
        assert.deepEqual(await references(uri, '"fla'), []);
      });

      it('uses the text of open documents, and that of the files once they are closed', async () => {
        const uri = open('qemu/firmware/10-a.json');
        open('qemu/firmware/20-b.json');
        client.edit(uriOf('qemu/firmware/20-b.json'), image, '/other');
        const withEdit = await references(uri, image);
        assert.deepEqual(names(withEdit.map((each) => each.uri)), [
          'packaging/c.json',
          'qemu/firmware/10-a.json',
        ]);
        client.close(uriOf('qemu/firmware/20-b.json'));
        assert.equal((await references(uri, image)).length, 3);
      });

      it('renames an image in every descriptor, with JSON escapes', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const newName = '/new "image".fd';
        const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
          ...params(uri, image.slice(0, 5)),
          newName,
        });
        const changes = (edit.documentChanges as TextDocumentEdit[] | undefined)?.map(
          ({ textDocument, edits }) => ({ ...textDocument, edits }),
        );
        assert.equal(changes !== undefined, kind === FULL);
        const all =
          changes ??
          Object.entries(edit.changes ?? {}).map(([at, edits]) => ({ uri: at, version: null, edits }));
        assert.equal(all.length, 3);
        if (changes) assert.deepEqual(changes.map(({ version }) => version).sort(), [1, null, null]);
        for (const { uri: at, edits } of all) {
          const before = TextDocument.create('', '', 0, readFileSync(new URL(at), 'utf8'));
          const after = TextDocument.applyEdits(before, [...edits] as TextEdit[]);
          assert.deepEqual(JSON.parse(after), JSON.parse(using(newName.replaceAll('"', '\\"'))));
        }
      });

      it('rejects renaming anything else, with a reason', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const rename = (before: string, newName: string): Promise<unknown> =>
          client.request('textDocument/rename', { ...params(uri, before), newName });
        assert.match(await refused(rename('"mapp', 'x')), /^Only image paths can be renamed/);
        assert.match(await refused(rename(image, ' ')), /cannot be empty\.$/);
        assert.match(
          await refused(client.request('textDocument/prepareRename', params(uri, '"fla'))),
          /^Only image paths/,
        );
      });

      it('prepares a rename with the string between the quotes', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const found = await client.request<{ range: Range; placeholder: string }>(
          'textDocument/prepareRename',
          params(uri, image),
        );
        assert.equal(textOf(uri, found.range), image);
        assert.equal(found.placeholder, image);
      });

      it('links existing images only', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const links = await client.request<DocumentLink[]>('textDocument/documentLink', {
          textDocument: { uri },
        });
        const [link] = links.filter(({ target }) => target === pathToFileURL(image).href);
        assert.equal(textOf(uri, link?.range), image);
        assert.equal(link?.tooltip, kind === FULL ? 'Open image (2 KiB)' : undefined);
        client.edit(uri, image, `@DATADIR@${image}`);
        const after = await client.request<DocumentLink[]>('textDocument/documentLink', {
          textDocument: { uri },
        });
        assert.deepEqual(
          after.map(({ target }) => target).filter((target) => target === link?.target),
          [],
        );
      });

      it('has the image as the definition of its path', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const answer = await client.at<Location | LocationLink[]>('definition', uri, image);
        const target = Array.isArray(answer) ? answer[0]?.targetUri : answer.uri;
        assert.equal(target, pathToFileURL(image).href);
      });

      it('finds descriptors by file name and description, and images', async () => {
        const find = async (query: string): Promise<string[]> => {
          const found = await client.request<SymbolInformation[]>('workspace/symbol', { query });
          return [...new Set(found.map(({ location }) => location.uri))];
        };
        assert.deepEqual(names(await find('30-other')), ['qemu/firmware/30-other.json']);
        assert.equal((await find('images/code.fd')).length, 3);
        assert.equal((await find('')).length, 4);
        assert.deepEqual(await find('no symbol has this name'), []);
      });

      it('has a lens if the client can show its locations', async () => {
        const uri = open('qemu/firmware/10-a.json');
        assert.equal(client.initializeResult?.capabilities.codeLensProvider !== undefined, kind === FULL);
        if (kind !== FULL) return;
        const lenses = (): Promise<CodeLens[]> =>
          client.request('textDocument/codeLens', { textDocument: { uri } });
        const [lens] = await lenses();
        assert.equal(textOf(uri, lens?.range), '"mapping"');
        assert.equal(lens?.command?.title, '2 other descriptors use this image');
        assert.equal(lens.command.command, 'qemuFirmware.showReferences');
        const [at, , locations] = lens.command.arguments as [string, object, Location[]];
        assert.equal(at, uri);
        assert.equal(locations.length, 2);
        client.settings = {};
        client.notify('workspace/didChangeConfiguration', { settings: null });
        await client.until(() => client.asked.find((method) => method === 'workspace/codeLens/refresh'));
        assert.deepEqual(await lenses(), []);
      });

      it('adds and removes folders with the client', async () => {
        const uri = open('qemu/firmware/10-a.json');
        const count = async (): Promise<number> => (await references(uri, image)).length;
        assert.equal(await count(), 3);
        const event = (added: readonly string[], removed: readonly string[]): void => {
          const named = (list: readonly string[]): object[] =>
            list.map((name) => ({ uri: uriOf(name), name }));
          client.notify('workspace/didChangeWorkspaceFolders', {
            event: { added: named(added), removed: named(removed) },
          });
        };
        event(['foobar/'], []);
        assert.equal(await count(), 4);
        event([], ['foobar', 'packaging/']);
        assert.equal(await count(), 2);
      });

      it('notices changed, created and deleted files', async () => {
        const uri = open('qemu/firmware/10-a.json');
        assert.equal((await references(uri, image)).length, 3);
        const changes = [
          { uri: write('qemu/firmware/20-b.json', using('/something/quite/different')), type: 2 },
          { uri: write('packaging/new.json', using(image)), type: 1 },
          { uri: write('packaging/new2.json', using(image)), type: 1 },
          { uri: uriOf('packaging/c.json'), type: 3 },
        ];
        rmSync(path.join(folder, 'packaging/c.json'));
        if (kind === FULL) client.notify('workspace/didChangeWatchedFiles', { changes });
        const found = await references(uri, image);
        assert.deepEqual(names(found.map((each) => each.uri)), [
          'packaging/new.json',
          'packaging/new2.json',
          'qemu/firmware/10-a.json',
        ]);
      });

      it('watches files only if the client announces support', async () => {
        await references(open('qemu/firmware/10-a.json'), image);
        const registered = JSON.stringify(client.received).includes('workspace/didChangeWatchedFiles');
        assert.equal(registered, kind === FULL);
      });
    });
  }

  it('is not required: files in the same descriptor directory are found', async () => {
    await start(NEOVIM);
    const found = await references(open('qemu/firmware/10-a.json'), image);
    assert.deepEqual(names(found.map(({ uri }) => uri)), [
      'qemu/firmware/10-a.json',
      'qemu/firmware/20-b.json',
    ]);
  });

  it('of a root contains the descriptors of packages and of the administrator', async () => {
    const own = write('root/etc/qemu/firmware/10-a.json', using(image));
    write('root/usr/share/qemu/firmware/60-b.json', using(image));
    write('elsewhere/usr/share/qemu/firmware/60-b.json', using(image));
    await start(NEOVIM);
    open('root/etc/qemu/firmware/10-a.json');
    const found = await references(own, image);
    assert.deepEqual(names(found.map(({ uri }) => uri)), [
      'root/etc/qemu/firmware/10-a.json',
      'root/usr/share/qemu/firmware/60-b.json',
    ]);
  });

  it('does not confuse folders whose names start alike', async () => {
    write('foo/x.json', using(image));
    await start({ ...FULL, settings: {} }, 'foo');
    const { items } = await pullAll();
    assert.deepEqual(names(items.map(({ uri }) => uri)), ['foo/x.json']);
  });

  describe('has diagnostics', () => {
    const codes = (report: WorkspaceDiagnosticReport, name: string): unknown => {
      const found = report.items.find(({ uri }) => uri === uriOf(name));
      return found?.kind === 'full' ? client.codes(found.items) : found?.kind;
    };

    it('for every descriptor, only for clients that pull', async () => {
      await start(NEOVIM, '');
      assert.equal(client.initializeResult?.capabilities.diagnosticProvider, undefined);
      await client.stop();
      await start(FULL, 'qemu', 'packaging');
      open('qemu/firmware/20-b.json');
      const report = await pullAll();
      assert.deepEqual(names(report.items.map(({ uri }) => uri)), [
        'packaging/c.json',
        'qemu/firmware/10-a.json',
        'qemu/firmware/20-b.json',
        'qemu/firmware/30-other.json',
      ]);
      assert.deepEqual(codes(report, 'qemu/firmware/30-other.json'), ['unknown-value']);
      const versions = new Map(report.items.map(({ uri, version }) => [uri, version]));
      assert.equal(versions.get(uriOf('qemu/firmware/20-b.json')), 1);
      assert.equal(versions.get(uriOf('qemu/firmware/10-a.json')), null);
    });

    it('that report unchanged files, and clear those of deleted files', async () => {
      await start(FULL, 'qemu');
      const first = await pullAll();
      const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
      const again = await pullAll({ previousResultIds });
      assert.deepEqual([...new Set(again.items.map(({ kind }) => kind))], ['unchanged']);
      assert.equal(again.items.length, first.items.length);

      const repaired = write('qemu/firmware/30-other.json', SOUND);
      rmSync(path.join(folder, 'qemu/firmware/10-a.json'));
      const changes = [repaired, uriOf('qemu/firmware/10-a.json')].map((uri) => ({ uri, type: 2 }));
      client.notify('workspace/didChangeWatchedFiles', { changes });
      await client.until(() => client.asked.find((method) => method === 'workspace/diagnostic/refresh'));
      const after = await pullAll({ previousResultIds });
      assert.deepEqual(codes(after, 'qemu/firmware/30-other.json'), []);
      assert.deepEqual(codes(after, 'qemu/firmware/10-a.json'), []);
      assert.equal(codes(after, 'qemu/firmware/20-b.json'), 'unchanged');
      const deleted = after.items.find(({ uri }) => uri === uriOf('qemu/firmware/10-a.json'));
      assert.equal(deleted?.resultId, undefined);
    });

    it('that stay when a document is closed', async () => {
      await start(FULL, 'qemu');
      const uri = open('qemu/firmware/30-other.json');
      await pullAll();
      client.close(uri);
      const before = await client.pull(uri);
      assert.deepEqual(before.kind === 'full' && client.codes(before.items), []);
      const report = await pullAll();
      assert.deepEqual(codes(report, 'qemu/firmware/30-other.json'), ['unknown-value']);
      const after = await client.pull(uri);
      assert.deepEqual(after.kind === 'full' && client.codes(after.items), ['unknown-value']);
    });

    it('only for files: those of an untitled document disappear when it is closed', async () => {
      await start(FULL, 'qemu');
      const uri = 'untitled:Untitled-1';
      client.open(uri, '{ "tags": [');
      const alone = await client.pull(uri);
      assert.ok(alone.kind === 'full' && alone.items.length > 0);
      for (const value of [alone.resultId, 'other']) {
        const report = await pullAll({ previousResultIds: [{ uri, value }] });
        assert.ok(!report.items.some((item) => item.uri === uri));
        assert.ok(report.items.some((item) => item.uri === uriOf('qemu/firmware/30-other.json')));
      }
    });

    it('in parts with progress, if the client requests it', async () => {
      await start(FULL, 'qemu');
      const report = await pullAll({ partialResultToken: 'part', workDoneToken: 'done' });
      assert.deepEqual(report.items, []);
      const progress = client.received.flatMap((message) =>
        'method' in message && message.method === '$/progress'
          ? [
              (
                message as unknown as {
                  params: { token: string; value: { items?: unknown[]; kind?: string } };
                }
              ).params,
            ]
          : [],
      );
      assert.equal(
        progress.flatMap(({ token, value }) => (token === 'part' ? (value.items ?? []) : [])).length,
        3,
      );
      const kindsOfProgress = progress.flatMap(({ token, value }) => (token === 'done' ? [value.kind] : []));
      assert.deepEqual([kindsOfProgress[0], kindsOfProgress.at(-1)], ['begin', 'end']);
    });

    it('unless the user disables them', async () => {
      await start({ ...FULL, settings: { workspaceDiagnostics: false } }, 'qemu');
      const previousResultIds = [{ uri: uriOf('qemu/firmware/30-other.json'), value: '1' }];
      const report = await pullAll({ previousResultIds });
      assert.deepEqual(report.items, [
        { kind: 'full', uri: uriOf('qemu/firmware/30-other.json'), version: null, items: [] },
      ]);
    });

    it('in other folders only if detection by content is enabled', async () => {
      await start({ ...FULL, settings: { detectByContent: false } }, 'qemu', 'packaging');
      const { items } = await pullAll();
      assert.ok(names(items.map(({ uri }) => uri)).every((name) => name.startsWith('qemu/')));
    });

    it('whose search shows progress if it takes long', async () => {
      for (let count = 0; count < 250; count++)
        mkdirSync(path.join(folder, 'many', String(count)), { recursive: true });
      write('many/1/x.json', SOUND);
      await start(FULL, 'many');
      assert.equal((await pullAll()).items.length, 1);
      await client.until(() => JSON.stringify(client.received).includes('"kind":"end"') || undefined);
      assert.equal(client.asked.filter((method) => method === 'window/workDoneProgress/create').length, 1);
    });

    it('whose search ends when it is cancelled', async () => {
      for (let count = 0; count < 100; count++) write(`many/${count}/x.json`, SOUND);
      await start(FULL, 'many');
      let requests = 0;
      let answer: (settings: readonly object[]) => void = () => undefined;
      const answered = new Promise<readonly object[]>((resolve) => (answer = resolve));
      client.connection.onRequest('workspace/configuration', () => {
        requests++;
        return answered;
      });
      client.write({ id: 'mine', method: 'workspace/diagnostic', params: { previousResultIds: [] } });
      await client.until(
        () => JSON.stringify(client.received).includes('workspace/configuration') || undefined,
      );
      client.write({ method: '$/cancelRequest', params: { id: 'mine' } });
      // The server waits for the settings of the first file, and receives the cancellation before it continues.
      answer([{}]);
      assert.equal((await client.replyTo('mine')).error?.code, -32800);
      assert.ok(requests < 5, `it asked for the settings of ${requests} files`);
    });
  });
});
