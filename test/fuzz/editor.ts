import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ResponseError, type Position } from 'vscode-languageserver/node';
import { hasControls } from '../../server/src/text/visible';
import type { Workspace } from '../../server/src/workspace/workspace';
import { VSCODE } from '../protocol/kinds';
import { startOwnServer, type OwnServer } from '../unit/support/server';

/** The descriptor that a case opens, and the files around it. */
export interface Opened {
  readonly text: string;
  /** Absolute, with `/`. */
  readonly path: string;
  /** The offsets at which questions are asked. */
  readonly offsets: readonly number[];
  readonly workspace: Workspace;
  readonly settings?: object;
}

const AT_PLACES = [
  'completion',
  'hover',
  'definition',
  'declaration',
  'typeDefinition',
  'references',
  'documentHighlight',
  'prepareRename',
];
const OF_DOCUMENTS = [
  'documentSymbol',
  'foldingRange',
  'documentLink',
  'codeLens',
  'semanticTokens/full',
  'formatting',
];
const FORMS = ['blockdev', 'drive', 'libvirt'];

/** Members of answers that editors show unchanged. */
const SHOWN = new Set(['message', 'title', 'label', 'name', 'detail', 'value', 'documentation', 'tooltip']);

/** A server, and unsafe text that it showed, which is reported last because a failure matters more. */
interface Asked extends OwnServer {
  readonly unsafe: string[];
  /** The CPU time of the slowest question, in milliseconds. */
  longest: number;
}

/** A server's log, and the CPU time of the slowest question, in milliseconds. */
export interface Told {
  readonly logged: readonly string[];
  readonly longest: number;
}

/**
 * Opens a descriptor in a server in this process and sends every request of an editor. Rejects if a handler or a rule failed, or if an
 * answer contains control characters. A refusal with a message is fine.
 */
export async function askEverything({
  text,
  path,
  offsets,
  workspace,
  settings = {},
}: Opened): Promise<Told> {
  const more = { initializationOptions: { settings }, workspaceFolders: null };
  const host = { workspace, schemaUri: 'file:///schema' };
  const own = await startOwnServer(host, VSCODE.capabilities, more);
  const server: Asked = { ...own, unsafe: [], longest: 0 };
  try {
    const uri = `file://${path}`;
    const textDocument = { uri, languageId: 'qemu-firmware', version: 1, text };
    await server.client.sendNotification('textDocument/didOpen', { textDocument });
    const document = TextDocument.create(uri, '', 1, text);
    await askOfDocument(server, document);
    for (const offset of offsets) await askAt(server, uri, document.positionAt(offset));
    const failed = server.logged.find((line) => /\n\s+at /.test(line));
    assert.equal(failed, undefined, failed);
    assert.deepEqual(server.unsafe, [], 'shows control characters');
    return { logged: server.logged, longest: server.longest };
  } finally {
    server.dispose();
  }
}

async function askOfDocument(server: Asked, document: TextDocument): Promise<void> {
  const { uri } = document;
  const whole = { start: { line: 0, character: 0 }, end: document.positionAt(Infinity) };
  const options = { tabSize: 4, insertSpaces: true };
  const report = await ask<{ items?: readonly { code: unknown; message: string }[] }>(
    server,
    'textDocument/diagnostic',
    { textDocument: { uri } },
  );
  const broken = report?.items?.find(({ code }) => code === 'internal-error');
  assert.equal(broken, undefined, broken?.message);
  for (const method of OF_DOCUMENTS)
    await ask(server, `textDocument/${method}`, { textDocument: { uri }, options });
  const context = { diagnostics: report?.items ?? [] };
  await ask(server, 'textDocument/codeAction', { textDocument: { uri }, range: whole, context });
  await ask(server, 'textDocument/inlayHint', { textDocument: { uri }, range: whole });
  await ask(server, 'workspace/symbol', { query: 'a' });
  await ask(server, 'qemuFirmware/status', { uri });
  for (const form of FORMS) await ask(server, 'qemuFirmware/commandLine', { uri, form });
}

async function askAt(server: Asked, uri: string, position: Position): Promise<void> {
  const place = { textDocument: { uri }, position, context: { includeDeclaration: true } };
  for (const method of AT_PLACES) await ask(server, `textDocument/${method}`, place);
  await ask(server, 'textDocument/rename', { ...place, newName: '/new' });
  await ask(server, 'textDocument/selectionRange', { textDocument: { uri }, positions: [position] });
}

/** @returns the answer; undefined if the server refuses */
async function ask<R>(server: Asked, method: string, params: object): Promise<R | undefined> {
  const start = process.cpuUsage();
  try {
    const answer = await server.client.sendRequest<R>(method, params);
    server.unsafe.push(...findUnsafe(method, answer));
    return answer;
  } catch (error) {
    // A refusal, such as of a rename, is an answer; a bug has a code of its own. [LSP, ErrorCodes]
    if (error instanceof ResponseError && error.code !== -32603) return undefined;
    throw error;
  } finally {
    const { user, system } = process.cpuUsage(start);
    server.longest = Math.max(server.longest, (user + system) / 1000);
  }
}

function findUnsafe(method: string, answer: unknown): string[] {
  const found: string[] = [];
  for (const queue: unknown[] = [answer]; queue.length > 0;) {
    const value = queue.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'string') queue.push(member);
      else if (SHOWN.has(name) && hasControls(member.replaceAll('\n', '')))
        found.push(`${method}, ${name}: ${JSON.stringify(member.slice(0, 300))}`);
    }
  }
  return found;
}
