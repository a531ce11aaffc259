import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findChooser } from '../../server/src/consumers/choosers';
import { readFirmware } from '../../server/src/consumers/firmware';
import type { Guest } from '../../server/src/consumers/guest';
import { DescriptorDocument } from '../../server/src/descriptor/document';
import { getSchema } from '../../server/src/schema/bundled';
import { addConsequences } from '../../server/src/features/consequences';
import { analyse } from '../../server/src/rules/analyse';
import { needCorpus, readVerdicts } from '../support/corpus';

/** A descriptor and what real programs did with it. Releases that were not tested have no member. */
interface Row {
  readonly id: string;
  readonly base: string;
  readonly mutation: string;
  readonly text: string;
  readonly vmspawn_257?: Verdict;
  readonly vmspawn_257_reason?: string;
  readonly vmspawn_262: Verdict;
  readonly vmspawn_262_reason: string;
  /** Its messages with some options. */
  readonly vmspawn_262_ways?: Readonly<Record<string, string>>;
}

/** *selected*: it starts a guest with the file by default; *loads*: it reads and rejects the file. */
type Verdict = 'selected' | 'loads' | 'skips';

/** The guest of the recorded runs. */
const GUEST: Guest = { architecture: 'x86_64', machine: 'pc-q35-11.1', firmware: 'uefi' };

/** What each set of options adds to the guest. */
const WAYS: Readonly<Record<string, Partial<Guest>>> = {
  'secure-boot=yes': { secureBoot: true },
  'secure-boot=no': { secureBoot: false },
  'coco=sev-snp': { confidential: 'sev-snp' },
  'coco=tdx': { confidential: 'tdx' },
  'coco=sev-snp secure-boot=yes': { confidential: 'sev-snp', secureBoot: true },
  'coco=tdx secure-boot=yes': { confidential: 'tdx', secureBoot: true },
  'features=enrolled-keys': { requiredFeatures: ['enrolled-keys'] },
};

/** The codes of the program's messages. */
const CODES: readonly (readonly [said: RegExp, code: string])[] = [
  [/^selected$/, ''],
  [/^firmware is not a UEFI firmware\.$/, 'interface'],
  [/^firmware does not have an NVRAM template\.$/, 'mode'],
  [/^firmware is not stateless\.$/, 'stateless'],
  [/^firmware image is not in raw format\.$/, 'format'],
  [/^firmware doesn't support the native architecture or machine type\.$/, 'machine'],
  [/^firmware (?:is missing required|has excluded) feature 'amd-sev-snp'\.$/, 'sev-snp'],
  [/^firmware (?:is missing required|has excluded) feature 'intel-tdx'\.$/, 'tdx'],
  [/^firmware (?:is missing required|has excluded) feature 'secure-boot'\.$/, 'secure-boot'],
  [/^firmware (?:is missing required|has excluded) feature 'enrolled-keys'\.$/, 'enrolled-keys'],
];

describe('The model of systemd-vmspawn, for recorded descriptors,', () => {
  for (const release of ['257', '262'] as const)
    it(`gives the recorded verdicts of ${release}`, function () {
      const rows = readVerdicts<Row>(this).filter((row) => row[`vmspawn_${release}`] !== undefined);
      assert.ok(rows.length > 400);
      const wrong = rows.flatMap((row) => {
        const reasons = judge(`vmspawn@${release}`, row.text, {});
        const verdict = reasons === undefined ? 'skips' : reasons.length > 0 ? 'loads' : 'selected';
        const recorded = row[`vmspawn_${release}`];
        return verdict === recorded
          ? []
          : [`${nameRow(row)}: ${recorded}, not ${verdict} ${reasons?.join(' ')}`];
      });
      assert.deepEqual(wrong, []);
    });

  it('gives the reasons with which 262 rejects them', function () {
    const wrong = readVerdicts<Row>(this)
      .filter(({ vmspawn_262 }) => vmspawn_262 === 'loads')
      .flatMap((row) => compare(row, 'by default', row.vmspawn_262_reason, {}));
    assert.deepEqual(wrong, []);
  });

  it('gives the recorded verdicts and reasons of 262 with other options', function () {
    let runs = 0;
    const wrong = readVerdicts<Row>(this).flatMap((row) =>
      Object.entries(row.vmspawn_262_ways ?? {}).flatMap(([way, message]) => {
        runs++;
        const wishes = WAYS[way];
        assert.ok(wishes, way);
        return compare(row, way, message, wishes);
      }),
    );
    assert.ok(runs > 1500);
    assert.deepEqual(wrong, []);
  });
});

describe('A descriptor of raw code with variables in qcow2', () => {
  it('has a finding on what systemd-vmspawn 262 does with it', function () {
    const file = '/etc/qemu/firmware/30-edk2-x86_64-secure-enrolled-qcow2-vars.json';
    const text = readFileSync(needCorpus(this, `field/ws-virt-qcow2-template/root${file}`), 'utf8');
    const found = analyse(new DescriptorDocument(text, getSchema('latest'), file));
    assert.deepEqual(
      found.map(({ code, severity }) => `${severity} ${code}`),
      ['information formats-differ'],
    );
    assert.match(found[0]?.message ?? '', /systemd-vmspawn 262 opens the variables as raw/);
  });
});

describe('A descriptor that systemd-vmspawn 262 drops', () => {
  it('has a finding that says so', function () {
    const silent = readVerdicts<Row>(this).filter(({ vmspawn_262, text }) => {
      if (vmspawn_262 !== 'skips') return false;
      const document = new DescriptorDocument(text, getSchema('latest'), '/etc/qemu/firmware/50-test.json');
      return addConsequences(analyse(document), ['vmspawn@262'], document).every(
        ({ consequences }) => consequences === undefined,
      );
    });
    assert.deepEqual(silent.map(nameRow), []);
  });
});

/**
 * @param message the program's message: the first reason, or those about features in any order; if some features are missing, only
 *   those
 */
function compare(row: Row, way: string, message: string, wishes: Partial<Guest>): string[] {
  const expected = message.split('; ').flatMap(toCode).sort();
  const all = judge('vmspawn@262', row.text, wishes);
  const found = all?.slice(0, Math.max(1, expected.length)).sort();
  return found?.join(' ') === expected.join(' ')
    ? []
    : [`${nameRow(row)}, ${way}: ${expected.join(' ')}, not ${all?.join(' ') ?? 'unread'}`];
}

function toCode(message: string): string[] {
  const found = CODES.find(([pattern]) => pattern.test(message));
  assert.ok(found, message);
  return found[1] === '' ? [] : [found[1]];
}

/** Returns the codes of the reasons against this firmware for the guest; undefined if the file cannot be read. */
function judge(id: string, text: string, wishes: Partial<Guest>): string[] | undefined {
  const chooser = findChooser(id);
  assert.ok(chooser);
  const guest = { ...GUEST, ...wishes };
  const { root, objections } = chooser.read(new DescriptorDocument(text, getSchema('latest')), guest);
  if (!root || objections.length > 0) return undefined;
  return [...chooser.findRefusals(guest, readFirmware(root))].map(({ code }) => code);
}

function nameRow({ id, base, mutation }: Row): string {
  return `${id} ${base}, ${mutation}`;
}
