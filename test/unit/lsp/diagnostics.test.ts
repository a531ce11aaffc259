import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Diagnostic, DocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { NEOVIM, VSCODE } from '../../protocol/kinds';
import { ChangingFiles, startOwnServer, type OwnServer } from '../support/server';

const TEXT = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const ODD = TEXT.replace('"raw"', '"rwa"');
const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
const IMAGES = { '/usr/share/OVMF/OVMF_CODE_4M.fd': 'code', '/usr/share/OVMF/OVMF_VARS_4M.fd': 'vars' };

/** Questions for settings that wait until the test answers them. */
class Questions {
  readonly answers: ((settings: object) => void)[] = [];
  private wake = (): void => undefined;
  private isAnswered = false;

  constructor({ client }: OwnServer) {
    client.onRequest('workspace/configuration', async () => {
      if (this.isAnswered) return [{}];
      const answer = new Promise<object>((resolve) => this.answers.push(resolve));
      this.wake();
      return [await answer];
    });
  }

  /** Those that wait, and those to come. */
  answerAll(): void {
    this.isAnswered = true;
    for (const answer of this.answers) answer({});
  }

  async until(count: number): Promise<void> {
    while (this.answers.length < count) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}

describe('diagnostics', () => {
  let server: OwnServer;
  let files: ChangingFiles;
  beforeEach(() => {
    files = new ChangingFiles(IMAGES);
  });
  afterEach(() => {
    server.dispose();
    assert.deepEqual(server.logged, []);
  });

  const start = async (capabilities: object, more: object = {}): Promise<void> => {
    server = await startOwnServer({ workspace: files }, capabilities, more);
  };
  const notify = (method: string, params: object): void => {
    void server.client.sendNotification(method, params);
  };
  const open = (uri: string, text: string): void => {
    notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'qemu-firmware', version: 1, text },
    });
  };
  const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

  describe('that are pushed', () => {
    const URI = 'file:///project/a.json';
    let published: PublishDiagnosticsParams[];
    let questions: Questions;
    let wake = (): void => undefined;
    beforeEach(async () => {
      await start(NEOVIM.capabilities);
      published = [];
      questions = new Questions(server);
      server.client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
        published.push(params);
        wake();
      });
    });
    const until = async (count: number): Promise<void> => {
      while (published.length < count) await new Promise<void>((resolve) => (wake = resolve));
    };
    const shown = (): unknown[] => published.map(({ version, diagnostics }) => [version, codes(diagnostics)]);
    /** Has everything that was begun before come to its end: an answer that takes the same ways comes after it. */
    const settle = async (): Promise<void> => {
      await server.client.sendRequest('textDocument/hover', {
        textDocument: { uri: URI },
        position: { line: 0, character: 0 },
      });
    };

    it('are those of the newest version, and none of an outdated one', async () => {
      open(URI, ODD);
      await questions.until(1);
      notify('textDocument/didChange', {
        textDocument: { uri: URI, version: 2 },
        contentChanges: [{ text: TEXT }],
      });
      // The server reads the change before the answer.
      questions.answers[0]?.({});
      await until(1);
      await settle();
      assert.deepEqual(shown(), [[2, []]]);
    });

    it('use the newest settings, even if older ones arrive later', async () => {
      open(URI, ODD);
      await questions.until(1);
      notify('workspace/didChangeConfiguration', { settings: null });
      await questions.until(2);
      questions.answers[1]?.({ rules: { 'unknown-value': 'off' } });
      await until(1);
      questions.answers[0]?.({});
      await settle();
      assert.deepEqual(shown(), [[1, []]]);
    });

    it('are cleared when the document is closed in the meantime', async () => {
      open(URI, ODD);
      await questions.until(1);
      notify('textDocument/didClose', { textDocument: { uri: URI } });
      questions.answers[0]?.({});
      await until(1);
      await settle();
      assert.deepEqual(shown(), [[1, []]]);
    });
  });

  describe('that are pulled', () => {
    const pull = async (uri: string): Promise<unknown[]> => {
      const found = await server.client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return found.kind === 'full' ? codes(found.items) : [found.kind];
    };
    const write = (path: string, text: string | undefined): void => {
      files.write(path, text);
      notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type: 2 }] });
    };

    it('follow the files around a descriptor', async () => {
      await start(VSCODE.capabilities);
      files.write(`${SHARE}/50-a.json`, TEXT);
      const uri = `file://${SHARE}/50-a.json`;
      open(uri, TEXT);
      assert.deepEqual(await pull(uri), []);
      write(`${ETC}/50-a.json`, '');
      assert.deepEqual(await pull(uri), ['file-hidden']);
      write(`${ETC}/50-a.json`, undefined);
      assert.deepEqual(await pull(uri), []);
      write(`${SHARE}/10-b.json`, TEXT);
      assert.deepEqual(await pull(uri), ['file-shadowed']);
      // The same file with something else in it, in as many bytes.
      write(`${SHARE}/10-b.json`, TEXT.replace('"uefi"', '"bios"'));
      assert.deepEqual(await pull(uri), []);
    });

    it('follow the images that a descriptor names', async () => {
      await start(VSCODE.capabilities);
      files.write(`${SHARE}/50-a.json`, TEXT);
      const uri = `file://${SHARE}/50-a.json`;
      open(uri, TEXT);
      assert.deepEqual(await pull(uri), []);
      write('/usr/share/OVMF/OVMF_VARS_4M.fd', undefined);
      assert.deepEqual(await pull(uri), ['image-missing']);
      write('/usr/share/OVMF/OVMF_VARS_4M.fd', 'vars');
      assert.deepEqual(await pull(uri), []);
    });

    it('of the workspace, if cancelled, clear nothing that was not visited', async () => {
      files.write('/project/a.json', ODD);
      files.write('/project/b.json', ODD);
      const workspaceFolders = [{ uri: 'file:///project', name: 'work' }];
      await start(VSCODE.capabilities, { workspaceFolders });
      const questions = new Questions(server);
      const parts: unknown[] = [];
      server.client.onNotification('$/progress', (params: object) => {
        parts.push(params);
      });
      const source = new CancellationTokenSource();
      const previousResultIds = ['a', 'b'].map((name) => ({
        uri: `file:///project/${name}.json`,
        value: '1',
      }));
      const params = { previousResultIds, partialResultToken: 'part' };
      const answer = server.client.sendRequest('workspace/diagnostic', params, source.token);
      await questions.until(1);
      source.cancel();
      // The server reads the cancellation before the answer.
      questions.answerAll();
      await assert.rejects(Promise.resolve(answer), { code: -32800 });
      assert.deepEqual(parts, []);
    });
  });
});
