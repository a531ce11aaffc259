import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatUnifiedDiff } from '../../../server/src/cli/unifiedDiff';

/** Applies the hunks of a diff the way `patch` does, and checks that every kept or removed line exists. */
function patched(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const [, ...hunks] = diff.split(/^@@ /m);
  for (const hunk of hunks) {
    const [head = '', ...body] = hunk.match(/[^\n]*\n/g) ?? [];
    const [, start = '', length = '', newStart = '', newLength = ''] =
      /^-(\d+),(\d+) \+(\d+),(\d+) @@\n$/.exec(head) ?? assert.fail(head);
    const first = Number(length) === 0 ? Number(start) : Number(start) - 1;
    result.push(...lines.slice(at, first));
    assert.equal(result.length, Number(newLength) === 0 ? Number(newStart) : Number(newStart) - 1);
    at = first;
    for (const [index, line] of body.entries()) {
      if (line.startsWith('\\')) continue;
      const isLast = body[index + 1]?.startsWith('\\') === true;
      const text = isLast ? line.slice(1, -1) : line.slice(1);
      if (line.startsWith('+')) result.push(text);
      else assert.equal(lines[at++], text);
      if (line.startsWith(' ')) result.push(text);
    }
    assert.equal(at - first, Number(length));
  }
  return [...result, ...lines.slice(at)].join('');
}

describe('a unified diff', () => {
  it('shows a change with three lines around it', () => {
    assert.equal(
      formatUnifiedDiff('dir/x.json', '1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\nfive\n6\n7\n8\n'),
      '--- a/dir/x.json\n+++ b/dir/x.json\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('separates distant changes and joins near ones', () => {
    const before = Array.from({ length: 40 }, (_, index) => `${index}\n`);
    const hunks = (changed: readonly number[]): number =>
      formatUnifiedDiff(
        'x',
        before.join(''),
        before.filter((_, index) => !changed.includes(index)).join(''),
      ).split(/^@@/m).length - 1;
    assert.deepEqual([hunks([5, 10]), hunks([5, 30]), hunks([0, 39, 20])], [1, 2, 3]);
  });

  it('says if the last line has no line feed', () => {
    assert.equal(
      formatUnifiedDiff('x', 'a', 'a\n'),
      '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  it('is empty without changes', () => {
    assert.equal(formatUnifiedDiff('x', 'a\nb', 'a\nb'), '');
  });

  it('names files so that programs can read them', () => {
    const head = (name: string): string | undefined => formatUnifiedDiff(name, 'a\n', 'b\n').split('\n')[0];
    assert.equal(head('./a b.json'), '--- a/a b.json\t');
    assert.equal(head('/etc/x.json'), '--- a/etc/x.json');
    assert.equal(head('a"\n\u001b.json'), '--- "a/a\\"\\012\\033.json"');
  });

  it('turns one text into the other, for any texts', () => {
    const text = fc
      .tuple(fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'é😀\r\n')), fc.constantFrom('', 'end', ' '))
      .map(([lines, end]) => lines.join('') + end);
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(patched(before, formatUnifiedDiff('x', before, after)), after);
      }),
    );
  });

  it('replaces the whole text if most of it changes', () => {
    const diffOf = (changed: number, end: string): string => {
      const before = Array.from({ length: 2000 }, (_, index) => `${index}\n`);
      const after = before.map((line, index) => (index < changed ? `x${line}` : line));
      const texts = [[...before, 'same\n'].join(''), [...after, 'same\n', end].join('')] as const;
      const diff = formatUnifiedDiff('x', ...texts);
      assert.equal(patched(texts[0], diff), texts[1]);
      return diff;
    };
    assert.doesNotMatch(diffOf(900, 'end'), /^[+-]same$/m);
    assert.match(diffOf(1900, 'end'), /^@@ -1,2001 \+1,2002 @@$[^]*^-same$[^]*^\+same$/m);
    assert.match(formatUnifiedDiff('x', 'line\n'.repeat(3000), ''), /^@@ -1,3000 \+0,0 @@$/m);
  });

  it('is read by git', function () {
    const folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    try {
      const before = '1\n2\n3\n4\n5\n6\n7\n8\n9';
      const after = '0\n1\n2\n3\n4\n5\n6\nsept\n8\n9\n';
      writeFileSync(path.join(folder, 'a "b".json'), before);
      const input = formatUnifiedDiff('a "b".json', before, after);
      const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
      const git = spawnSync('git', ['apply', '-'], { cwd: folder, input, env });
      if (git.error) {
        console.log('      no git on this machine');
        this.skip();
      }
      assert.equal(git.stderr.toString(), '');
      assert.equal(readFileSync(path.join(folder, 'a "b".json'), 'utf8'), after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
