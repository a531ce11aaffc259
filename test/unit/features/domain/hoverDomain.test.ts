import assert from 'node:assert/strict';
import { VOCABULARY } from '../../../../server/src/consumers/libvirt/vocabulary';
import type { AttributeWord, ElementWord } from '../../../../server/src/consumers/libvirt/vocabulary/word';
import { DomainDocument } from '../../../../server/src/domain/document';
import { hoverDomain } from '../../../../server/src/features/domain/hoverDomain';
import type { DomainHost } from '../../../../server/src/features/domain/host';
import { toPlainText } from '../../../../server/src/text/markdown';
import type { Explanation } from '../../../../server/src/selection/explain';
import { makeHost } from './hosts';

function hover(marked: string, host: DomainHost = makeHost()): string | undefined {
  const found = hoverDomain(new DomainDocument(marked.replace('|', '')), marked.indexOf('|'), host);
  return found && toPlainText(found.markdown);
}

const inOs = (inside: string): string => `<domain><os firmware='efi'>${inside}</os></domain>`;

/** A domain with this element, and a bar in its name. */
function markElement(word: ElementWord): string {
  const parts = word.place.split('/');
  const last = parts.pop() ?? '';
  const before = parts.map((part) => `<${part}>`).join('');
  const after = parts
    .reverse()
    .map((part) => `</${part}>`)
    .join('');
  return `<domain>${before}<${last.slice(0, 1)}|${last.slice(1)}/>${after}</domain>`;
}

function markAttribute(word: ElementWord, { name }: AttributeWord): string {
  return markElement(word)
    .replace('|', '')
    .replace(/<([\w-]+)\/>/, `<$1 ${name}|='x'/>`);
}

describe('hovers in domains', () => {
  for (const word of VOCABULARY) {
    it(`describe <${word.place}>`, () => {
      assert.match(hover(markElement(word)) ?? '', new RegExp(`^<${word.place.split('/').at(-1) ?? ''}>`));
    });
    for (const attribute of word.attributes)
      it(`describe ${word.place}/@${attribute.name}`, () => {
        for (const release of ['9.0', '11.3', '12.8']) {
          const text = hover(markAttribute(word, attribute), makeHost(release)) ?? '';
          assert.match(text, new RegExp(`^${attribute.name} · attribute of <`));
          assert.doesNotMatch(text, /undefined|\{\d\}/);
        }
      });
  }

  it('say what the value means', () => {
    const text = hover(inOs(`<loader type='pf|lash'/>`)) ?? '';
    assert.match(text, /^pflash · value of type in <loader>/);
    assert.match(text, /Allowed: pflash, rom/);
  });

  const NOTES: readonly (readonly [marked: string, release: string, expected: RegExp])[] = [
    [inOs(`<loader for|mat='raw'/>`), '9.0', /Since libvirt 9\.2; not known to 9\.0/],
    [inOs(`<loader for|mat='raw'/>`), '11.3', /Since libvirt 9\.2$/],
    [inOs(`<loader read|only='yes'/>`), '9.0', /libvirt 9\.0 rejects it together with firmware in <os>\./],
    [inOs(`<varst|ore/>`), '11.3', /not known to 11\.3/],
    [inOs(`<nvram template|Format='raw'/>`), '11.3', /libvirt 11\.3 replaces it/],
    [inOs(`<nvram template|Format='raw'/>`), '12.8', /libvirt 12\.8 accepts only the format/],
    [inOs(`<nvram form|at='raw'/>`), '11.3', /executable/],
    [inOs(`<nvram form|at='raw'/>`), '12.8', /nvram-template/],
    [`<domain><os firm|ware='efi'/></domain>`, '9.0', /libvirt 9\.0 selects firmware at each start/],
    [`<domain><launchSecurity type='t|dx'/></domain>`, '11.3', /Since libvirt 11\.6; not known to 11\.3/],
  ];
  for (const [marked, release, expected] of NOTES)
    it(`tell what ${release} does with ${marked}`, () => {
      assert.match(hover(marked, makeHost(release)) ?? '', expected);
    });

  it('do not contradict the release', () => {
    const readonly = hover(inOs(`<loader read|only='yes'/>`), makeHost('12.8')) ?? '';
    assert.doesNotMatch(readonly, /libvirt 12\.8/);
  });

  it('name the descriptors of an image', () => {
    const text = hover(inOs(`<loader>/fw/CODE|.fd</loader>`)) ?? '';
    assert.match(text, /Named by these descriptors:\n\n- \/usr\/share\/qemu\/firmware\/60-plain\.json/);
    assert.match(hover(inOs(`<loader>/x|</loader>`)) ?? '', /Not named by any descriptor/);
    assert.match(hover(inOs(`<nvram template='/fw/VARS|.fd'/>`)) ?? '', /60-plain\.json/);
    assert.match(hover(inOs(`<varstore template='/fw/STORE|.json'/>`)) ?? '', /90-memory\.json/);
    assert.doesNotMatch(hover(inOs(`<nvram>/own|.fd</nvram>`)) ?? '', /descriptor on this machine/);
    assert.match(hover(inOs(`<nvram>/fw/VARS|.fd</nvram>`)) ?? '', /60-plain\.json/);
  });

  it('resolve aliases of machine types', () => {
    const text = hover(inOs(`<type arch='x86_64' machine='q|35'>hvm</type>`)) ?? '';
    assert.match(text, /^q35 is an alias of pc-q35-10\.2 in QEMU 10\.2\./);
    assert.match(hover(inOs(`<type arch='x86_64' machine='q|36'>hvm</type>`)) ?? '', /no known machine type/);
  });

  it('tell the outcome on <os>', () => {
    const explanation = {
      outcome: 'starts',
      picked: '/usr/share/qemu/firmware/60-plain.json',
      os: {},
      problems: [],
    } as unknown as Explanation;
    const guests = [{ domain: { start: 0 }, explanation }];
    const text = hover(`<domain><o|s firmware='efi'/></domain>`, makeHost('12.8', { guests })) ?? '';
    assert.match(text, /^Firmware: 60-plain\.json\n/);
  });

  it('work in broken XML and in snapshots', () => {
    assert.match(hover(`<domain><os><load|er type='`) ?? '', /^<loader>/);
    assert.match(
      hover(`<domainsnapshot><inactiveDomain><o|s/></inactiveDomain></domainsnapshot>`) ?? '',
      /^<os>/,
    );
    assert.match(hover(`<domain><os></o|s></domain>`) ?? '', /^<os>/);
  });

  it('are silent elsewhere', () => {
    for (const marked of [
      `<domain><na|me>x</name></domain>`,
      `<domain><devices><nv|ram/></devices></domain>`,
      `<domainCapabilities><o|s/></domainCapabilities>`,
      `<domain xmlns='urn:x'><o|s/></domain>`,
      `<domain><!-- <o|s/> --></domain>`,
      inOs(`<loader type='{{ k|ind }}'/>`),
      inOs(`<loader>{{ pa|th }}</loader>`),
      inOs(`<loader bo|gus='x'/>`),
      '|',
    ])
      assert.equal(hover(marked), undefined, marked);
  });
});
