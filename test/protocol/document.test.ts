import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type {
  CodeAction,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  Range,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const URI = 'file:///somewhere/qemu/firmware/50-test.json';
const LINES = SOUND.split('\n');
const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: LINES.length, character: 0 } };

describe('the features of one document', () => {
  let client: Client;
  const start = async (kind: Kind, text = SOUND): Promise<void> => {
    client = await Client.start(kind);
    client.open(URI, text);
  };
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });
  const ask = <R>(method: string, params: object = {}): Promise<R> =>
    client.request(`textDocument/${method}`, { textDocument: { uri: URI }, ...params });

  const kinds: readonly (readonly [string, Kind])[] = [
    ['announces nothing', BARE],
    ['resembles Neovim', NEOVIM],
    ['resembles VS Code', VSCODE],
  ];
  for (const [what, kind] of kinds) {
    describe(`for a client that ${what}`, () => {
      it('outline it', async () => {
        await start(kind);
        const symbols = await ask<(DocumentSymbol | SymbolInformation)[]>('documentSymbol');
        const [first] = symbols;
        assert.ok(first);
        assert.match(first.name, /^UEFI for x86-64/);
        if (kind === BARE) {
          assert.ok(symbols.every((symbol) => 'location' in symbol && symbol.location.uri === URI));
          const target = symbols.find(({ name }) => name === 'x86_64 · pc-q35-*');
          assert.equal(target && 'containerName' in target && target.containerName, 'targets');
        } else {
          assert.ok('children' in first);
          assert.equal(first.detail, 'split · raw · x86_64 pc-q35-*');
          assert.deepEqual(
            first.children.map(({ name }) => name),
            Object.keys(JSON.parse(SOUND) as object),
          );
        }
      });

      it('fold it', async () => {
        await start(kind);
        const ranges = await ask<FoldingRange[]>('foldingRange');
        assert.equal(ranges.length, 10);
        const line = LINES.findIndex((each) => each.includes('"executable"'));
        const found = ranges.find(({ startLine }) => startLine === line);
        const exact = { startLine: line, startCharacter: 23, endLine: line + 3, endCharacter: 8 };
        assert.deepEqual(found, kind === BARE ? exact : { startLine: line, endLine: line + 2 });
      });

      it('grow selections in it', async () => {
        await start(kind);
        const positions = [{ line: 1, character: 6 }, { line: 1e9, character: 0 }, 'nowhere'];
        const ranges = await ask<SelectionRange[]>('selectionRange', { positions });
        assert.equal(ranges.length, 3);
        assert.deepEqual(ranges[0]?.range, {
          start: { line: 1, character: 5 },
          end: { line: 1, character: 16 },
        });
        assert.deepEqual(ranges[0].parent?.range.end, { line: 1, character: 17 });
      });

      it('format it', async () => {
        const options = { tabSize: 4, insertSpaces: true };
        await start(kind, JSON.stringify(JSON.parse(SOUND)));
        const edits = await ask<TextEdit[]>('formatting', {
          options: { ...options, insertFinalNewline: true },
        });
        assert.equal(client.applied(URI, edits), SOUND);
        client.edit(URI, '"tags"', '"tags",');
        assert.deepEqual(await ask('formatting', { options }), []);
      });

      it('format parts of it', async () => {
        const options = { tabSize: 4, insertSpaces: true };
        const shifted = SOUND.replace('    "mapping"', '"mapping"').replace('    "tags"', '"tags"');
        await start(kind, shifted);
        const rangeOf = (word: string): Range => {
          const line = shifted.split('\n').findIndex((each) => each.includes(word));
          return { start: { line, character: 0 }, end: { line, character: 4 } };
        };
        const edits = await ask<TextEdit[]>('rangeFormatting', { range: rangeOf('"tags"'), options });
        assert.equal(client.applied(URI, edits), SOUND.replace('    "mapping"', '"mapping"'));
        if (kind === BARE) return;
        const ranges = [rangeOf('"tags"'), rangeOf('"mapping"')];
        assert.equal(
          client.applied(URI, await ask<TextEdit[]>('rangesFormatting', { ranges, options })),
          SOUND,
        );
      });

      it('tell what its tokens are', async () => {
        await start(kind);
        const legend = client.initializeResult?.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
        const { data } = await ask<SemanticTokens>('semanticTokens/full');
        const found = decoded(data, legend);
        assert.deepEqual(found.slice(0, 3), [
          '"description" property',
          '"interface-types" property',
          'uefi enumMember',
        ]);
        assert.ok(found.includes('pc-q35- type') && found.includes('* operator'));
        const line = LINES.findIndex((each) => each.includes('"mode"'));
        const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
        const part = await ask<SemanticTokens>('semanticTokens/range', { range });
        assert.deepEqual(decoded(part.data, legend), ['"mode" property', 'split enumMember']);
      });

      it('highlight equal features and images', async () => {
        await start(kind, SOUND.replace('"acpi-s3"', '"secure-boot"'));
        const found = await client.at<DocumentHighlight[]>('documentHighlight', URI, '"secure-b');
        assert.equal(found.length, 2);
      });

      it('show hints for implied values', async () => {
        await start(kind, SOUND.replace('        "mode": "split",\n', '').replace('q35', 'q53'));
        const hints = await ask<InlayHint[]>('inlayHint', { range: WHOLE });
        assert.deepEqual(
          hints.map(({ label }) => label),
          ['mode: split', 'matches no known machine type'],
        );
        assert.equal(client.applied(URI, hints[0]?.textEdits ?? []), SOUND.replace('q35', 'q53'));
        assert.deepEqual(await ask('inlayHint', { range: { start: WHOLE.start, end: WHOLE.start } }), []);
      });

      it('answer invalid parameters and continue', async () => {
        await start(kind);
        const methods = [
          ...['documentSymbol', 'foldingRange', 'selectionRange', 'formatting', 'rangeFormatting'],
          ...[
            'rangesFormatting',
            'semanticTokens/full',
            'semanticTokens/range',
            'documentHighlight',
            'inlayHint',
          ],
        ];
        const senseless: readonly object[] = [
          {},
          { textDocument: null },
          { options: { tabSize: 1e9, insertSpaces: 'no' }, range: null, ranges: [null], positions: {} },
          { options: 5, range: { start: 5 }, ranges: 5, positions: [null, { line: -1, character: 0.5 }] },
        ];
        for (const method of methods) for (const params of senseless) await ask(method, params);
        assert.equal((await ask<FoldingRange[]>('foldingRange')).length, 10);
      });
    });
  }

  /** Returns the document after the only action of that kind with such a title. */
  const acted = async (kind: string, title: string): Promise<string> => {
    const actions: readonly CodeAction[] = await client.codeActions(URI, [kind]);
    const found = actions.filter((action) => action.title.startsWith(title));
    assert.equal(found.length, 1, actions.map((action) => action.title).join());
    return client.applied(URI, found[0]?.edit?.changes?.[URI] ?? []);
  };

  it('rewrite it for another mode', async () => {
    await start(NEOVIM);
    for (const kind of ['refactor', 'refactor.rewrite']) {
      const text = await acted(kind, 'Convert to stateless flash');
      const { mapping, features } = JSON.parse(text) as { mapping: object; features: string[] };
      assert.deepEqual(Object.keys(mapping), ['device', 'mode', 'executable']);
      assert.ok(!features.includes('enrolled-keys'));
    }
    assert.deepEqual(await client.codeActions(URI, ['refactor.extract']), []);
  });

  it('sort it on request', async () => {
    const text = SOUND.replace('"acpi-s3",\n        "enrolled-keys"', '"enrolled-keys",\n        "acpi-s3"');
    await start(NEOVIM, text);
    for (const kind of ['source.organize', 'source.organize.qemuFirmware'])
      assert.match(await acted(kind, 'Sort'), /"acpi-s3",\s+"enrolled-keys"/);
    assert.deepEqual(await client.codeActions(URI, ['source.organizeImports']), []);
    assert.ok((await client.codeActions(URI)).every(({ kind }) => kind !== 'source.organize.qemuFirmware'));
  });

  it('show hints only if they are enabled, and update them when that changes', async () => {
    await start({ ...VSCODE, settings: { inlayHints: false } }, SOUND.replace('q35', 'q53'));
    assert.deepEqual(await ask('inlayHint', { range: WHOLE }), []);
    client.settings = {};
    client.notify('workspace/didChangeConfiguration', { settings: null });
    for (const method of ['workspace/inlayHint/refresh', 'workspace/semanticTokens/refresh'])
      await client.until(() => client.asked.find((asked) => asked === method));
    assert.equal((await ask<InlayHint[]>('inlayHint', { range: WHOLE })).length, 1);
  });

  it('ignore other documents', async () => {
    await start(VSCODE);
    const textDocument = { uri: 'file:///elsewhere.json' };
    client.open(textDocument.uri, '{"name": [\n1\n]}', 'json');
    const params = { options: { tabSize: 4, insertSpaces: true } };
    for (const method of ['documentSymbol', 'foldingRange', 'formatting'])
      assert.deepEqual(await ask(method, { ...params, textDocument }), []);
    assert.deepEqual(await ask('semanticTokens/full', { textDocument }), { data: [] });
  });
});

/** Returns tokens as their text in SOUND and their type. */
function decoded(data: readonly number[], legend: readonly string[]): string[] {
  const tokens: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
    character = down > 0 ? right : character + right;
    line += down;
    tokens.push(`${LINES[line]?.slice(character, character + length) ?? ''} ${legend[type] ?? ''}`);
  }
  return tokens;
}
