import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { needCorpus } from '../support/corpus';
import { checkDescriptor } from '../../server/src/service/findings';
import { documentAt, findingsOf } from '../support/findings';

interface Verdict {
  readonly id: string;
  readonly mutation: string;
  readonly text: string;
  readonly 'libvirt_11.3': 'accept' | 'reject';
}

/** Warnings and errors that are right: the shipped descriptors are wrong. */
const TRUE_POSITIVES: ReadonlySet<string> = new Set([
  // An SEV and a TDX build whose descriptor names a template in mode stateless.
  'azurelinux/2.0/60-edk2-ovmf-x64-amdsev.json: template-unexpected',
  'azurelinux/2.0/60-edk2-ovmf-x64-inteltdx.json: template-unexpected',
  // A 32-bit build that claims SEV.
  'debian-trixie/ovmf-ia32_2025.02-8+deb13u1/60-edk2-i386.json: confidential-architecture',
]);

describe('Descriptors of distributions', () => {
  it('have no error if they satisfy the schema of QEMU 10.2', function () {
    const folder = needCorpus(this, 'descriptors');
    const rows = readFileSync(path.join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1);
    const valid = rows.map((row) => row.split('\t')).filter((columns) => columns[3] === 'yes');
    assert.ok(valid.length > 90);
    const errors = valid.flatMap(([name = '']) =>
      findingsOf(textOf(folder, name))
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => `${name}: ${code}`),
    );
    assert.deepEqual(errors, []);
  });

  it('have only warnings that are right', function () {
    const folder = needCorpus(this, 'descriptors');
    const rows = readFileSync(path.join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1);
    const warnings = rows
      .map((row) => row.split('\t'))
      .filter(([name = '']) => !name.includes('libvirt-') && !name.startsWith('qemu-'))
      .flatMap(([name = '']) =>
        findingsOf(textOf(folder, name))
          .filter(({ severity }) => severity === 'warning')
          .map(({ code }) => `${name}: ${code}`),
      );
    assert.deepEqual(
      warnings.filter((warning) => !TRUE_POSITIVES.has(warning)),
      [],
    );
  });
});

describe('Descriptors that were tested with libvirt 11.3', () => {
  it('have an error if libvirt rejected them', function () {
    const rows = verdicts(needCorpus(this, 'libvirt/verdicts-2026-11.jsonl')).filter(
      (row) => row['libvirt_11.3'] === 'reject',
    );
    assert.ok(rows.length > 200);
    const without = rows.filter(({ text }) => {
      const { findings } = checkDescriptor(documentAt(text, 'latest', {}), {
        excluded: false,
        severities: new Map(),
        consumers: ['libvirt@11.3'],
      });
      return !findings.some(({ severity }) => severity === 'error');
    });
    assert.deepEqual(
      without.map(({ id, mutation }) => `${id} ${mutation}`),
      [],
    );
  });
});

/** The corpus stores a symbolic link as a file that contains only the link's target. */
function textOf(folder: string, name: string): string {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return /^\.\.\/\S+\.json$/.test(text) ? textOf(folder, path.join(path.dirname(name), text)) : text;
}

function verdicts(file: string): Verdict[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}
