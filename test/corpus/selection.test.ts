import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFor } from '../../server/src/schema/bundled';
import { chooserOf, type Chooser } from '../../server/src/selection/chooser';
import { readDomain } from '../../server/src/selection/domain';
import { explain, type Candidate, type Explanation } from '../../server/src/selection/explain';
import type { Guest } from '../../server/src/selection/guest';
import { list, opened, searchPath } from '../../server/src/selection/listing';
import { rooted } from '../../server/src/selection/rooted';
import { linkTarget, nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { needCorpus } from '../support/corpus';

interface Row {
  readonly id: string;
  readonly root: string;
  readonly domain: string;
  readonly picked: string;
  readonly trace: readonly string[];
  readonly 'domain_9.0': string;
  readonly 'picked_9.0': string;
  readonly 'trace_9.0': readonly string[];
}

/** libvirt's debug messages, each with the code of the same reason. */
const REASONS: readonly (readonly [message: RegExp, code: string])[] = [
  [/^No matching interface in/, 'interface'],
  [/^No matching path in/, 'path'],
  [/^No matching machine type in/, 'machine'],
  [/^Domain requires S3,/, 'acpi-s3'],
  [/^Domain requires S4,/, 'acpi-s4'],
  [/^User (?:requested|refused) Secure Boot,/, 'secure-boot'],
  [/^User (?:requested|refused) Enrolled keys,/, 'enrolled-keys'],
  [/ SMM,? /, 'smm'],
  [/^Discarding (?:flash|rom) loader$/, 'loader-type'],
  [/^Discarding loader without stateless flash$/, 'stateless'],
  [/^Discarding loader without split flash$/, 'mode'],
  [/^Discarding readonly loader$/, 'readonly'],
  [/^Discarding loader with mismatching flash format/, 'format'],
  [/^Firmware '.*' matches domain requirements$/, 'fits'],
];

describe('What a real libvirt chose', () => {
  const candidates = new Map<string, Promise<readonly Candidate[]>>();
  const HOST = { architecture: 'x86_64', qemuVersion: '10.0' };

  function candidatesOf(root: string, folder: string, { manner }: Chooser): Promise<readonly Candidate[]> {
    const known = candidates.get(root);
    if (known) return known;
    const files = rooted(path.join(folder, root), nodeWorkspace, linkTarget);
    const found = list(searchPath(manner, { inSession: false }), manner, files).then((listed) =>
      opened(listed, files),
    );
    candidates.set(root, found);
    return found;
  }

  function guestOf(domain: string): Guest {
    const read = readDomain(domain, HOST);
    if ('message' in read) throw new Error(read.message);
    return read.guest;
  }

  async function asked(test: Mocha.Context, id: string, ask: (row: Row, found: Explanation) => string[]) {
    const folder = needCorpus(test, 'selection-roots');
    const chooser = chooserOf(id);
    assert.ok(chooser);
    const wrong: string[] = [];
    const all = rows(test);
    for (const row of all) {
      const guest = guestOf(id === 'libvirt@9.0' ? row['domain_9.0'] : row.domain);
      const found = explain(
        guest,
        await candidatesOf(row.root, folder, chooser),
        chooser,
        schemaFor('latest'),
      );
      wrong.push(...ask(row, found).map((line) => `${row.id}: ${line}`));
    }
    assert.equal(all.length, 362);
    assert.deepEqual(wrong, []);
  }

  it('is what is said of libvirt 11.3, and for the reasons of its trace', async function () {
    await asked(this, 'libvirt@11.3', (row, { picked = 'NONE', candidates: found }) => {
      const wrong = picked === row.picked ? [] : [`picked ${picked}, not ${row.picked}`];
      const looked = found.filter(({ verdict }) => verdict === 'picked' || verdict === 'refused');
      return [...wrong, ...compared(firstRound(row.trace), looked)];
    });
  });

  it('is what is said of libvirt 9.0', async function () {
    await asked(this, 'libvirt@9.0', (row, { picked, stopped, candidates: found }) => {
      const recorded = row['picked_9.0'];
      const said = stopped === undefined ? (picked ?? 'NONE') : 'ERROR';
      const wrong =
        said === recorded.replace(/^ERROR.*/, 'ERROR') ? [] : [`${said}, not ${recorded}: ${stopped}`];
      const looked = found.filter(({ verdict }) => verdict === 'picked' || verdict === 'refused');
      return [...wrong, ...(stopped === undefined ? compared(firstRound(row['trace_9.0']), looked) : [])];
    });
  });
});

/** libvirt asks again for the firmware that it has filled in; the first round ends with what fits. */
function firstRound(trace: readonly string[]): readonly string[] {
  const end = trace.findIndex((line) => line.endsWith('matches domain requirements'));
  return end < 0 ? trace : trace.slice(0, end + 1);
}

/** In what a trace, a message for each descriptor, differs from what is said. */
function compared(trace: readonly string[], said: Explanation['candidates']): string[] {
  if (trace.length !== said.length) return [`${said.length} descriptors looked at, not ${trace.length}`];
  return trace.flatMap((line, index) => {
    const { path: file = '', code = '' } = said[index] ?? {};
    const wanted = REASONS.find(([message]) => message.test(line))?.[1];
    const named = /'(\/[^']+)'/.exec(line)?.[1];
    return wanted === code && (named === undefined || named === file) ? [] : [`${file} ${code}: ${line}`];
  });
}

function rows(test: Mocha.Context): Row[] {
  return readFileSync(needCorpus(test, 'libvirt/selection.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}
