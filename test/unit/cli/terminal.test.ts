import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { formatText, formatSummary } from '../../../server/src/cli/format';
import type { Diagnostic } from '../../../server/src/cli/lintFile';
import { toPrintable, makeTerminalOutput } from '../../../server/src/cli/terminal';

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

describe('what is printed to a terminal', () => {
  it('has colours if Node finds that the terminal has them', () => {
    const painted = (isTTY: boolean, depth: number): string => {
      const { stdout, ...others } = streams(isTTY).process;
      const terminal = Object.assign(stdout, { getColorDepth: () => depth });
      return makeTerminalOutput({ ...others, stdout: terminal }).paint('x', 'bold', 'red');
    };
    assert.equal(painted(true, 4), '\u001b[31m\u001b[1mx\u001b[22m\u001b[39m');
    assert.equal(painted(true, 1), 'x');
    assert.equal(painted(false, 4), 'x');
  });

  it('shows progress on one line, no more often than ten times a second', () => {
    const { printed, process } = streams(true);
    let time = 0;
    const output = makeTerminalOutput(process, () => time);
    for (const at of [10, 99, 100, 150, 210]) {
      time = at;
      output.progress(`${at} of 210, a long line`);
    }
    output.note('x');
    output.progress(undefined);
    output.out('done');
    assert.deepEqual(printed, [
      'err: \r\u001b[K100 of 210, a long ',
      'err: \r\u001b[K210 of 210, a long ',
      'err: \r\u001b[K',
      'err: qemu-firmware: x\n',
      'out: done',
    ]);
  });

  it('shows no progress elsewhere', () => {
    for (const { printed, process } of [streams(false), streams(true, { TERM: 'dumb' })]) {
      let time = 0;
      const output = makeTerminalOutput(process, () => (time += 1000));
      output.progress('1 of 2');
      output.progress(undefined);
      assert.deepEqual(printed, []);
    }
  });

  it('cannot be played tricks on', () => {
    assert.equal(toPrintable('a\u001b[31m\n\u202e\u009b'), 'a\\u001b[31m\\u000a\\u202e\\u009b');
    const coloured = formatText(
      [{ path: 'a\u001b', diagnostics: [diagnostic('error', 'b\u001b')] }],
      (text, ...styles) => `<${styles.join(' ')}>${text}</>`,
    );
    assert.equal(coloured, 'a\\u001b:2:3: <bold red>error:</> b\\u001b <dim>[json-blank]</>\n');
  });
});

describe('the sum of what was found', () => {
  it('names what there is of each kind', () => {
    const sum = (...severities: readonly Diagnostic['severity'][]): string | undefined =>
      formatSummary([
        { path: 'a', diagnostics: severities.map((severity) => diagnostic(severity)) },
        { path: 'b', diagnostics: [] },
      ]);
    assert.equal(sum(), undefined);
    assert.equal(sum('error'), '1 error in 1 of 2 files');
    assert.equal(sum('hint', 'information'), '2 notes in 1 of 2 files');
    assert.equal(sum('error', 'error', 'hint', 'warning'), '2 errors, 1 warning, 1 note in 1 of 2 files');
  });
});
