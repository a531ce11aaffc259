/** Measures the time that language servers need to start and to answer, and their memory. Servers take turns, because other programs also load the machine. */
import { Client } from './client.mjs';
import { DOCUMENTS, MISTAKE, RIGHT } from './documents.mjs';
import { inTurn } from './programs.mjs';

/** @typedef {(figure: string, name: 'ours' | 'json', value: number | undefined) => void} Record */

const EDITS = { '1.5 KB': 80, '100 KB': 40, '1 MB': 20 };
const EDITS_FOR_MEMORY = 500;

/** @param {Record} record */
export async function measureServers({ ours, json }, record) {
  const servers = { ours, json };
  for (let round = 0; round < 12; round++)
    for (const [name, server] of inTurn(servers, round)) await measureStart(name, server, record);
  for (const document of DOCUMENTS) await measureDocument(servers, document, record);
  for (const document of DOCUMENTS.slice(0, 2)) await measureAnnounced(servers, document, record);
  await measureMemory(servers, record);
}

/** Measures the time from the start of the process to the diagnostics of a small document with a mistake. */
async function measureStart(name, server, record) {
  const start = performance.now();
  const client = new Client(server);
  await client.initialize();
  const { text, uri } = describe(DOCUMENTS[0]);
  client.open(uri, text.replace(`"${RIGHT}"`, `"${MISTAKE}"`));
  while ((await client.countDiagnostics(uri)) === 0);
  record('cold start to diagnostics', name, performance.now() - start);
  record('cold start, memory', name, client.readMemory());
  await client.end();
}

async function measureDocument(servers, document, record) {
  const { uri, text, place, name: size } = describe(document);
  const clients = await startAll(servers, uri, text);
  const time = async (figure, name, work) => {
    const start = performance.now();
    await work();
    record(`${figure}, ${size}`, name, performance.now() - start);
  };
  for (let round = 0; round < EDITS[size]; round++)
    for (const [name, client] of inTurn(clients, round)) {
      const hasMistake = round % 2 === 0;
      await time('edit to diagnostics', name, async () => {
        client.edit(uri, place, RIGHT.length, hasMistake ? MISTAKE : RIGHT);
        const count = await client.countDiagnostics(uri);
        if (count > 0 !== hasMistake) throw new Error(`${client.server.name}: ${count} diagnostics`);
      });
    }

  const where = { textDocument: { uri } };
  const options = { tabSize: 4, insertSpaces: true };
  const requests = {
    completion: { ...where, position: place },
    hover: { ...where, position: place },
    documentSymbol: where,
    foldingRange: where,
    formatting: { ...where, options },
  };
  const ask = (client, what) => client.request(`textDocument/${what}`, requests[what]);
  for (let round = 0; round < EDITS[size]; round++)
    for (const [name, client] of inTurn(clients, round)) {
      await time('edit and four requests at once', name, async () => {
        client.edit(uri, place, RIGHT.length, round % 2 === 0 ? MISTAKE : RIGHT);
        const common = ['completion', 'hover', 'documentSymbol', 'foldingRange'];
        await Promise.all([client.countDiagnostics(uri), ...common.map((what) => ask(client, what))]);
      });
      for (const what of Object.keys(requests)) await time(what, name, () => ask(client, what));
    }
  await endAll(clients);
}

/**
 * Measures an edit with all requests that an editor sends after it to a server that announces the features: so a server with more features
 * is asked more.
 */
async function measureAnnounced(servers, document, record) {
  const { uri, text, place, name: size } = describe(document);
  const clients = await startAll(servers, uri, text);
  for (let round = 0; round < EDITS[size]; round++)
    for (const [name, client] of inTurn(clients, round)) {
      const start = performance.now();
      client.edit(uri, place, RIGHT.length, round % 2 === 0 ? MISTAKE : RIGHT);
      const asked = listAnnounced(client.capabilities, uri, place);
      await Promise.all([
        client.countDiagnostics(uri),
        ...asked.map(([what, params]) => client.request(`textDocument/${what}`, params)),
      ]);
      record(`edit and all that is announced, ${size}`, name, performance.now() - start);
    }
  await endAll(clients);
}

/** The number of lines that an editor shows. */
const SHOWN_LINES = 50;

/** Lists the requests that editors send by themselves after an edit. @returns {[what: string, params: object][]} */
function listAnnounced(capabilities, uri, position) {
  const textDocument = { uri };
  const where = { textDocument, position };
  const first = Math.max(0, position.line - SHOWN_LINES / 2);
  const shown = {
    start: { line: first, character: 0 },
    end: { line: first + SHOWN_LINES, character: 0 },
  };
  const requests = {
    completion: ['completionProvider', where],
    hover: ['hoverProvider', where],
    documentHighlight: ['documentHighlightProvider', where],
    documentSymbol: ['documentSymbolProvider', { textDocument }],
    foldingRange: ['foldingRangeProvider', { textDocument }],
    selectionRange: ['selectionRangeProvider', { textDocument, positions: [position] }],
    documentLink: ['documentLinkProvider', { textDocument }],
    documentColor: ['colorProvider', { textDocument }],
    codeLens: ['codeLensProvider', { textDocument }],
    'semanticTokens/full': ['semanticTokensProvider', { textDocument }],
    inlayHint: ['inlayHintProvider', { textDocument, range: shown }],
    codeAction: [
      'codeActionProvider',
      { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } },
    ],
  };
  return Object.entries(requests)
    .filter(([, [provider]]) => capabilities[provider])
    .map(([what, [, params]]) => [what, params]);
}

async function measureMemory(servers, record) {
  const { uri, text, place } = describe(DOCUMENTS[0]);
  const clients = await startAll(servers, uri, text);
  for (const [name, client] of Object.entries(clients)) {
    for (let edit = 0; edit < EDITS_FOR_MEMORY; edit++) {
      client.edit(uri, place, RIGHT.length, edit % 2 === 0 ? MISTAKE : RIGHT);
      await client.countDiagnostics(uri);
    }
    record(`memory after ${EDITS_FOR_MEMORY} edits`, name, client.readMemory());
  }
  await endAll(clients);
}

const describe = (document) => ({ ...document, uri: 'file:///tmp/60-bench.json' });

async function startAll(servers, uri, text) {
  const clients = {};
  for (const [name, server] of Object.entries(servers)) {
    const client = new Client(server);
    await client.initialize();
    client.open(uri, text);
    const count = await client.countDiagnostics(uri);
    if (count > 0) throw new Error(`${server.name} finds ${count} mistakes where there are none`);
    clients[name] = client;
  }
  return clients;
}

async function endAll(clients) {
  for (const client of Object.values(clients)) await client.end();
}
