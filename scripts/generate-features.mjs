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

/** Which vscode-languageserver's connection deals with by itself, or has a method of its own for. */
const IN_LIBRARY = ['$/cancelRequest', 'shutdown', 'exit', 'window/logMessage'];
/** Belong to the protocol's base and not to its list. */
const BASE = ['$/cancelRequest', '$/progress'];
/** Names to register several methods by, which are no messages. */
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

/** What the server announces to a client that can do everything, and to one that can do nothing. */
async function announced() {
  const { makeServerCapabilities } = await load(`export * from './protocol/capabilities'`, 'server/src/lsp');
  const clientThat = (can) => new Proxy({}, { get: () => can });
  return { all: makeServerCapabilities(clientThat(true)), bare: makeServerCapabilities(clientThat(false)) };
}

const sources = filesBelow('server/src/lsp')
  .map((file) => readFileSync(inProject(file), 'utf8'))
  .join('\n');
const isHandled = (method) => IN_LIBRARY.includes(method) || sources.includes(`'${method}'`);
const at = (value, path) => path.split('.').reduce((holder, key) => holder?.[key], value) ?? false;

/** The line of the table. Throws where what is said of a method is not so. */
function row(method, { all, bare }) {
  const entry = METHODS[method];
  if (!entry) throw new Error(`scripts/methods.mjs says nothing of ${method}`);
  const { supported, capability, text } = entry;
  if (isHandled(method) !== supported)
    throw new Error(`${method}: scripts/methods.mjs and the handlers differ`);
  if (capability !== null && at(all, capability) === false)
    throw new Error(`${method}: ${capability} is not announced`);
  const everywhere = capability === null || at(bare, capability) !== false;
  const answer = supported ? (everywhere ? 'yes' : 'where the client can') : 'no';
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
      '| Method | Supported | How, or why not |',
      '| --- | --- | --- |',
      ...own.map((method) => row(method, capabilities)),
    ];
  });
  return [...INTRODUCTION, ...parts.flat()].join('\n') + '\n';
}

const INTRODUCTION = [
  '# Features',
  '',
  'Every method of the Language Server Protocol (3.18), and whether the server supports it. This page is generated: the server announces and handles',
  'exactly the methods that are marked as supported. It works with any LSP client and uses only the capabilities that the client announces.',
];

/** Generates the table of LSP methods from what the server announces and handles. Throws if METHODS and the server differ. */
export async function generateFeatures() {
  return { 'docs/features.md': page(await announced()) };
}
