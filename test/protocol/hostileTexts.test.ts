import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasControls } from '../../server/src/text/visible';
import { SOUND } from '../support/commandLine';
import { HOSTILE_TEXTS } from '../support/hostileTexts';
import { listDangers } from '../unit/support/rendered';
import { Client } from './client';
import { VSCODE } from './kinds';

/** The members of answers that clients show. */
const SHOWN = new Set([
  ...['name', 'detail', 'label', 'title', 'tooltip', 'message', 'containerName', 'documentation', 'contents'],
  ...['summary', 'reason', 'schema'],
]);

interface Shown {
  readonly text: string;
  readonly isMarkdown: boolean;
}

/** The texts of an answer that clients show. */
function listShown(answer: unknown, isShown = false): Shown[] {
  if (typeof answer === 'string') return isShown ? [{ text: answer, isMarkdown: false }] : [];
  if (typeof answer !== 'object' || answer === null) return [];
  if ('kind' in answer && answer.kind === 'markdown' && 'value' in answer)
    return [{ text: String(answer.value), isMarkdown: true }];
  return Object.entries(answer).flatMap(([name, member]) => listShown(member, SHOWN.has(name)));
}

function describeBy(text: string): string {
  const quoted = JSON.stringify(text);
  return SOUND.replace(/"description": "[^"]*"/, `"description": ${quoted}, ${quoted}: {"a": ${quoted}}`)
    .replace('"features": [', `"features": [${quoted}, `)
    .replace(/"machines": \[/, `"machines": [${quoted}, `)
    .replace(/"filename": "[^"]*"/, `"filename": ${quoted}`);
}

describe('What the server says about hostile texts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    mkdirSync(path.join(folder, 'qemu/firmware'), { recursive: true });
    for (const [at, text] of HOSTILE_TEXTS.entries()) {
      const name = `${text.replace(/[/\0]/g, '').slice(0, 80)}${at}.json`;
      writeFileSync(path.join(folder, 'qemu/firmware', name), describeBy(text));
    }
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('contains no control characters and only Markdown of its own', async () => {
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'x' }];
    const client = await Client.start({ ...VSCODE, workspaceFolders });
    const answers: unknown[] = [await client.request('workspace/symbol', { query: '' })];
    for (const [at, text] of HOSTILE_TEXTS.entries()) {
      const uri = `file:///somewhere/qemu/firmware/${at}.json`;
      const content = describeBy(text);
      client.open(uri, content);
      const textDocument = { uri };
      const lines = content.split('\n');
      const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      const report = await client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument });
      const context = { diagnostics: report.items };
      answers.push(
        report,
        await client.request('textDocument/documentSymbol', { textDocument }),
        await client.request('textDocument/codeAction', { textDocument, range, context }),
        await client.request('textDocument/inlayHint', { textDocument, range }),
        await client.request('textDocument/documentLink', { textDocument }),
        await client.request('qemuFirmware/status', { uri }),
      );
      for (const [line, written] of lines.entries())
        for (const { index } of written.matchAll(/"/g)) {
          const position = { line, character: index + 1 };
          answers.push(await client.request('textDocument/hover', { textDocument, position }));
          if (index % 3 === 0)
            answers.push(await client.request('textDocument/completion', { textDocument, position }));
        }
    }
    const shownTexts = answers.flatMap((answer) => listShown(answer));
    assert.ok(shownTexts.length > 1000 && shownTexts.some(({ isMarkdown }) => isMarkdown));
    for (const { text, isMarkdown } of shownTexts) {
      assert.ok(!hasControls(isMarkdown ? text.replaceAll('\n', '') : text), JSON.stringify(text));
      const isSchema = (address: string): boolean => /^file:.*\.qapi#L\d+$/.test(address);
      if (isMarkdown) assert.deepEqual(listDangers(text, isSchema), []);
    }
    for (const line of client.logged) assert.ok(!hasControls(line.replaceAll('\n', '')), line);
    await client.stop();
  });

  it('is as short as for other texts', async () => {
    const long = 'a'.repeat(1024 * 1024);
    const client = await Client.start({ ...VSCODE });
    const answers: unknown[] = [];
    const places = [
      ['"features": [', `"features": ["${long}", `],
      ['"machines": [', `"machines": ["${long}-*", `],
      ['"architecture": "', `"architecture": "${long}`],
      ['"device": "', `"device": "${long}`],
      ['"mode": "', `"mode": "${long}`],
      ['"format": "', `"format": "${long}`],
      ['"filename": "', `"filename": "${long}`],
      ['"description": "', `"description": "${long}`],
      ['"mapping": {', `"mapping": {"${long}": 1, "${long}": 2, `],
    ] as const;
    for (const [at, [part, replacement]] of places.entries()) {
      const text = SOUND.replace(part, replacement);
      assert.ok(text.length > long.length, part);
      const textDocument = { uri: `file:///somewhere/qemu/firmware/${at}.json` };
      client.open(textDocument.uri, text);
      const before = text.slice(0, text.indexOf(long)).split('\n');
      const position = { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 1 };
      const range = {
        start: { line: 0, character: 0 },
        end: { line: text.split('\n').length, character: 0 },
      };
      answers.push(
        await client.request('textDocument/diagnostic', { textDocument }),
        await client.request('textDocument/documentSymbol', { textDocument }),
        await client.request('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics: [] },
        }),
        await client.request('textDocument/hover', { textDocument, position }),
        await client.request('textDocument/inlayHint', { textDocument, range }),
        await client.request('qemuFirmware/status', { uri: textDocument.uri }),
      );
    }
    answers.push(await client.request('workspace/symbol', { query: '' }));
    const shownTexts = answers.flatMap((answer) => listShown(answer));
    assert.ok(shownTexts.filter(({ text }) => text.includes('a'.repeat(100))).length > 2 * places.length);
    for (const { text } of shownTexts) assert.ok(text.length < 5000, text.slice(0, 700));
    await client.stop();
  });
});
