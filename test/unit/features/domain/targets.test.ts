import assert from 'node:assert/strict';
import { DomainDocument } from '../../../../server/src/domain/document';
import { describeOutcome } from '../../../../server/src/features/domain/describeOutcome';
import { findDomainTargets, listDomainLinks } from '../../../../server/src/features/domain/findDomainTargets';
import type { Explanation } from '../../../../server/src/selection/explain';
import { IMAGES, WHOLE, makeHost } from './hosts';

const FOLDER = '/usr/share/qemu/firmware';
const PICKED = `${FOLDER}/60-plain.json`;

const explain = (changes: Partial<Explanation>): Explanation => ({
  consumer: 'libvirt@12.8',
  isVerified: true,
  outcome: 'starts',
  picked: PICKED,
  stopped: undefined,
  os: {},
  problems: [],
  candidates: [],
  nearest: undefined,
  ...changes,
});

describe('the descriptors of a place in a domain', () => {
  function find(marked: string, picked: string | undefined = PICKED): readonly string[] | undefined {
    const text = marked.replace('|', '');
    const guests = [{ domain: { start: text.indexOf('<domain>') }, explanation: explain({ picked }) }];
    const also = IMAGES.filter(({ path }) => path === '/fw/CODE.fd').map((image) => ({
      ...image,
      descriptor: `${FOLDER}/50-other.json`,
    }));
    const host = makeHost('12.8', { guests, images: [...also, ...IMAGES] });
    return findDomainTargets(new DomainDocument(text), marked.indexOf('|'), host)?.descriptors;
  }

  it('are those that name its path, the selected one first', () => {
    assert.deepEqual(find(`<domain><os><loader>/fw/CO|DE.fd</loader></os></domain>`), [
      PICKED,
      `${FOLDER}/50-other.json`,
    ]);
    assert.deepEqual(find(`<domain><os><nvram template='/fw/VARS.m|s.fd'/></os></domain>`), [
      `${FOLDER}/40-secure.json`,
    ]);
  });

  it('are the selected one elsewhere in <os>', () => {
    for (const marked of [
      `<domain><o|s firmware='efi'/></domain>`,
      `<domain><os firmware='e|fi'/></domain>`,
      `<domain><os><loader>/unkn|own</loader></os></domain>`,
      `<domains><domain><os> | </os></domain></domains>`,
    ])
      assert.deepEqual(find(marked), [PICKED], marked);
  });

  it('are none elsewhere', () => {
    assert.equal(find(`<domain><na|me/><os/></domain>`), undefined);
    assert.equal(find(`<domain><!-- | --><os/></domain>`), undefined);
    const host = makeHost();
    assert.equal(findDomainTargets(new DomainDocument(`<domain><os/></domain>`), 10, host), undefined);
  });
});

describe('the links of a domain', () => {
  it('are the paths for firmware', () => {
    const links = listDomainLinks(new DomainDocument(WHOLE));
    assert.deepEqual(
      links.map(({ path }) => path),
      ['/fw/CODE.secboot.fd', '/fw/VARS.ms.fd', '/var/lib/libvirt/qemu/nvram/one_VARS.fd'],
    );
    for (const { range, path } of links) assert.equal(WHOLE.slice(range.start, range.end), path);
  });

  it('decode entities, and skip templates and relative paths', () => {
    const links = listDomainLinks(
      new DomainDocument(
        `<domain><os><loader>\n /a&amp;b\n</loader><kernel>{{ k }}</kernel><initrd>x</initrd></os></domain>`,
      ),
    );
    assert.deepEqual(
      links.map(({ path }) => path),
      ['/a&b'],
    );
  });
});

describe('the outcome in a phrase', () => {
  const x86 = { architecture: 'x86_64' };
  const own = { ...x86, loader: '/fw/CODE.fd' };
  const rows: readonly (readonly [string, Partial<Explanation>, typeof x86?])[] = [
    ['Firmware: 60-plain.json', {}],
    ['Firmware: 60-plain.json', {}, x86],
    ['Firmware: its own /fw/CODE.fd (as in 60-plain.json)', {}, own],
    ['Firmware: its own /fw/CODE.fd', { outcome: 'own', picked: undefined }, own],
    [
      'Firmware: its own /x',
      { outcome: 'own', picked: undefined, os: { loader: { path: '/x', type: 'pflash' } } },
    ],
    ['Firmware: QEMU’s own BIOS', { outcome: 'own', picked: undefined }, x86],
    ['Firmware: QEMU’s default', { outcome: 'own', picked: undefined }, { architecture: 'riscv64' }],
    ['Firmware: guest rejected', { outcome: 'refused', picked: undefined }, own],
    ['Firmware: 60-plain.json, guest rejected', { outcome: 'refused' }],
    ['Firmware: none', { outcome: 'none', picked: undefined }],
  ];
  for (const [expected, changes, guest] of rows)
    it(expected, () => {
      assert.equal(describeOutcome(explain(changes), guest), expected);
    });
});
