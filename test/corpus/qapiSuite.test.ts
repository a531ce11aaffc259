import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SchemaChecker } from '../../server/src/service/checkSchemaFile';
import type { Dialect } from '../../server/src/qapi/check/dialect';
import { LineIndex } from '../../server/src/text/lineIndex';
import { blockingFiles } from '../../server/src/workspace/nodeBlockingFiles';
import { needCorpus } from '../support/corpus';

interface Row {
  readonly case: string;
  readonly expect: string;
  readonly err_file?: string;
  readonly err_line?: string;
  readonly line?: string;
  readonly err_col?: string;
  readonly col?: string;
  readonly code?: string;
}

interface Found {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Compares the verdicts on broken and valid schemas with those that QEMU's own reader gave (recorded in the corpus). */
describe('the checks of QAPI schemas, against the reference', () => {
  for (const [list, folder, least] of [
    ['cases-open.tsv', 'suite', { verdict: 1, line: 1, code: 0.95, quiet: 0.9 }],
    ['probes.tsv', 'probes', { verdict: 0.95, line: 0.95, code: 0.95, quiet: 0.9 }],
  ] as const) {
    it(`agree on ${folder}`, async function () {
      const rows = readTable(readFileSync(needCorpus(this, `qapi/${list}`), 'utf8'));
      const scores = new Map<string, { good: number; all: number }>();
      const missed: string[] = [];
      for (const row of rows) {
        for (const [level, isGood] of Object.entries(await score(row, needCorpus(this, `qapi/${folder}`)))) {
          const counts = scores.get(level) ?? { good: 0, all: 0 };
          counts.all++;
          if (isGood) counts.good++;
          else missed.push(`${row.case} ${level}`);
          scores.set(level, counts);
        }
      }
      if (missed.length > 0) console.log(`      differs: ${missed.join(', ')}`);
      for (const [level, share] of Object.entries(least)) {
        const { good, all } = scores.get(level) ?? { good: 0, all: 0 };
        assert.ok(good >= all * share, `${level}: ${good} of ${all}`);
      }
    });
  }

  const trees: readonly (readonly [tree: string, dialect: Dialect, files: readonly string[]])[] = [
    [
      'qemu-7.2',
      '7.2',
      ['qapi/qapi-schema.json', 'docs/interop/firmware.json', 'docs/interop/vhost-user.json'],
    ],
    [
      'qemu-10.2.2',
      '10.2',
      ['qapi/qapi-schema.json', 'docs/interop/firmware.json', 'docs/interop/vhost-user.json'],
    ],
    ['qemu-11.0', '11.0', ['docs/interop/firmware.json']],
  ];
  for (const [tree, dialect, files] of trees) {
    it(`accept the schemas of ${tree}`, async function () {
      const folder = needCorpus(this, `qapi/schemas/${tree}`);
      for (const file of files) {
        if (existsSync(path.join(folder, file)))
          assert.deepEqual(await check(path.join(folder, file), dialect), [], file);
      }
    });
  }
});

/** Scores one case on each level: true where it agrees with the reference. */
async function score(row: Row, folder: string): Promise<Record<string, boolean>> {
  const found = await check(path.join(folder, row.case));
  if (row.expect === 'crash') return { verdict: true };
  if (row.expect === 'accept') return { verdict: found.length === 0 };
  const file = takeFirst(row.err_file, row.case);
  const first = Number(takeFirst(row.err_line, row.line));
  const isWhole = takeFirst(row.err_col, row.col) === '';
  const last = isWhole ? findLast(path.join(folder, file), first) : first;
  const hits =
    first === 0
      ? found
      : found.filter((each) => path.basename(each.file) === file && each.line >= first && each.line <= last);
  return {
    verdict: found.length > 0,
    line: hits.length > 0,
    ...(row.code && { code: hits.some(({ code }) => code === row.code) }),
    quiet: found.length > 0 && found.length <= 3,
  };
}

/** Returns the first cell that is not empty. */
function takeFirst(...cells: readonly (string | undefined)[]): string {
  return cells.find((cell) => cell !== undefined && cell !== '') ?? '';
}

/** Finds the last line of the definition or comment on a line, both 1-based. */
function findLast(file: string, first: number): number {
  if (!existsSync(file)) return first;
  const lines = readFileSync(file, 'utf8').split('\n');
  const next = lines.findIndex((line, at) => at >= first && /^(?:\{|##)/.test(line));
  return next < 0 ? lines.length : next;
}

async function check(file: string, dialect?: Dialect): Promise<Found[]> {
  const { schema, findings } = await new SchemaChecker(blockingFiles, dialect).check(file);
  return [...findings].flatMap(([name, list]) => {
    const lines = new LineIndex(schema.modules.get(name)?.text ?? '');
    return list
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, range }) => ({
        file: name,
        line: lines.positionAt(range.start).line + 1,
        code,
        message,
      }));
  });
}

function readTable(text: string): readonly Row[] {
  const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])) as unknown as Row;
  });
}
