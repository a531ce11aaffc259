import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CAPABILITIES = {
  workspace: { configuration: true },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    formatting: {},
    documentHighlight: {},
    documentLink: {},
    codeLens: {},
    colorProvider: {},
    inlayHint: {},
    selectionRange: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    semanticTokens: {
      requests: { full: true },
      formats: ['relative'],
      tokenTypes: ['property', 'string', 'keyword', 'comment', 'enumMember', 'number'],
      tokenModifiers: [],
    },
  },
};

/** A language server process, and a client that sends the requests to measure. */
export class Client {
  #process;
  #received = Buffer.alloc(0);
  #pending = new Map();
  #lastId = 0;
  #versions = new Map();
  /** What the server announced. @type {Record<string, any>} */
  capabilities = {};

  /** @param {import('./peers.mjs').Server} server */
  constructor(server) {
    this.server = server;
    this.#process = spawn(process.execPath, server.args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout.on('data', (chunk) => this.#receive(chunk));
    this.#process.on('exit', () => {
      for (const { reject } of this.#pending.values()) reject(new Error(`${server.name} ended`));
    });
  }

  async initialize() {
    const { initializationOptions, settings } = this.server;
    const capabilities = CAPABILITIES;
    const params = { processId: null, rootUri: null, capabilities, initializationOptions };
    ({ capabilities: this.capabilities } = await this.request('initialize', params));
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings });
  }

  open(uri, text) {
    this.#versions.set(uri, 1);
    const { languageId } = this.server;
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  close(uri) {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Replaces `length` characters at a position of one line. */
  edit(uri, { line, character }, length, text) {
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    const range = { start: { line, character }, end: { line, character: character + length } };
    this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  /** Returns the number of diagnostics that a document has now. */
  async countDiagnostics(uri) {
    const { items } = await this.request('textDocument/diagnostic', { textDocument: { uri } });
    return items.length;
  }

  /** Returns the resident memory in MiB; undefined unless the system reports it as Linux does. */
  readMemory() {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'latin1');
      return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async end() {
    await this.request('shutdown');
    this.notify('exit');
    await new Promise((resolve) => this.#process.once('exit', resolve));
  }

  request(method, params) {
    const id = ++this.#lastId;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const start = end + 4;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, end))[1]);
      if (this.#received.length < start + length) return;
      const message = JSON.parse(this.#received.toString('utf8', start, start + length));
      this.#received = this.#received.subarray(start + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === 'workspace/configuration') {
      const values = params.items.map(({ section }) => this.server.settings[section] ?? null);
      this.#send({ id, result: values });
    } else if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: null });
    } else {
      const asked = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  }
}
