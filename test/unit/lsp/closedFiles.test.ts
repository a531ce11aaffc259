import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { Folders } from '../../../server/src/lsp/state/folders';
import { Schemas } from '../../../server/src/lsp/state/schemas';
import type { FileSettings } from '../../../server/src/config/fileSettings';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { VSCODE } from '../../protocol/kinds';
import { Calls } from '../support/calls';
import { ChangingFiles, startOwnServer, type OwnServer } from '../support/server';

const TEXT = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const ODD = TEXT.replace('"raw"', '"rwa"');
const STEPS = ['readUnder', 'parseJson', 'runRules'];

describe('files that are not open', () => {
  let files: ChangingFiles;
  let server: OwnServer;
  beforeEach(async () => {
    files = new ChangingFiles({ '/project/a.json': TEXT, '/project/b.json': ODD });
    const capabilities = {
      ...VSCODE.capabilities,
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    const workspaceFolders = [{ uri: 'file:///project', name: 'work' }];
    server = await startOwnServer({ workspace: files }, capabilities, { workspaceFolders });
  });
  afterEach(() => {
    server.dispose();
    assert.deepEqual(server.logged, []);
  });

  const pullAll = async (): Promise<unknown[]> => {
    const { items } = await server.client.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    return items.map((item) => [
      item.uri,
      item.resultId,
      item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind,
    ]);
  };
  const tell = (path: string): void => {
    const changes = [{ uri: `file://${path}`, type: 2 }];
    void server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  };

  it('are derived, parsed and analysed once, for any number of simultaneous requests', async () => {
    const calls = await Calls.start();
    const [first, ...others] = await Promise.all([pullAll(), pullAll(), pullAll()]);
    assert.deepEqual(await calls.since(STEPS), [2, 2, 2]);
    for (const other of [...others, await pullAll()]) assert.deepEqual(other, first);
    files.write('/project/a.json', `${TEXT}\n`);
    tell('/project/a.json');
    await Promise.all([pullAll(), pullAll()]);
    assert.deepEqual(await calls.since(STEPS), [1, 1, 1]);
    await calls.stop();
  });

  it('are read again when they change while they are read', async () => {
    let goOn: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const isRead = new Promise<void>((resolve) => (begun = resolve));
    files.beforeAnswer = async () => {
      begun();
      files.beforeAnswer = undefined;
      await new Promise<void>((resolve) => (goOn = resolve));
    };
    const older = pullAll();
    await isRead;
    files.write('/project/a.json', ODD);
    tell('/project/a.json');
    const newer = pullAll();
    const codesOfA = (all: unknown[]): unknown => (all as [string, string, unknown][])[0]?.[2];
    assert.deepEqual(codesOfA(await newer), ['unknown-value']);
    goOn();
    await older;
    assert.deepEqual(codesOfA(await pullAll()), ['unknown-value']);
  });
});

describe('a schema', () => {
  const wish = { qemuVersion: 'latest', schemaPath: '/qemu' } as unknown as FileSettings;

  it('is read once for all callers, and again after a failure', async () => {
    let reads = 0;
    const failing = {
      ...makeMemoryWorkspace({}),
      stat: () => (++reads === 1 ? Promise.reject(new Error('no')) : Promise.resolve(undefined)),
    };
    const logged: string[] = [];
    const schemas = new Schemas(failing, new Folders({}), undefined, (line) => logged.push(line));
    for (const each of [schemas.for(wish, undefined), schemas.for(wish, undefined)])
      await assert.rejects(each, /no/);
    assert.equal(reads, 1);
    const [one, other] = await Promise.all([schemas.for(wish, undefined), schemas.for(wish, undefined)]);
    assert.equal(one, other);
    assert.deepEqual(logged.length, 1);
  });
});
