import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Diagnostic, DocumentDiagnosticReport, DocumentSymbol } from 'vscode-languageserver';
import { VSCODE } from '../../protocol/kinds';
import { Calls } from '../support/calls';
import { ChangingFiles, startOwnServer, type OwnServer } from '../support/server';

const TEXT = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const ELSEWHERE = 'file:///elsewhere/qemu/firmware/50-a.json';
const IN_USE = 'file:///etc/qemu/firmware/50-a.json';

/** What an editor asks for when it has opened a document, or shown another version of it. */
const METHODS = [
  'documentSymbol',
  'diagnostic',
  'semanticTokens/full',
  'foldingRange',
  'inlayHint',
  'codeAction',
  'documentLink',
  'diagnostic',
];

/** What is called once for each descriptor that is made, each text that is parsed, and each document that is analysed. */
const STEPS = ['readUnder', 'parseJson', 'runRules'];

describe('a version of a document', () => {
  let server: OwnServer;
  let calls: Calls;
  let files: ChangingFiles;
  beforeEach(async () => {
    files = new ChangingFiles({ '/etc/qemu/firmware/50-a.json': TEXT });
    server = await startOwnServer({ workspace: files }, VSCODE.capabilities);
    calls = await Calls.start();
  });
  afterEach(async () => {
    await calls.stop();
    server.dispose();
    assert.deepEqual(server.logged, []);
  });

  const notify = (method: string, params: object): void => {
    void server.client.sendNotification(method, params);
  };
  const open = (uri: string, text = TEXT): void => {
    notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'qemu-firmware', version: 1, text },
    });
  };
  const change = (uri: string, version: number, text: string): void => {
    notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  };
  const ask = <R>(uri: string, method: string, more: object = {}): Promise<R> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const params = { textDocument: { uri }, range, context: { diagnostics: [] }, ...more };
    return server.client.sendRequest<R>(`textDocument/${method}`, params);
  };
  const askAll = (uri: string): Promise<unknown[]> =>
    Promise.all(METHODS.map((method) => ask<unknown>(uri, method)));
  const idsOf = (answers: readonly unknown[]): Set<unknown> =>
    new Set(
      METHODS.flatMap((method, at) =>
        method === 'diagnostic' ? [(answers[at] as DocumentDiagnosticReport).resultId] : [],
      ),
    );
  /** How often each of the steps was taken, and the id of all diagnostics. */
  const count = async (uri: string): Promise<{ steps: number[]; id: unknown }> => {
    await calls.since(STEPS);
    const ids = idsOf(await askAll(uri));
    assert.equal(ids.size, 1, 'the diagnostics of one version have several ids');
    return { steps: await calls.since(STEPS), id: [...ids][0] };
  };

  for (const uri of [ELSEWHERE, IN_USE]) {
    const isInUse = uri === IN_USE;
    it(`is derived, parsed and analysed once for eight requests at once: ${uri}`, async () => {
      open(uri);
      const opened = await count(uri);
      assert.deepEqual(opened.steps, [1, 1, 1]);
      change(uri, 2, `${TEXT}\n`);
      const changed = await count(uri);
      assert.deepEqual(changed.steps, [1, 1, 1]);
      assert.notEqual(changed.id, opened.id);
      assert.deepEqual((await count(uri)).steps, [0, 0, 0]);
    });

    it(`is not parsed again when settings or files change: ${uri}`, async () => {
      open(uri);
      const opened = await count(uri);
      notify('workspace/didChangeConfiguration', { settings: null });
      const configured = await count(uri);
      assert.deepEqual(configured.steps, [1, 0, isInUse ? 1 : 0]);
      assert.notEqual(configured.id, opened.id);
      files.write('/etc/qemu/firmware/10-b.json', TEXT);
      const changes = [{ uri: 'file:///etc/qemu/firmware/10-b.json', type: 1 }];
      notify('workspace/didChangeWatchedFiles', { changes });
      const watched = await count(uri);
      assert.deepEqual(watched.steps, isInUse ? [1, 1, 1] : [0, 0, 0]);
      assert.equal(watched.id === configured.id, !isInUse);
    });
  }

  it('has one result id until something changes', async () => {
    open(IN_USE);
    const [first] = idsOf(await askAll(IN_USE));
    const again = await ask<DocumentDiagnosticReport>(IN_USE, 'diagnostic', { previousResultId: first });
    assert.deepEqual(again, { kind: 'unchanged', resultId: first });
  });

  describe('with pending settings', () => {
    let answers: ((settings: object) => void)[];
    let asked: () => void;
    const until = async (length: number): Promise<void> => {
      while (answers.length < length) await new Promise<void>((resolve) => (asked = resolve));
    };
    beforeEach(() => {
      answers = [];
      asked = () => undefined;
      server.client.onRequest('workspace/configuration', async () => {
        const answer = new Promise<object>((resolve) => answers.push(resolve));
        asked();
        return [await answer];
      });
    });
    const codes = async (report: Promise<DocumentDiagnosticReport>): Promise<Diagnostic['code'][]> => {
      const found = await report;
      return found.kind === 'full' ? found.items.map(({ code }) => code) : [];
    };
    const pull = (): Promise<DocumentDiagnosticReport> => ask(ELSEWHERE, 'diagnostic');

    it('is still derived once, and the next version separately', async () => {
      open(ELSEWHERE, '{');
      const older = askAll(ELSEWHERE);
      await until(1);
      change(ELSEWHERE, 2, TEXT);
      const newer = askAll(ELSEWHERE);
      await calls.since(STEPS);
      answers[0]?.({});
      const [ofOlder, ofNewer] = await Promise.all([older, newer]);
      assert.equal((await calls.since(['runRules']))[0], 2);
      assert.deepEqual([idsOf(ofOlder).size, idsOf(ofNewer).size], [1, 1]);
      const [symbol] = ofNewer[0] as DocumentSymbol[];
      assert.equal(symbol?.name, (JSON.parse(TEXT) as { description: string }).description);
      assert.deepEqual(await count(ELSEWHERE), { steps: [0, 0, 0], id: [...idsOf(ofNewer)][0] });
    });

    it('uses the newest settings, even if older ones arrive later', async () => {
      open(ELSEWHERE, TEXT.replace('"raw"', '"rwa"'));
      const older = codes(pull());
      await until(1);
      notify('workspace/didChangeConfiguration', { settings: null });
      const newer = codes(pull());
      await until(2);
      answers[1]?.({ rules: { 'unknown-value': 'off' } });
      assert.deepEqual(await newer, []);
      answers[0]?.({});
      assert.deepEqual(await older, ['unknown-value']);
      assert.deepEqual(await codes(pull()), []);
    });

    it('is forgotten when it is closed in the meantime', async () => {
      open(ELSEWHERE, '[]');
      const unfinished = askAll(ELSEWHERE);
      await until(1);
      notify('textDocument/didClose', { textDocument: { uri: ELSEWHERE } });
      open(ELSEWHERE);
      const reopened = askAll(ELSEWHERE);
      await until(2);
      for (const answer of answers) answer({});
      assert.deepEqual([idsOf(await unfinished).size, idsOf(await reopened).size], [1, 1]);
      assert.deepEqual(await codes(pull()), []);
      assert.deepEqual(await count(ELSEWHERE), { steps: [0, 0, 0], id: [...idsOf(await reopened)][0] });
    });
  });
});
