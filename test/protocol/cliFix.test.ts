import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench, CLI, dropNote, environment, SOUND } from '../support/commandLine';

const SAMPLES = 'samples/qemu/firmware';
/** An error that no safe fix repairs. */
const UNFIXABLE = readFileSync(`${SAMPLES}/60-mistake-template-missing.json`, 'utf8');
const COMMA = SOUND.replace('"acpi-s3",', '"acpi-s3",,');

describe('lint --fix', () => {
  const files = bench();
  const { run, write, read } = files;

  it('applies the safe fixes and says so', () => {
    const { status, out, err } = run([
      'lint',
      '--fix',
      write('x.json', COMMA.replace('"verbose-dynamic"', '"Verbose_dynamic"')),
    ]);
    assert.deepEqual([status, out], [0, '']);
    assert.equal(err, 'qemu-firmware: x.json: fixed 2 findings (json-stray-comma, unknown-value)\n');
    assert.equal(read('x.json'), SOUND);
  });

  it('prints nothing about a valid file and does not touch it', () => {
    write('x.json', SOUND);
    const before = statSync(path.join(files.folder, 'x.json'));
    assert.deepEqual(run(['lint', '--fix', 'x.json']), { status: 0, out: '', err: '' });
    const after = statSync(path.join(files.folder, 'x.json'));
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('reports what is left', () => {
    write('x.json', COMMA.replace('"description"', '"description": "twice",\n    "description"'));
    const { status, out, err } = run(['lint', '--fix', 'x.json']);
    assert.equal(status, 0);
    assert.match(out, /^x\.json:3:5: warning: [^\n]+ \[json-duplicate-key\]\n$/);
    assert.match(err, /x\.json: fixed 1 finding \(json-stray-comma\)\n.*1 warning in 1 of 1 file\n$/);
  });

  for (const name of readdirSync(SAMPLES).sort()) {
    const before = readFileSync(path.join(SAMPLES, name), 'utf8');
    it(`never makes ${name} worse`, () => {
      const codes = (): string[] => {
        const { out } = run(['lint', '--format', 'json', `qemu/firmware/${name}`]);
        const { files: reports } = JSON.parse(out) as {
          files: { diagnostics: { code: string }[] }[];
        };
        return reports.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
      };
      write(`qemu/firmware/${name}`, before);
      const found = codes();
      const { err } = run(['lint', '--fix', `qemu/firmware/${name}`]);
      const summary = /: fixed (\d+) findings? \((.*)\)\n/.exec(err);
      if (summary) {
        assert.notEqual(read(`qemu/firmware/${name}`), before);
        JSON.parse(read(`qemu/firmware/${name}`));
        const left = codes();
        assert.equal(left.length, found.length - Number(summary[1]));
        for (const code of (summary[2] ?? '').split(', ')) assert.ok(!left.includes(code), code);
      } else {
        assert.equal(read(`qemu/firmware/${name}`), before);
        assert.deepEqual(codes(), found);
      }
    });
  }

  it('fixes some of the samples', () => {
    for (const name of readdirSync(SAMPLES)) write(name, readFileSync(path.join(SAMPLES, name)));
    const { err } = run(['lint', '--fix', '.']);
    for (const name of ['67-mistake-trailing-comma', '68-mistake-comment'])
      assert.match(err, new RegExp(`${name}\\.json: fixed 1 finding `));
  });

  it('writes nothing if the result would not be JSON', () => {
    const text = COMMA.replace(/\}\s*$/, '');
    const { status, out } = run(['lint', '--fix', write('x.json', text)]);
    assert.equal(status, 1);
    assert.match(out, /\[json-stray-comma\]/);
    assert.equal(read('x.json'), text);
  });

  it('does not change a file that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(COMMA), Buffer.from([0xe9])]);
    assert.equal(run(['lint', '--fix', write('x.json', bytes)]).status, 1);
    assert.deepEqual(readFileSync(path.join(files.folder, 'x.json')), bytes);
  });

  it('keeps line ends, mode and links', () => {
    const file = path.join(files.folder, write('x.json', COMMA.replaceAll('\n', '\r\n')));
    chmodSync(file, 0o664);
    symlinkSync('x.json', path.join(files.folder, 'link.json'));
    run(['lint', '--fix', 'link.json']);
    assert.equal(read('x.json'), SOUND.replaceAll('\n', '\r\n'));
    assert.equal(statSync(file).mode & 0o777, 0o664);
    assert.ok(lstatSync(path.join(files.folder, 'link.json')).isSymbolicLink());
    assert.deepEqual(readdirSync(files.folder).sort(), ['link.json', 'x.json']);
  });

  it('reports a read-only file and its findings, and continues', () => {
    chmodSync(path.join(files.folder, write('a.json', COMMA)), 0o444);
    write('b.json', COMMA);
    const { status, out, err } = run(['lint', '--fix', 'a.json', 'b.json']);
    assert.equal(status, 2);
    assert.match(out, /^a\.json:\d+:\d+: error: [^\n]+ \[json-stray-comma\]\n$/);
    assert.match(err, /a\.json: not written: it is read-only\n.*b\.json: fixed 1 finding/);
    assert.deepEqual([read('a.json'), read('b.json')], [COMMA, SOUND]);
  });

  it('prints the fixed text of standard input, and reports on standard error', () => {
    const { status, out, err } = run(['lint', '--fix', '--stdin-filename', 'x.json', '-'], `${COMMA}// end`);
    assert.deepEqual([status, out], [0, SOUND.replace(/("FD_SIZE_4MB")/, '$1,\n        "end"')]);
    assert.equal(err, 'qemu-firmware: x.json: fixed 2 findings (json-comment, json-stray-comma)\n');
    const left = run(['lint', '--fix', '-'], UNFIXABLE);
    assert.deepEqual([left.status, left.out], [1, UNFIXABLE]);
    assert.match(dropNote(left.err), /^-:\d+:\d+: error: [^\n]+\nqemu-firmware: 1 error in 1 of 1 file\n$/);
    const latin1 = Buffer.from([0x7b, 0xe9, 0x7d]);
    const raw = spawnSync(process.execPath, [CLI, 'lint', '--fix', '-'], {
      input: latin1,
      env: environment(),
    });
    assert.deepEqual([raw.status, raw.stdout], [1, latin1]);
  });

  describe('--dry-run', () => {
    it('prints the change as a diff and writes nothing', () => {
      const { status, out, err } = run(['lint', '--fix', '--dry-run', write('dir/x.json', COMMA)]);
      assert.equal(status, 0);
      assert.match(out, /^--- a\/dir\/x\.json\n\+\+\+ b\/dir\/x\.json\n@@ -\d+,7 \+\d+,7 @@\n/);
      assert.match(out, /\n-\s+"acpi-s3",,\n\+\s+"acpi-s3",\n/);
      assert.equal(err, 'qemu-firmware: dir/x.json: would have fixed 1 finding (json-stray-comma)\n');
      assert.equal(read('dir/x.json'), COMMA);
    });

    it('reports what would be left on standard error', () => {
      write('error.json', UNFIXABLE);
      const { status, out, err } = run(['lint', '--fix', '--dry-run', write('x.json', COMMA), 'error.json']);
      assert.equal(status, 1);
      assert.match(out, /^--- a\/x\.json\n/);
      assert.match(err, /^error\.json:\d+:\d+: error: /m);
      assert.deepEqual([read('x.json'), read('error.json')], [COMMA, UNFIXABLE]);
    });

    it('requires --fix', () => {
      const { status, err } = run(['lint', '--dry-run', write('x.json', COMMA)]);
      assert.deepEqual(
        [status, err],
        [2, 'qemu-firmware: --dry-run requires --fix. Try “qemu-firmware lint --help”.\n'],
      );
    });
  });
});
