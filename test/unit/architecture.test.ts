import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

/** Every folder that is independent of clients and the command line. */
const BELOW_SERVICE: readonly string[] = [
  'config',
  'commandline',
  'drafting',
  'features',
  'rules',
  'consumers',
  'images',
  'selection',
  'schema',
  'descriptor',
  'domain',
  'qapi',
  'text',
  'workspace',
];

/** What the topmost folders may import from: everything except each other. */
const OUTERMOST: readonly string[] = ['service', ...BELOW_SERVICE];

/** What each folder of server/src may import from, in addition to itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  text: [],
  workspace: ['text'],
  qapi: ['text'],
  images: ['text'],
  domain: ['text'],
  descriptor: ['images', 'qapi', 'text'],
  selection: ['consumers', 'descriptor', 'images', 'text', 'workspace'],
  schema: ['descriptor', 'qapi', 'text', 'workspace'],
  rules: ['consumers', 'selection', 'images', 'descriptor', 'domain', 'qapi', 'text'],
  consumers: ['descriptor', 'domain', 'qapi', 'text'],
  config: ['rules', 'consumers', 'schema', 'descriptor', 'text', 'workspace'],
  features: ['rules', 'consumers', 'selection', 'images', 'descriptor', 'domain', 'qapi', 'text'],
  commandline: ['consumers', 'descriptor', 'qapi', 'text'],
  drafting: ['descriptor', 'images', 'text'],
  service: BELOW_SERVICE,
  lsp: OUTERMOST,
  cli: OUTERMOST,
};

/** What each folder of server/src/lsp may import from; `''` means the files next to the folders, which combine them. */
const WITHIN_LSP: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  state: ['protocol'],
  features: ['protocol', 'state'],
  domains: ['protocol', 'features'],
  qapi: ['protocol', 'features'],
  '': ['protocol', 'state', 'features', 'domains', 'qapi'],
};

/** What the client may import from the server: recognition of descriptors, domains and schemas, and quoting and displaying untrusted text. */
const FOR_CLIENT = [
  'descriptor/recognise',
  'domain/recognise',
  'qapi/recognise',
  'commandline/shell',
  'text/markdown',
  'text/visible',
].map((file) => `server/src/${file}`);

/** The files that start a program and combine the outermost folders. */
const MAIN_FILES = ['server/src/main.ts', 'server/src/nodeHost.ts', 'server/src/browserWorker.ts'];
const MAX_LINES = 350;

interface Import {
  readonly target: string;
  readonly typesOnly: boolean;
}

const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
);
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')] as const));
const inServer = files.filter((file) => file.startsWith('server/src/'));

function importsOf(file: string): Import[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  return [...(sources.get(file) ?? '').matchAll(statement)].map(([, type, name = '']) => ({
    target: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
    typesOnly: type !== undefined,
  }));
}

/** Returns the first folder below server/src; undefined for the main files and files elsewhere. */
function folderOf(file: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(file)?.[1];
}

function violations(where: readonly string[], isWrong: (file: string, found: Import) => boolean): string[] {
  return where.flatMap((file) =>
    importsOf(file)
      .filter((found) => isWrong(file, found))
      .map(({ target }) => `${file} imports ${target}`),
  );
}

describe('the architecture', () => {
  it('is read from the imports of server and client', () => {
    assert.ok(files.includes('server/src/lsp/connection.ts') && files.includes('client/src/extension.ts'));
    assert.ok(
      importsOf('server/src/rules/analyse.ts').some(({ target }) => target === 'server/src/rules/index'),
    );
  });

  it('has a place for every folder of the server', () => {
    const folders = new Set(inServer.flatMap((file) => folderOf(file) ?? []));
    assert.deepEqual(
      [...folders].filter((folder) => !(folder in ALLOWED)),
      [],
    );
  });

  it('has only arrows that point down', () => {
    const isUpward = (file: string, { target }: Import): boolean => {
      const from = folderOf(file);
      const to = folderOf(target);
      if (from === undefined || !target.startsWith('server/src/')) return false;
      return to === undefined || (to !== from && ALLOWED[from]?.includes(to) !== true);
    };
    assert.deepEqual(violations(inServer, isUpward), []);
  });

  it('has only arrows that point down within lsp', () => {
    const within = (file: string): string | undefined =>
      /^server\/src\/lsp\/(?:([^/]+)\/)?/.exec(file)?.[1] ??
      (file.startsWith('server/src/lsp/') ? '' : undefined);
    const isUpward = (file: string, { target }: Import): boolean => {
      const [from, to] = [within(file), within(target)];
      return from !== undefined && to !== undefined && to !== from && !WITHIN_LSP[from]?.includes(to);
    };
    assert.deepEqual(violations(inServer, isUpward), []);
  });

  it('keeps the knowledge of each program in its own folder', () => {
    const programOf = (file: string): string | undefined =>
      /^server\/src\/consumers\/([^/]+)\//.exec(file)?.[1];
    const shared = ['server/src/consumers/index.ts', 'server/src/consumers/choosers.ts'];
    const isForeign = (file: string, { target }: Import): boolean => {
      const [from, to] = [programOf(file), programOf(target)];
      return folderOf(file) === 'consumers' && !shared.includes(file) && to !== undefined && to !== from;
    };
    assert.ok(inServer.some((file) => programOf(file) === 'libvirt'));
    assert.deepEqual(violations(inServer, isForeign), []);
  });

  it('uses LSP in one folder only', () => {
    const isProtocol = (file: string, { target }: Import): boolean =>
      /^vscode-(?:languageserver|jsonrpc)/.test(target) &&
      folderOf(file) !== 'lsp' &&
      !MAIN_FILES.includes(file);
    assert.deepEqual(violations(inServer, isProtocol), []);
  });

  it('uses VS Code in the client only', () => {
    assert.deepEqual(
      violations(inServer, (_file, { target }) => target === 'vscode'),
      [],
    );
  });

  it('uses Node at the edges only', () => {
    const atEdge = (file: string): boolean =>
      folderOf(file) === 'cli' ||
      /^server\/src\/(?:nodeHost|\w+Worker)\.ts$/.test(file) ||
      file.startsWith('server/src/workspace/node');
    const isNode = (file: string, { target }: Import): boolean =>
      !atEdge(file) && (target.startsWith('node:') || builtinModules.includes(target));
    assert.deepEqual(violations(inServer, isNode), []);
  });

  it('lets the client import little of the server besides the types of the custom requests', () => {
    const client = files.filter((file) => file.startsWith('client/src/'));
    const isForeign = (_file: string, { target, typesOnly }: Import): boolean =>
      target.startsWith('server/') &&
      !FOR_CLIENT.includes(target) &&
      !(typesOnly && target === 'server/src/lsp/protocol/customRequests');
    assert.deepEqual(violations(client, isForeign), []);
  });

  it('prints in one folder only', () => {
    const printing = inServer.filter(
      (file) =>
        folderOf(file) !== 'cli' &&
        !MAIN_FILES.includes(file) &&
        /\bconsole\.|\bprocess\.std(?:out|err)\b/.test(sources.get(file) ?? ''),
    );
    assert.deepEqual(printing, []);
  });

  it('is described with files that exist', () => {
    const named = readFileSync('ARCHITECTURE.md', 'utf8').matchAll(
      /`([\w./-]+\/[\w.-]+\.(?:ts|mjs|md|json|qapi))`/g,
    );
    const places = ['', 'server/src/'];
    const missing = [...named]
      .map(([, file = '']) => file)
      .filter(
        (file) =>
          !places.some((place) => existsSync(`${place}${file}`)) && !existsSync(`server/src/rules/${file}`),
      );
    assert.deepEqual(missing, []);
  });

  it('has no long files', () => {
    const long = files.filter((file) => (sources.get(file) ?? '').split('\n').length > MAX_LINES);
    assert.deepEqual(long, []);
  });
});
