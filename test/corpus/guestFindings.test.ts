import assert from 'node:assert/strict';
import path from 'node:path';
import { DomainDocument } from '../../server/src/domain/document';
import type { GuestFinding } from '../../server/src/rules/guestRule';
import { NEWEST_RELEASE, getSchema } from '../../server/src/schema/bundled';
import { DomainChecker } from '../../server/src/service/checkDomain';
import { proveFixes } from '../../server/src/service/domainFixes';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { applyEdits } from '../../server/src/text/textEdit';
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
        const errors = findings.filter(isError);
        if (errors.length > 0 !== recorded.isRefused)
          wrong.push(`${row.id} ${recorded.answer}: ${errors.map(describeFinding).join('; ')}`);
      }
      assert.deepEqual(wrong, []);
    });

    it(`place the error on what libvirt ${release} names`, async function () {
      const wrong: string[] = [];
      for (const row of readRows<Row>(this, SELECTIONS)) {
        const recorded = readRecorded(row, release);
        if (!recorded?.isRefused) continue;
        const { findings } = await checkerOf(this, row, release).check(new DomainDocument(recorded.domain));
        const pattern = PLACES.find(([words]) => words.test(recorded.answer))?.[1];
        const marked = findings
          .filter(isError)
          .map(({ range }) => recorded.domain.slice(range.start, range.end));
        if (!marked.some((text) => pattern?.test(text) === true))
          wrong.push(`${row.id} ${recorded.answer}: ${marked.join('; ')}`);
      }
      assert.deepEqual(wrong, []);
    });

    it(`offer only fixes after which libvirt ${release} starts the guest`, async function () {
      let [guests, helped, offered] = [0, 0, 0];
      const wrong: string[] = [];
      for (const row of readRows<Row>(this, SELECTIONS)) {
        const recorded = readRecorded(row, release);
        if (!recorded?.isRefused) continue;
        guests++;
        const document = new DomainDocument(recorded.domain);
        const checker = checkerOf(this, row, release);
        const { findings } = await checker.check(document);
        const proven = await proveFixes(document, findings.filter(isError), checker);
        offered += proven.length;
        if (proven.length > 0) helped++;
        if (proven.length === 0 && process.env.SHOW !== undefined)
          console.log(`${row.id} ${recorded.answer}: ${findings.map(describeFinding).join('; ')}`);
        for (const { edits, title, finding } of proven) {
          const after = await checker.check(new DomainDocument(applyEdits(recorded.domain, edits)));
          // Each of several independent mistakes has fixes of its own.
          const others = new Set(findings.filter(isError).map(({ message }) => message));
          others.delete(finding.message);
          const errors = after.findings.filter((each) => isError(each) && !others.has(each.message));
          const outcome = after.guests[0]?.explanation?.outcome;
          const isGood = others.size > 0 || outcome === 'starts' || outcome === 'own';
          if (errors.length > 0 || !isGood)
            wrong.push(`${row.id} ${title}: ${String(outcome)} ${errors.map(describeFinding).join('; ')}`);
        }
      }
      console.log(`      ${offered} fixes for ${helped} of ${guests} guests`);
      assert.deepEqual(wrong, []);
      assert.ok(offered > 100, `${offered} fixes`);
    });
  }
});

const isError = ({ severity }: GuestFinding): boolean => severity === 'error';

/** What libvirt says, and what the finding must mark. */
const PLACES: readonly (readonly [answer: RegExp, marked: RegExp])[] = [
  [/attribute 'readonly' cannot/, /^readonly=/],
  [/loader attribute 'type' cannot/, /^type=|^loader$/],
  [/attribute 'secure' cannot/, /^secure=/],
  [/attribute 'template' cannot/, /^template=/],
  [/unknown (?:architecture|device type)/, /^firmware=|^loader$/],
  [/in element 'launchSecurity'/, /^type='(?:tdx|sev-snp)'/],
  [/launch security is not supported/, /^type='(?:sev|sev-snp|tdx)'/],
  [/Secure boot is supported with q35/, /^(?:secure|machine)=/],
  [/mishandled storage format|invalid use of command API/, /^(?:nvram|loader|firmware='.*')$/],
  [/Invalid format 'qcow2'/, /^format='qcow2'/],
  [/ROM loader type cannot be used as read/, /^readonly='no'/],
  [/SMM turned off/, /^state='off'/],
  [/no loader path/, /^(?:loader|nvram)$/],
  [/ACPI requires UEFI/, /^acpi$/],
  [/UEFI requires ACPI/, /^(?:features|firmware='efi'|loader)$/],
  [/'enrolled-keys' cannot/, /^enabled='yes'/],
  [/Unknown architecture/, /^arch=/],
  [/not permitted when loader is|does not support variable/, /^(?:nvram|varstore)$/],
  // The reason is that of the closest match.
  [/^NONE/, /^[a-z]+='|^(?:loader|nvram|varstore|type|smm|suspend-to-(?:mem|disk))$/],
];

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
