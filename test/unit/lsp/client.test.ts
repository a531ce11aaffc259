import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readClientFeatures, makeServerCapabilities } from '../../../server/src/lsp/protocol/capabilities';
import { Folders } from '../../../server/src/lsp/state/folders';
import {
  readOffset,
  toPath,
  toPathPart,
  readRange,
  readUri,
  readValue,
} from '../../../server/src/lsp/protocol/fromLsp';
import { readSettings } from '../../../server/src/lsp/state/settings';
import { LineIndex } from '../../../server/src/text/lineIndex';

describe('what a client announces', () => {
  it('has no capability without an announcement, for any input', () => {
    for (const capabilities of [
      undefined,
      null,
      5,
      [],
      {},
      { textDocument: null },
      { textDocument: { completion: 1 } },
    ])
      assert.ok(Object.values(readClientFeatures(capabilities)).every((feature) => feature === false));
    fc.assert(
      fc.property(fc.anything(), (capabilities) => {
        makeServerCapabilities(readClientFeatures(capabilities));
      }),
    );
  });

  it('decides what the server offers', () => {
    const bare = makeServerCapabilities(readClientFeatures({}));
    assert.deepEqual(
      [bare.diagnosticProvider, bare.codeActionProvider, bare.workspace],
      [undefined, undefined, undefined],
    );
    const capabilities = {
      workspace: { workspaceFolders: true },
      textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: {} } },
    };
    const full = makeServerCapabilities(readClientFeatures(capabilities));
    assert.ok(full.diagnosticProvider && full.codeActionProvider && full.workspace?.workspaceFolders);
  });
});

describe('reading what a client sent', () => {
  const lines = new LineIndex('ab\ncd');

  it('follows own members only', () => {
    assert.equal(readValue({ a: { b: 1 } }, 'a.b'), 1);
    for (const value of [undefined, null, 1, 'a', [], { a: null }, { a: [1] }])
      assert.equal(readValue(value, 'a.b'), undefined);
    assert.equal(readValue({}, 'constructor.name'), undefined);
  });

  it('accepts only valid positions, and moves them inside the text', () => {
    const at = (line: unknown, character: unknown): number | undefined =>
      readOffset(lines, { position: { line, character } }, 'position');
    assert.deepEqual([at(1, 1), at(-5, -5), at(9, 9), at(0, 99), at(0.5, 1.7)], [4, 0, 5, 2, 1]);
    assert.deepEqual([at('1', 1), at(null, 0), at(undefined, undefined)], [undefined, undefined, undefined]);
  });

  it('puts the ends of a range in order', () => {
    const [start, end] = [
      { line: 1, character: 0 },
      { line: 0, character: 1 },
    ];
    assert.deepEqual(readRange(lines, { range: { start, end } }, 'range'), { start: 1, end: 3 });
    assert.equal(readRange(lines, { range: { start } }, 'range'), undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (params) => {
        readUri(params);
        readRange(lines, params, 'range');
        readSettings(params);
        new Folders(params).changed(params);
      }),
    );
  });

  it('returns the path of a file, and of nothing else', () => {
    assert.equal(toPath('file:///usr/share/qemu%20x/a.json'), '/usr/share/qemu x/a.json');
    for (const uri of ['untitled:Untitled-1', 'vscode-vfs://host/a.json', 'nonsense', '', 'file'])
      assert.equal(toPath(uri), undefined);
    assert.equal(toPathPart('vscode-vfs://host/qemu/firmware/a.json'), '/qemu/firmware/a.json');
    assert.equal(toPathPart('no uri'), 'no uri');
  });
});

describe('settings', () => {
  it('are those of the section, or of the value itself', () => {
    const configuration = { qemuVersion: '7.2', schemaPath: '/qemu', consumers: ['mkosi@27'] };
    const view = {
      ...{ inlayHints: false, detectByContent: false },
      ...{ workspaceDiagnostics: false, codeLens: true, root: '/mnt', session: false, qapiDialect: 'auto' },
      directories: ['/opt/firmware'],
    };
    const given = { ...configuration, ...view, directories: ['/opt/firmware/', 'relative', 7] };
    const expected = { configuration, problem: undefined, view };
    assert.deepEqual(readSettings(given), expected);
    assert.deepEqual(readSettings({ qemuFirmware: given, qemuVersion: '9.0' }), expected);
  });

  it('are left out if they are invalid', () => {
    const view = {
      ...{ inlayHints: true, detectByContent: true },
      ...{ workspaceDiagnostics: true, codeLens: false, qapiDialect: 'auto', root: '', session: true },
      directories: [],
    };
    for (const value of [undefined, null, 7, 'x', [], {}, { qemuFirmware: 5 }])
      assert.deepEqual(readSettings(value), { configuration: {}, problem: undefined, view });
    const odd = { qemuVersion: 7.2, schemaPath: {}, inlayHints: 'no', consumers: 'libvirt@9.0', root: 3 };
    const { problem = '', ...settings } = readSettings(odd);
    assert.deepEqual(settings, { configuration: {}, view });
    assert.match(problem, /qemuVersion.*7\.2/);
    assert.deepEqual(readSettings({ qemuVersion: '  ', schemaPath: ' /a ' }).configuration, {
      schemaPath: '/a',
    });
  });
});

describe('the folders of the workspace', () => {
  const folder = (path: string): object => ({ uri: `file://${path}`, name: path });

  it('that contain a document are known by their path, on disk or not', () => {
    const virtual = ['vscode-vfs://host/a', 'vscode-vfs://host/a/b/'].map((uri) => ({ uri, name: uri }));
    const folders = new Folders({ workspaceFolders: [folder('/a'), ...virtual] });
    assert.equal(folders.pathHolding('file:///a/b/x.json'), '/a');
    assert.equal(folders.pathHolding('vscode-vfs://host/a/b/x.json'), '/a/b');
    assert.equal(folders.pathHolding('vscode-vfs://other/a/x.json'), undefined);
    assert.deepEqual(folders.paths, ['/a']);
    folders.changed({ removed: [virtual[1]], added: [{ uri: 'mem:/c', name: 'c' }] });
    assert.equal(folders.pathHolding('vscode-vfs://host/a/b/x.json'), '/a');
    assert.equal(folders.pathHolding('mem:/c/x.json'), '/c');
    assert.equal(folders.pathHolding('untitled:Untitled-1'), undefined);
  });

  it('are the folders, or else the root', () => {
    const params = { workspaceFolders: [folder('/a'), folder('/b')], rootUri: 'file:///c' };
    assert.deepEqual(new Folders(params).around(undefined), ['/a', '/b']);
    assert.deepEqual(new Folders({ workspaceFolders: null, rootUri: 'file:///c' }).around(undefined), ['/c']);
    assert.deepEqual(new Folders({ rootUri: null, rootPath: '/d' }).around(undefined), ['/d']);
    assert.deepEqual(new Folders({ workspaceFolders: [{ uri: 'vscode-vfs://x/y' }] }).around(undefined), []);
  });

  it('start with the innermost one that contains the file', () => {
    const folders = new Folders({ workspaceFolders: ['/a', '/a/foo', '/a/foobar'].map(folder) });
    assert.deepEqual(folders.around('/a/foobar/x.json'), ['/a/foobar', '/a', '/a/foo']);
    assert.deepEqual(folders.around('/elsewhere'), ['/a', '/a/foo', '/a/foobar']);
  });

  it('contain their files with any end of their own URI, and not files with the same prefix', () => {
    const folders = new Folders({ workspaceFolders: [folder('/a/foo/')] });
    assert.deepEqual(folders.paths, ['/a/foo']);
    assert.equal(folders.holding('/a/foo/x.json'), '/a/foo');
    assert.equal(folders.holding('/a/foobar/x.json'), undefined);
    assert.equal(folders.holding('/a/foo'), undefined);
    folders.changed({ removed: [folder('/a/foo')] });
    assert.deepEqual(folders.paths, []);
  });

  it('can be added and removed', () => {
    const folders = new Folders({ workspaceFolders: [folder('/a')] });
    folders.changed({ added: [folder('/b')], removed: [folder('/a')] });
    assert.deepEqual(folders.around(undefined), ['/b']);
  });
});
