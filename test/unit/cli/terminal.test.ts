import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { Summary } from '../../../server/src/cli/summary';
import type { Diagnostic } from '../../../server/src/cli/lintFile';
import { makeTerminalOutput } from '../../../server/src/cli/terminal';

const TERMINAL = { TERM: 'xterm' };

function streams(isTTY: boolean, env: Record<string, string> = TERMINAL) {
  const printed: string[] = [];
  const stream = (name: string) =>
    Object.assign(
      new Writable({
        write(text: Buffer, _encoding, done) {
          printed.push(`${name}: ${text.toString()}`);
          done();
        },
      }),
      { isTTY, columns: 20 },
    );
  return { printed, process: { stdout: stream('out'), stderr: stream('err'), env } };
}

function diagnostic(severity: Diagnostic['severity'], message = 'm'): Diagnostic {
  const start = { line: 1, character: 2 };
  return {
    code: 'json-blank',
    severity,
    message,
    range: { start, end: start },
    fixes: [],
    related: [],
    consequences: [],
  };
}

describe('the output on a terminal', () => {
  it('has colours if Node detects that the terminal supports them', async () => {
    const painted = async (isTTY: boolean, depth: number): Promise<string> => {
      const { printed, process } = streams(isTTY);
      const terminal = Object.assign(process.stdout, { getColorDepth: () => depth });
      const output = makeTerminalOutput({ ...process, stdout: terminal });
      await output.out.lines([[{ text: 'x\u001b', styles: ['bold', 'red'] }, '\u001b[31m']]);
      return printed.join('');
    };
    assert.equal(await painted(true, 4), 'out: \u001b[31m\u001b[1mx\\u001b\u001b[22m\u001b[39m\\u001b[31m\n');
    assert.equal(await painted(true, 1), 'out: x\\u001b\\u001b[31m\n');
    assert.equal(await painted(false, 4), 'out: x\\u001b\\u001b[31m\n');
  });

  it('has a width on terminals only', () => {
    const widthOf = (isTTY: boolean, columns?: number): number | undefined => {
      const { process } = streams(isTTY);
      return makeTerminalOutput({ ...process, stdout: Object.assign(process.stdout, { columns }) }).out.width;
    };
    assert.equal(widthOf(true, 132), 132);
    assert.equal(widthOf(true, 0), 80);
    assert.equal(widthOf(true), 80);
    assert.equal(widthOf(false, 132), undefined);
  });

  it('follows the option for colors', async () => {
    const { printed, process } = streams(false);
    const output = makeTerminalOutput({ ...process, color: 'always' });
    await output.out.lines([[{ text: 'x', styles: ['red'] }]]);
    assert.deepEqual(printed, ['out: \u001b[31mx\u001b[39m\n']);
  });

  it('shows progress on one line, no more often than ten times a second', async () => {
    const { printed, process } = streams(true);
    let time = 0;
    const output = makeTerminalOutput(process, () => time);
    for (const at of [10, 99, 100, 150, 210]) {
      time = at;
      await output.progress(() => `${at} of 210, a long line`);
    }
    await output.note('x');
    await output.progress(undefined);
    await output.out.lines([['done']]);
    assert.deepEqual(printed, [
      'err: \r\u001b[K100 of 210, a long ',
      'err: \r\u001b[K210 of 210, a long ',
      'err: \r\u001b[K',
      'err: qemu-firmware: x\n',
      'out: done\n',
    ]);
  });

  it('shows no progress elsewhere', async () => {
    for (const { printed, process } of [streams(false), streams(true, { TERM: 'dumb' })]) {
      let time = 0;
      const output = makeTerminalOutput(process, () => (time += 1000));
      await output.progress(() => '1 of 2');
      await output.progress(undefined);
      assert.deepEqual(printed, []);
    }
  });
});

describe('the summary of findings', () => {
  it('counts the findings of each severity', () => {
    const sum = (...severities: readonly Diagnostic['severity'][]): string | undefined => {
      const summary = new Summary();
      summary.add([{ path: 'a', diagnostics: severities.map((severity) => diagnostic(severity)) }]);
      summary.add([{ path: 'b', diagnostics: [] }]);
      return summary.format();
    };
    assert.equal(sum(), undefined);
    assert.equal(sum('error'), '1 error in 1 of 2 files');
    assert.equal(sum('hint', 'information'), '1 information, 1 hint in 1 of 2 files');
    assert.equal(sum('error', 'error', 'hint', 'warning'), '2 errors, 1 warning, 1 hint in 1 of 2 files');
  });
});
