import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { load } from './loadSources.mjs';
import { METHODS } from './methods.mjs';
import { filesBelow, inProject } from './project.mjs';

const SECTIONS = [
  ['Lifecycle', (method) => !method.includes('/') || /^(?:\$|client|telemetry)\//.test(method)],
  ['Documents', (method) => /^(?:textDocument\/(?:did|will)|notebookDocument)/.test(method)],
  ['Workspace', (method) => method.startsWith('workspace/') && !method.endsWith('/refresh')],
  ['Window', (method) => method.startsWith('window/')],
  ['Language features', () => true],
];

/** Handled by vscode-languageserver's connection itself, or by one of its own methods. */
const IN_LIBRARY = ['$/cancelRequest', 'shutdown', 'exit', 'window/logMessage'];
/** Part of the base protocol, and missing from the package's list. */
const BASE = ['$/cancelRequest', '$/progress'];
/** Names that register several methods at once; they are not messages. */
const GROUPS = ['notebookDocument/sync', 'textDocument/semanticTokens'];

/** Every method of the protocol that is a message. */
function listedMethods() {
  const protocol = createRequire(import.meta.url)('vscode-languageserver/node');
  const found = Object.values(protocol).flatMap((value) => [value?.method, value?.type?.method]);
  const methods = new Set([...BASE, ...found.filter((method) => typeof method === 'string')]);
  return [...methods].filter(
    (method) => /^[a-z$]\S*$/i.test(method) && method !== 'method' && !GROUPS.includes(method),
  );
}

/** Returns what the server announces to a client with every capability, and to one with none. */
async function readCapabilities() {
  const { makeServerCapabilities } = await load(`export * from './protocol/capabilities'`, 'server/src/lsp');
  const clientThat = (can) => new Proxy({}, { get: () => can });
  return { all: makeServerCapabilities(clientThat(true)), bare: makeServerCapabilities(clientThat(false)) };
}

const sources = filesBelow('server/src/lsp')
  .map((file) => readFileSync(inProject(file), 'utf8'))
  .join('\n');
const isHandled = (method) => IN_LIBRARY.includes(method) || sources.includes(`'${method}'`);
const at = (value, path) => path.split('.').reduce((holder, key) => holder?.[key], value) ?? false;

/** Returns the row of a method. Throws if scripts/methods.mjs disagrees with the server. */
function row(method, { all, bare }) {
  const entry = METHODS[method];
  if (!entry) throw new Error(`${method}: missing from scripts/methods.mjs`);
  const { supported, capability, text } = entry;
  if (isHandled(method) !== supported)
    throw new Error(`${method}: scripts/methods.mjs and the handlers differ`);
  if (capability !== null && at(all, capability) === false)
    throw new Error(`${method}: ${capability} is not announced`);
  const everywhere = capability === null || at(bare, capability) !== false;
  const answer = supported ? (everywhere ? 'yes' : 'if the client supports it') : 'no';
  return `| \`${method}\` | ${answer} | ${text} |`;
}

function page(capabilities) {
  const methods = listedMethods();
  const unknown = Object.keys(METHODS).filter((method) => !methods.includes(method));
  if (unknown.length > 0) throw new Error(`not in the protocol: ${unknown.join(', ')}`);
  const order = Object.keys(METHODS);
  const rest = new Set(methods.sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  const parts = SECTIONS.map(([title, belongs]) => {
    const own = [...rest].filter(belongs);
    for (const method of own) rest.delete(method);
    return [
      '',
      `## ${title}`,
      '',
      '| Method | Supported | Details |',
      '| --- | --- | --- |',
      ...own.map((method) => row(method, capabilities)),
    ];
  });
  return [...INTRODUCTION, ...parts.flat()].join('\n') + '\n';
}

const INTRODUCTION = [
  '# Features',
  '',
  'Every method of the Language Server Protocol (3.18), and how the server handles it. This page is generated: each method marked as supported is announced',
  'and handled, and no other is. The server works with any LSP client and sends only what the client announces support for.',
];

/** Returns the tables of all LSP methods, from what the server announces and handles. Throws if METHODS and the server differ. */
export async function generateFeatures() {
  return { 'docs/features.md': page(await readCapabilities()) };
}
