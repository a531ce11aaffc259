import assert from 'node:assert/strict';
import { formatCompact } from '../../../server/src/cli/format';
import { formatJsonParts, JsonList } from '../../../server/src/cli/json';
import type { FileReport } from '../../../server/src/cli/lintFile';
import { write } from '../../../server/src/cli/output';
import { makePrinter } from '../../../server/src/cli/printer';
import { formatSarif } from '../../../server/src/cli/sarif';
import { hasControls } from '../../../server/src/text/visible';
import { HOSTILE_TEXTS } from '../../support/hostileTexts';
import { makeSink, printLines, record } from '../support/printed';

/** Whether a service that runs programs would take a line for a command. */
const isCommand = (line: string): boolean => /^\s*::|##(?:\[|vso\[|teamcity\[)/.test(line);

function assertHarmless(printed: string): void {
  for (const line of printed.split('\n')) assert.ok(!hasControls(line) && !isCommand(line), line);
}

describe('the printed output', () => {
  it('stays on its lines and is not a command', async () => {
    for (const text of HOSTILE_TEXTS) {
      const printed = await printLines([[text], [text, { text, styles: ['red'] }]]);
      assert.equal(printed.split('\n').length, 3);
      assertHarmless(printed);
    }
  });

  it('is not a command even if the parts of a line combine to one', async () => {
    assert.equal(await printLines([[':', { text: ':error::x', styles: ['bold'] }]]), '\\u003a:error::x\n');
    assert.equal(await printLines([['#', '#[error]x']]), '\\u0023#[error]x\n');
  });

  it('keeps the value of JSON', async () => {
    const value = { texts: HOSTILE_TEXTS, '::x\u202e': ['\u0085', '##[x'] };
    const printed = await record((printer) => printer.document(formatJsonParts(value)));
    assertHarmless(printed);
    assert.deepEqual(JSON.parse(printed), value);
  });

  it('has commands to the service where they are intended', async () => {
    const printed = await record((printer) => printer.commands(['::notice file=x::a\u001b\nb ##[error]c']));
    assert.equal(printed, '::notice file=x::a\\u001b\\u000ab \\u0023#[error]c\n');
  });

  it('keeps the characters that a diff needs', async () => {
    const diff = '--- "a/x"\n+++ "b/x"\t\n@@ -1 +1 @@\n-\t"a",\r\n+\t"b",\r\n';
    assert.equal(await record((printer) => printer.diff(diff)), diff);
    assert.equal(
      await record((printer) => printer.diff(' ::x\r\u001b\u202e\n')),
      ' \\u003a:x\\u000d\\u001b\\u202e\n',
    );
  });

  it('is unchanged if a program reads it', async () => {
    for (const text of HOSTILE_TEXTS) assert.equal(await record((printer) => printer.copy(text)), text);
  });
});

describe('JSON in parts', () => {
  it('is the same as that of JSON.stringify', async () => {
    const values = [
      {},
      [],
      null,
      'x',
      { a: 1, b: [1, { c: 2 }], d: undefined, e: {}, f: [] },
      {
        version: 1,
        files: [
          { path: 'a', list: [] },
          { path: 'b', list: [[1], { x: 'y\n' }] },
        ],
        end: null,
      },
    ];
    for (const value of values) {
      const expected = `${JSON.stringify(value, null, 2)}\n`;
      assert.equal([...formatJsonParts(value)].join(''), expected);
      assert.equal([...formatJsonParts(toLists(value))].join(''), expected);
    }
    const printed = await record((printer) => printer.document(formatJsonParts(toLists(values))));
    assert.deepEqual(JSON.parse(printed), JSON.parse(JSON.stringify(values)));
  });

  /** The same value with a list in parts in the place of each array. */
  function toLists(value: unknown): unknown {
    if (Array.isArray(value)) return new JsonList(value.map(toLists));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toLists(member)]));
  }
});

describe('output of any size', () => {
  const start = { line: 0, character: 0 };
  const report: FileReport = {
    path: 'a.json',
    diagnostics: Array.from({ length: 200 }, () => ({
      ...{ code: 'json-blank', severity: 'error', message: 'x'.repeat(100), range: { start, end: start } },
      ...{ fixes: [], related: [], consequences: [] },
    })),
  };
  const reports = Array.from({ length: 200 }, () => report);
  /** A chunk, and what one result adds to it. */
  const MOST = 70_000;

  it('is written in small parts', async () => {
    for (const print of [
      (printer: ReturnType<typeof makePrinter>) => printer.document(formatSarif({ reports, problems: [] })),
      (printer: ReturnType<typeof makePrinter>) => printer.lines(formatCompact(reports)),
    ]) {
      const sink = makeSink();
      await print(makePrinter(sink));
      const sizes = sink.writes.map((text) => text.length);
      assert.ok(sizes.reduce((sum, size) => sum + size, 0) > 5_000_000);
      assert.ok(Math.max(...sizes) < MOST, String(Math.max(...sizes)));
    }
  });

  it('waits for a slow reader, and creates no result early', async () => {
    let made = 0;
    let taken = 0;
    let most = 0;
    function* items(): Iterable<unknown> {
      for (let at = 0; at < 50_000; at++) {
        made++;
        yield 'y'.repeat(100);
      }
    }
    const slow = {
      write(text: string | Uint8Array, done: () => void): void {
        setImmediate(() => {
          taken += text.length;
          most = Math.max(most, made * 100 - taken);
          done();
        });
      },
    };
    await makePrinter(slow).document(formatJsonParts(new JsonList(items())));
    assert.equal(made, 50_000);
    assert.ok(most < MOST, String(most));
  });

  it('ends without an error when the reader has left, but not on other errors', async () => {
    const failing = (code: string) => ({
      write(_text: string | Uint8Array, done: (error: Error) => void): void {
        done(Object.assign(new Error(code), { code }));
      },
    });
    await write(failing('EPIPE'), 'x');
    await assert.rejects(write(failing('ENOSPC'), 'x'), /ENOSPC/);
  });
});
