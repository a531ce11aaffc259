import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DomainDocument } from '../../server/src/domain/document';
import { listRewrites } from '../../server/src/features/domain/listRewrites';
import { GUEST_DOCS } from '../../server/src/rules/guestDocumentation';
import { DESCRIPTORS } from '../../server/src/rules/shared/guestExamples';
import { NEWEST_RELEASE, getSchema } from '../../server/src/schema/bundled';
import type { Candidate } from '../../server/src/selection/explain';
import { listSearchedFiles, listSearchPath, openCandidates } from '../../server/src/selection/listing';
import { DomainChecker } from '../../server/src/service/checkDomain';
import { proveFixes, proveRewrite } from '../../server/src/service/domainFixes';
import { applyEdits, type TextEdit } from '../../server/src/text/textEdit';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { needCorpus, readRows } from '../support/corpus';
import { disagreements } from './agreement';
import { PACKAGES, plant, type Tree } from './directories';
import { MISTAKEN } from './mistakenGuests';
import { startDaemon, type Started } from './started';

type Row = Readonly<Record<string, string | undefined>> & { readonly root: string };

/** A fix or a refactoring to try. */
interface Change {
  readonly kind: string;
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

describe('The fixes of guests, applied and shown to libvirt,', function () {
  this.timeout(600_000);
  let started: Started | undefined;

  before(async function () {
    started = await startDaemon(this, 'system');
    console.log(`      libvirt ${started.libvirt} with QEMU ${started.qemu}`);
  });
  after(async () => {
    await started?.daemon.stop();
  });

  it('give each of the project’s own guests what they promise', async () => {
    const examples = GUEST_DOCS.flatMap(({ examples }) => examples().invalid.map(({ text }) => text));
    const tried = await tryAll([...MISTAKEN, ...examples], toTree(DESCRIPTORS));
    assert.deepEqual(tried.wrong, []);
    const kinds = new Set(tried.changes.map(({ kind }) => kind));
    assert.ok(
      tried.changes.length >= 60 && kinds.size >= 15,
      `${tried.changes.length} of ${kinds.size} kinds`,
    );
  });

  it('give 100 guests that libvirt refused what they promise', async function () {
    assert.ok(started);
    const { version } = started.chooser.consumer;
    const wrong: string[] = [];
    const changes: Change[] = [];
    const rows = readRows<Row>(this, 'libvirt/selection-2026-11.jsonl');
    for (const root of new Set(rows.map((row) => row.root))) {
      const tree = readTree(path.join(needCorpus(this, 'selection-roots'), root));
      const texts = rows
        .filter((row) => row.root === root && isRefused(row, version))
        .map((row) => (version === '9.0' ? row['domain_9.0'] : undefined) ?? row.domain ?? '');
      const tried = await tryAll(texts, tree);
      wrong.push(...tried.wrong);
      changes.push(...tried.changes);
    }
    assert.deepEqual(wrong, []);
    assert.ok(changes.length >= 100, `${changes.length}`);
  });

  /** Applies changes of each guest, and compares libvirt's answers with the explainer's. */
  async function tryAll(texts: readonly string[], tree: Tree) {
    assert.ok(started);
    const { daemon, chooser } = started;
    plant(daemon.root, tree);
    const checker = makeChecker(started);
    const candidates = await listCandidates(started);
    const wrong: string[] = [];
    const changes: Change[] = [];
    const counts = new Map<string, number>();
    const seen = new Set<string>();
    for (const text of texts.map((each) => each.replace(`type='kvm'`, `type='qemu'`))) {
      const old = new DomainDocument(text);
      for (const change of await listChanges(old, checker)) {
        const key = `${change.kind} ${change.title}`;
        const count = counts.get(key) ?? 0;
        const fixed = applyEdits(text, change.edits);
        if (count >= MOST_OF_EACH || seen.has(fixed)) continue;
        counts.set(key, count + 1);
        seen.add(fixed);
        changes.push(change);
        const { guests, findings } = await checker.check(new DomainDocument(fixed));
        const real = daemon.ask(fixed);
        const said = guests[0]?.explanation;
        if (LACKING.test(real.error ?? '')) continue;
        if (said) {
          const found = disagreements(real, said, candidates, chooser);
          wrong.push(...found.map((line) => `${key}: ${line} (${real.error}): ${fixed}`));
        } else if ((real.error === undefined) !== findings.every(({ severity }) => severity !== 'error'))
          wrong.push(`${key}: ${String(real.error)}: ${fixed}`);
      }
    }
    console.log(`      ${changes.length} changes of ${counts.size} kinds`);
    return { wrong, changes };
  }
});

/** Whether libvirt did not start a recorded guest. */
function isRefused(row: Row, version: string): boolean {
  const picked = row[version === '11.3' ? 'picked' : `picked_${version}`];
  return picked === 'NONE' || picked?.startsWith('ERROR') === true || row[`error_${version}`] !== undefined;
}

/** libvirt's messages where the machine lacks KVM or an emulator, which are not about the guest. */
const LACKING = /does not support virt type 'kvm'|No emulator found for arch/;

/** How many changes of the same rule and title are tried: the recorded guests have hundreds. */
const MOST_OF_EACH = Number(process.env.QEMU_FIRMWARE_FIXES_EACH ?? 6);

/** Lists the proven fixes of all findings, and the proven refactorings. */
async function listChanges(document: DomainDocument, checker: DomainChecker): Promise<readonly Change[]> {
  const { findings, guests } = await checker.check(document);
  const fixes = await proveFixes(document, findings, checker);
  const changes: Change[] = fixes.map(({ title, edits, finding }) => ({ kind: finding.code, title, edits }));
  const [guest] = guests;
  if (!guest) return changes;
  const host = { ...(await checker.describeHost()), guests };
  for (const rewrite of listRewrites(document, guest.os, host))
    if (await proveRewrite(document, rewrite, checker)) changes.push({ ...rewrite, kind: rewrite.id });
  return changes;
}

function makeChecker({ daemon, chooser, qemu }: Started): DomainChecker {
  return new DomainChecker({
    consumers: [chooser.consumer.id],
    root: daemon.root,
    inSession: false,
    qemuVersion: qemu,
    // The named images do not exist.
    looksAtImages: false,
    computer: {
      files: makeRootedWorkspace(daemon.root, nodeWorkspace),
      user: {},
      architecture: 'x86_64',
      context: getSchema('latest'),
      newestRelease: NEWEST_RELEASE,
    },
  });
}

async function listCandidates({ daemon, chooser }: Started): Promise<readonly Candidate[]> {
  const files = makeRootedWorkspace(daemon.root, nodeWorkspace);
  const { manner } = chooser.consumer;
  return openCandidates(
    await listSearchedFiles(listSearchPath(manner, { inSession: false }), manner, files),
    files,
  );
}

function toTree(descriptors: Readonly<Record<string, string>>): Tree {
  return Object.fromEntries(Object.entries(descriptors).map(([name, text]) => [`${PACKAGES}/${name}`, text]));
}

/** Reads the files of a root's directories. */
function readTree(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [`/${path.relative(root, file)}`, readFileSync(file, 'utf8')];
    }),
  );
}
