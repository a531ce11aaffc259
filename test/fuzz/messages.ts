import assert from 'node:assert/strict';
import path from 'node:path';
import { Client } from '../protocol/client';
import { BARE, NEOVIM, VSCODE } from '../protocol/kinds';
import { METHODS } from '../protocol/methods';
import { makeDescriptor } from './descriptors';
import { HOSTILE } from './mutate';
import { inFolder, measuredEnvironment, readUsage } from './processes';
import type { Random } from './random';
import { makeTarget } from './target';

const KINDS = { bare: BARE, neovim: NEOVIM, vscode: VSCODE };

/** Messages that end the session, after which no answer comes. */
const LAST = new Set(['shutdown', 'exit']);
const ASKABLE = METHODS.filter((method) => !LAST.has(method));

const URIS = [
  'file:///w/qemu/firmware/50-a.json',
  'file:///w/qemu/firmware/60-b.json',
  'untitled:a',
  'file://host/share/qemu/firmware/50-a.json',
  'file:///%00',
  'x',
  '',
];

/** Returns a JSON value; most are plausible in a message. */
function makeValue(random: Random, depth = 0): unknown {
  if (depth > 2 || random.oneIn(3))
    return random.oneOf([null, 0, -1, 1.5, 1e300, 2 ** 31, true, '', 'text', ...HOSTILE, [], {}]);
  if (random.oneIn(3)) return random.several(0, 4, () => makeValue(random, depth + 1));
  return makeParams(random, depth + 1);
}

function makePosition(random: Random): unknown {
  const number = (): unknown => (random.oneIn(8) ? makeValue(random, 3) : random.below(60));
  return random.oneIn(10) ? makeValue(random, 3) : { line: number(), character: number() };
}

function makeParams(random: Random, depth = 0): object {
  const uri = random.oneOf(URIS);
  const range = { start: makePosition(random), end: makePosition(random) };
  const members: Record<string, () => unknown> = {
    textDocument: () => ({ uri, languageId: 'json', version: random.below(9), text: makeDescriptor(random) }),
    position: () => makePosition(random),
    positions: () => random.several(0, 3, () => makePosition(random)),
    range: () => range,
    contentChanges: () => random.several(0, 3, () => ({ range, text: random.oneOf(HOSTILE) })),
    context: () => ({ diagnostics: [makeValue(random, 3)], only: makeValue(random, 3) }),
    options: () => ({ tabSize: random.oneOf([0, 4, -1, 1e9]), insertSpaces: true }),
    settings: () => ({ qemuFirmware: makeValue(random, depth + 1) }),
    changes: () => [{ uri, type: random.below(5) }],
    event: () => makeValue(random, depth + 1),
    guest: () => random.oneOf(['<domain/>', '<os', makeValue(random, 3)]),
    query: () => random.oneOf(HOSTILE),
    newName: () => random.oneOf(HOSTILE),
    uri: () => uri,
    executable: () => uri,
    answers: () => makeValue(random, depth + 1),
    form: () => random.oneOf(['blockdev', 'drive', 'libvirt', 'x']),
    id: () => makeValue(random, 3),
    token: () => makeValue(random, 3),
    workDoneToken: () => makeValue(random, 3),
  };
  const names = Object.keys(members).filter(() => !random.oneIn(3));
  const value = (name: string): unknown => (random.oneIn(12) ? makeValue(random, 3) : members[name]?.());
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

/** Returns a message with its frame: most are requests and notifications, some not messages at all; all frames are correct. */
function makeFrame(random: Random, index: number): string {
  const message = {
    jsonrpc: '2.0',
    ...(random.oneIn(3) ? {} : { id: random.oneIn(8) ? makeValue(random, 3) : `f${index}` }),
    method: random.oneOf([...ASKABLE, 'x', '__proto__']),
    params: random.oneIn(10) ? makeValue(random) : makeParams(random),
  };
  const odd = (): unknown =>
    random.oneOf([
      makeValue(random),
      [message],
      { id: 1, result: makeValue(random) },
      { id: 0, error: makeValue(random) },
    ]);
  const body = JSON.stringify(random.oneIn(10) ? odd() : message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Broken frames, after which no reader can continue. */
const BROKEN = [
  'Content-Length: x\r\n\r\n{}',
  'Content-Length: -5\r\n\r\n{}',
  '\r\n\r\n',
  'Content-Length: 99999999999\r\n\r\n{}',
  'Content-Length: 3\r\n\r\n{]}',
  'GET / HTTP/1.1\r\n\r\n',
];

export const messages = makeTarget({
  name: 'messages',
  cases: 15,
  make: (random) => {
    let index = 0;
    return {
      kind: random.oneOf(Object.keys(KINDS) as (keyof typeof KINDS)[]),
      frames: random.several(20, 150, () => makeFrame(random, index++)),
      broken: random.oneIn(5) ? random.oneOf(BROKEN) : undefined,
    };
  },
  check: ({ kind, frames, broken }) =>
    inFolder(async (folder) => {
      const usage = path.join(folder, 'usage');
      const client = await Client.start(KINDS[kind], measuredEnvironment(usage));
      const early = client.exit.then((code) => {
        throw new Error(`the server ended with ${code}: ${client.logged.join('\n')}`);
      });
      client.writeBytes(frames.join(''));
      const uri = 'file:///probe/qemu/firmware/50-probe.json';
      client.open(uri, '{"tags": 1}');
      const answer = client.request('textDocument/documentSymbol', { textDocument: { uri } });
      assert.ok(await Promise.race([answer, early]));
      const failed = client.logged.find((line) => /\n\s+at /.test(line));
      assert.equal(failed, undefined, failed);
      if (broken === undefined) {
        early.catch(() => undefined);
        assert.equal(await client.stop(), 0);
      } else {
        early.catch(() => undefined);
        client.writeBytes(broken);
        // It may end at once or at the end of its input, but must exit by itself with a status.
        assert.notEqual(await client.hangUp(), null);
      }
      return readUsage(usage);
    }),
});
