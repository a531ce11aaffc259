import assert from 'node:assert/strict';
import path from 'node:path';
import { DomainDocument } from '../../server/src/domain/document';
import type { GuestFinding } from '../../server/src/rules/guestRule';
import { NEWEST_RELEASE, getSchema } from '../../server/src/schema/bundled';
import { DomainChecker } from '../../server/src/service/checkDomain';
import { proveFixes } from '../../server/src/service/domainFixes';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { needCorpus, readRows } from '../support/corpus';

const SELECTIONS = 'libvirt/selection-2026-11.jsonl';

type Row = Readonly<Record<string, string | undefined>> & { readonly id: string; readonly root: string };

describe('The rules on guests, for recorded questions,', () => {
  /** One for each root and release: the descriptors stay the same. */
  const checkers = new Map<string, DomainChecker>();

  function checkerOf(test: Mocha.Context, { root }: Row, release: string): DomainChecker {
    const folder = path.join(needCorpus(test, 'selection-roots'), root);
    const key = `${folder} ${release}`;
    const known = checkers.get(key);
    if (known) return known;
    const checker = new DomainChecker({
      consumers: [`libvirt@${release}`],
      root: folder,
      inSession: false,
      qemuVersion: '10.0',
      looksAtImages: false,
      computer: {
        files: makeRootedWorkspace(folder, nodeWorkspace),
        user: {},
        architecture: 'x86_64',
        context: getSchema('latest'),
        newestRelease: NEWEST_RELEASE,
      },
    });
    checkers.set(key, checker);
    return checker;
  }

  for (const release of ['9.0', '11.3', '12.8'] as const) {
    it(`report an error exactly where libvirt ${release} does not start the guest`, async function () {
      const wrong: string[] = [];
      for (const row of readRows<Row>(this, SELECTIONS)) {
        const recorded = readRecorded(row, release);
        if (!recorded) continue;
        const { findings } = await checkerOf(this, row, release).check(new DomainDocument(recorded.domain));
        const errors = findings.filter(({ severity }) => severity === 'error');
        if (errors.length > 0 !== recorded.isRefused)
          wrong.push(`${row.id} ${recorded.answer}: ${errors.map(describeFinding).join('; ')}`);
      }
      assert.deepEqual(wrong, []);
    });

    it(`offer only fixes that help with libvirt ${release}`, async function () {
      let offered = 0;
      const silent: string[] = [];
      for (const row of readRows<Row>(this, SELECTIONS)) {
        const recorded = readRecorded(row, release);
        if (!recorded?.isRefused) continue;
        const document = new DomainDocument(recorded.domain);
        const checker = checkerOf(this, row, release);
        const { findings } = await checker.check(document);
        const proposed = findings.flatMap(({ fixes = [] }) => fixes).length;
        const proven = await proveFixes(document, findings, checker);
        offered += proven.length;
        if (proposed > 0 && proven.length === 0)
          silent.push(`${row.id} ${recorded.answer}: ${findings.map(describeFinding).join('; ')}`);
      }
      if (process.env.SHOW) console.log(silent.join('\n'), silent.length, offered);
      assert.ok(offered > 100, `${offered} fixes`);
    });
  }
});

function describeFinding({ code, range, fixes = [] }: GuestFinding): string {
  return `${code} ${range.start}-${range.end} (${fixes.map(({ title }) => title).join(', ')})`;
}

function readRecorded(row: Row, release: string) {
  const suffix = release === '11.3' ? '' : `_${release}`;
  const picked = row[`picked${suffix}`];
  if (picked === undefined) return undefined;
  const error = row[`error_${release}`];
  return {
    domain: (release === '9.0' ? row['domain_9.0'] : undefined) ?? row.domain ?? '',
    answer: `${picked} ${error ?? ''}`,
    isRefused: picked === 'NONE' || picked.startsWith('ERROR') || error !== undefined,
  };
}
