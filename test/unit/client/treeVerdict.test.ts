import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runPython } from '../../../client/src/runPython';
import { compareVerdicts, readTreeVerdict, READER, type TreeVerdict } from '../../../client/src/treeVerdict';
import type { SchemaFinding } from '../../../server/src/lsp/protocol/customRequests';

const REJECTED = 3;

/** A reader of schemas like QEMU's in its form: it accepts a text without “bad”, and does other things at other words. */
const ERROR = 'class QAPIError(Exception):\n    pass\n';
const SCHEMA = `
import os, sys, time
from qapi.error import QAPIError
class QAPISchema:
    def __init__(self, name):
        text = open(name).read()
        if 'bad' in text:
            raise QAPIError("In file included from a.json:1:\\n%s: In struct 'Eel':\\n%s/../x/b.json:7:3: it is bad" % (name, os.path.dirname(name)))
        if 'noisy' in text:
            sys.stderr.write('x' * 1000000)
        if 'crash' in text:
            raise KeyError('eel')
`;

const finding = (file: string, first: number, last: number): SchemaFinding => ({
  ...{ path: file, start: { line: first, character: 0 }, around: { first, last } },
  ...{ code: 'type/unknown', message: '' },
});

describe('what the reader of a QEMU tree says', () => {
  it('is read from its first error', () => {
    const output = `In file included from /t/qapi/a.json:3:\n/t/qapi/../b.json: In struct 'Eel':\n/t/qapi/../b.json:12: unknown type: 'x'\n`;
    assert.deepEqual(readTreeVerdict({ code: REJECTED, output }), {
      kind: 'rejected',
      error: { path: '/t/b.json', line: 11, message: "unknown type: 'x'" },
    });
    assert.deepEqual(readTreeVerdict({ code: 0, output: '' }), { kind: 'accepted' });
  });

  it('is not read from what it prints when it fails', () => {
    assert.deepEqual(readTreeVerdict({ code: 1, output: '/a.py:1: x\nKeyError: 1\n' }), {
      kind: 'failed',
      reason: 'KeyError: 1',
    });
    assert.deepEqual(readTreeVerdict({ code: null, output: '' }), { kind: 'failed', reason: '' });
    assert.equal(readTreeVerdict({ code: REJECTED, output: 'x'.repeat(200_000) }).kind, 'failed');
  });

  it('is compared with the findings by definition', () => {
    const rejected = { kind: 'rejected', error: { path: '/a.json', line: 5, message: '' } } as const;
    const compare = (tree: Exclude<TreeVerdict, { kind: 'failed' }>, findings: SchemaFinding[]): string =>
      compareVerdicts(tree, { tree: '', root: '', findings });
    assert.equal(compare({ kind: 'accepted' }, []), 'both accept');
    assert.equal(compare({ kind: 'accepted' }, [finding('/a.json', 1, 2)]), 'only ours rejects');
    assert.equal(compare(rejected, []), 'only the tree rejects');
    assert.equal(compare(rejected, [finding('/a.json', 1, 4), finding('/b.json', 4, 6)]), 'differ');
    assert.equal(compare(rejected, [finding('/b.json', 4, 6), finding('/a.json', 4, 6)]), 'both reject');
  });
});

describe('running the reader of a tree', () => {
  let tree: string;
  before(async function () {
    const ran = await runPython(['-c', ''], tmpdir(), new AbortController().signal);
    if (!ran && !process.env.CI) this.skip();
    assert.equal(ran?.code, 0);
  });
  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-tree-'));
    mkdirSync(path.join(tree, 'scripts/qapi'), { recursive: true });
    writeFileSync(path.join(tree, 'scripts/qapi/error.py'), ERROR);
    writeFileSync(path.join(tree, 'scripts/qapi/schema.py'), SCHEMA);
  });
  afterEach(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  async function read(text: string, name = 'a.json'): Promise<TreeVerdict> {
    const file = path.join(tree, name);
    writeFileSync(file, text);
    const args = ['-c', READER, path.join(tree, 'scripts'), file];
    const ran = await runPython(args, tmpdir(), new AbortController().signal);
    assert.ok(ran);
    return readTreeVerdict(ran);
  }

  it('gives its verdict', async () => {
    assert.deepEqual(await read('good'), { kind: 'accepted' });
    const error = { path: `${path.dirname(tree)}/x/b.json`, line: 6, message: 'it is bad' };
    assert.deepEqual(await read('bad'), { kind: 'rejected', error });
  });

  it('passes the path of the schema as it is', async () => {
    assert.deepEqual(await read('good', "$(touch x) '; -c.json"), { kind: 'accepted' });
  });

  it('says that it failed, or that it printed too much', async () => {
    assert.deepEqual(await read('crash'), { kind: 'failed', reason: "KeyError: 'eel'" });
    assert.equal((await read('noisy')).kind, 'failed');
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const ran = runPython(['-c', 'import time; time.sleep(1000)'], tmpdir(), abort.signal);
    abort.abort();
    assert.equal((await ran)?.code, null);
  });
});
