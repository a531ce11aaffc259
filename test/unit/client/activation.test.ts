import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The bundle of the extension, as VS Code loads it. */
interface Extension {
  activate(context: unknown): Promise<void>;
}

/** What runs the bundle: VS Code's loader, and a count of how often the language client was evaluated. */
type Run = (require: (name: string) => unknown, module: object, exports: object, evaluated: string[]) => void;

/** Replaces vscode-languageclient in the bundle: records that it was evaluated, and starts no server. */
const FAKE_CLIENT = `
evaluated.push('vscode-languageclient');
class LanguageClient {
  start() { return Promise.resolve(); }
  isRunning() { return true; }
  onNotification() {}
  sendRequest() { return Promise.resolve(null); }
}
module.exports = { LanguageClient, TransportKind: {} };
`;

/** A value that can be called, constructed and read, and gives more of its kind; as a text it is empty. */
function anything(): object {
  const callable = function (): void {
    // What it does is up to the traps.
  };
  return new Proxy(callable, {
    set: () => true,
    get: (_target, key) => {
      if (key === 'then') return undefined;
      if (key === Symbol.toPrimitive) return () => '';
      return anything();
    },
    apply: anything,
    construct: anything,
  });
}

/** VS Code with one document open. */
function vscodeWith(document: object): object {
  const workspace = new Proxy(
    { textDocuments: [document] },
    { get: (target, key) => (key === 'textDocuments' ? target.textDocuments : anything()) },
  );
  const window = new Proxy(
    {},
    { get: (_target, key) => (key === 'activeTextEditor' ? undefined : anything()) },
  );
  return new Proxy(
    {},
    { get: (_target, key) => (key === 'workspace' ? workspace : key === 'window' ? window : anything()) },
  );
}

async function bundleExtension(): Promise<Run> {
  const file = pathToFileURL(path.resolve('scripts/bundles.mjs')).href;
  const { productBundles } = (await import(file)) as { productBundles: () => esbuild.BuildOptions[] };
  const options = productBundles().find(({ outfile }) => outfile === 'dist/extension.js');
  assert.ok(options);
  const standIn: esbuild.Plugin = {
    name: 'fake',
    setup: (build) => {
      build.onResolve({ filter: /^vscode-languageclient/ }, ({ path: name }) => ({
        path: name,
        namespace: 'fake',
      }));
      build.onLoad({ filter: /./, namespace: 'fake' }, () => ({ contents: FAKE_CLIENT, loader: 'js' }));
    },
  };
  const { outputFiles } = await esbuild.build({ ...options, write: false, plugins: [standIn] });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle is ours, and a loader does the same
  return new Function('require', 'module', 'exports', 'evaluated', outputFiles[0]?.text ?? '') as Run;
}

describe('the activation of the extension', () => {
  let run: Run;
  before(async () => {
    run = await bundleExtension();
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'importScripts');
  });

  /** How often the language client is evaluated once the extension has been activated for a document. */
  async function evaluations(languageId: string, text: string): Promise<number> {
    const fileName = '/a';
    const uri = { path: fileName, toString: () => 'file:///a' };
    const document = { languageId, fileName, uri, getText: () => text };
    const vscode = vscodeWith(document);
    const real = createRequire(path.resolve('package.json'));
    const evaluated: string[] = [];
    const module = { exports: {} };
    run((name) => (name === 'vscode' ? vscode : real(name)), module, module.exports, evaluated);
    await (module.exports as Extension).activate({
      subscriptions: [],
      extensionUri: anything(),
      asAbsolutePath: (name: string) => name,
      workspaceState: { get: (_key: string, value: unknown) => value },
    });
    // What follows from it has no timers and no input: it is over when the queue of promises is empty.
    await new Promise(setImmediate);
    return evaluated.length;
  }

  for (const host of ['Node', 'a browser']) {
    describe(`on ${host}`, () => {
      beforeEach(() => {
        if (host !== 'Node') Reflect.set(globalThis, 'importScripts', () => undefined);
      });

      it('does not load the language client for JSON and XML', async () => {
        assert.equal(await evaluations('json', '{ "name": "x" }'), 0);
        assert.equal(await evaluations('xml', '<project/>'), 0);
      });

      it('evaluates the language client once for a descriptor', async () => {
        assert.equal(await evaluations('qemu-firmware', '{}'), 1);
        assert.equal(await evaluations('qapi', ''), 1);
      });
    });
  }
});
