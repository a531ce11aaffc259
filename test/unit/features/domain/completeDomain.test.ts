import assert from 'node:assert/strict';
import { DomainDocument } from '../../../../server/src/domain/document';
import { completeDomain } from '../../../../server/src/features/domain/completeDomain';
import type { CompletionItem } from '../../../../server/src/features/completion';
import { applyEdits } from '../../../../server/src/text/textEdit';
import { makeHost } from './hosts';

/** Completes at the bar. */
function complete(marked: string, release?: string): readonly CompletionItem[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completeDomain(new DomainDocument(text), offset, makeHost(release));
}

const labels = (marked: string, release?: string): string[] =>
  complete(marked, release).map(({ label }) => label);

const inOs = (inside: string, attributes = ` firmware='efi'`): string =>
  `<domain type='kvm'>\n  <os${attributes}>\n    ${inside}\n  </os>\n</domain>\n`;

function accept(marked: string, label: string, release?: string): string {
  const item = complete(marked, release).find((each) => each.label === label);
  assert.ok(item, `no ${label} in ${labels(marked, release).join(', ')}`);
  return applyEdits(marked.replace('|', ''), [
    ...item.additionalEdits,
    { ...item.replace, newText: item.plainText },
  ]);
}

const OS_CHILDREN = [
  'type',
  'firmware',
  'kernel',
  'initrd',
  'cmdline',
  'shim',
  'loader',
  'nvram',
  'varstore',
];
const without = (...names: string[]): string[] => OS_CHILDREN.filter((name) => !names.includes(name));
const VALUES: readonly (readonly [marked: string, expected: readonly string[], release?: string])[] = [
  // Elements.
  [inOs('<|'), OS_CHILDREN],
  [inOs('|'), OS_CHILDREN],
  [inOs('<lo|'), OS_CHILDREN],
  [inOs('lo|'), OS_CHILDREN],
  [inOs('<|', ''), without('firmware')],
  [inOs(`<type>hvm</type>\n<|\n<loader type='rom'>/x</loader>`), without('type', 'loader')],
  [inOs('<|'), without('shim', 'varstore'), '9.0'],
  [inOs('<|'), without('varstore'), '11.3'],
  [`<domain>\n  <|\n</domain>`, ['os', 'features', 'pm', 'launchSecurity']],
  [`<domain>\n  <|`, ['os', 'features', 'pm', 'launchSecurity', '/domain']],
  [`<domain>\n  <os>\n  <|\n</domain>`, [...without('firmware'), '/os']],
  [`<domain><features><|</features></domain>`, ['acpi', 'smm']],
  [`<domain><os><type arch='aarch64'/></os><features><|</features></domain>`, ['acpi']],
  [`<domain><features><smm><|</smm></features></domain>`, ['tseg']],
  [inOs(`<firmware><|</firmware>`), ['feature secure-boot', 'feature enrolled-keys']],
  [inOs(`<firmware><feature enabled='no' name='secure-boot'/><|</firmware>`), ['feature enrolled-keys']],
  [inOs(`<nvram type='file'><|</nvram>`), ['source']],
  [
    `<domain><launchSecurity type='sev'><|</launchSecurity></domain>`,
    ['policy', 'cbitpos', 'reducedPhysBits'],
  ],
  [`<domain><pm><|</pm></domain>`, ['suspend-to-mem', 'suspend-to-disk']],
  // End tags.
  [`<domain>\n  <os>\n    <loader>/x</|`, ['/loader']],
  [`<domain>\n  <os>\n  </|`, ['/os']],
  [`<domain>\n  <os>\n  </o|\n</domain>`, ['/os']],
  // Attributes.
  [inOs('<loader |'), ['readonly', 'type', 'secure', 'stateless', 'format']],
  [inOs(`<loader readonly='yes' |>/x</loader>`), ['type', 'secure', 'stateless', 'format']],
  [inOs(`<loader readonly='yes' t|>/x</loader>`), ['type', 'secure', 'stateless', 'format']],
  [inOs(`<loader readonly='yes' |`), ['type', 'secure', 'stateless'], '9.0'],
  [inOs(`<nvram |/>`), ['template', 'format', 'type'], '9.2'],
  [inOs(`<nvram |/>`), ['template', 'type'], '9.0'],
  [inOs(`<nvram |/>`), ['template', 'templateFormat', 'format', 'type'], '11.3'],
  [`<domain>\n <os |>\n</os></domain>`, ['firmware']],
  // Values.
  [`<domain>\n <os firmware='|'>\n</os></domain>`, ['efi', 'bios']],
  [`<domain>\n <os firmware=|>\n</os></domain>`, ['efi', 'bios']],
  [`<domain>\n <os firmware=|`, ['efi', 'bios']],
  [`<domain>\n <os firmware="|`, ['efi', 'bios']],
  [inOs(`<loader type='|`), ['pflash', 'rom']],
  [inOs(`<loader type='|>/x</loader>`), ['pflash', 'rom']],
  [inOs(`<loader type='| readonly='yes'>/x</loader>`), ['pflash', 'rom']],
  [inOs(`<loader type='pf|'>/x</loader>`), ['pflash', 'rom']],
  [inOs(`<loader readonly='|'/>`), ['yes', 'no']],
  [inOs(`<loader format='|'/>`), ['raw', 'qcow2']],
  [inOs(`<loader format='|'/>`), [], '9.0'],
  [inOs(`<feature/><firmware><feature name='|'/></firmware>`), ['secure-boot', 'enrolled-keys']],
  [inOs(`<firmware><feature name='secure-boot'/><feature name='|'/></firmware>`), ['enrolled-keys']],
  [`<domain><launchSecurity type='|'/></domain>`, ['sev', 's390-pv'], '9.0'],
  [`<domain><launchSecurity type='|'/></domain>`, ['sev', 'sev-snp', 's390-pv'], '11.3'],
  [`<domain><launchSecurity type='|'/></domain>`, ['sev', 'sev-snp', 'tdx', 's390-pv']],
  [`<domain><features><smm state="|"/></features></domain>`, ['on', 'off']],
  [inOs(`<nvram template='|'/>`), ['/fw/VARS.ms.fd', '/fw/VARS.fd']],
  [inOs(`<loader>/fw/CODE.fd</loader><nvram template='|'/>`), ['/fw/VARS.fd', '/fw/VARS.ms.fd']],
  [inOs(`<varstore template='|'/>`), ['/fw/STORE.json']],
  // Texts.
  [inOs('<type>|</type>'), ['hvm']],
  [inOs('<type>|'), ['hvm']],
  [inOs('<loader>|</loader>'), ['/fw/CODE.secboot.fd', '/fw/CODE.fd', '/fw/MEMORY.fd']],
  [inOs('<loader>|'), ['/fw/CODE.secboot.fd', '/fw/CODE.fd', '/fw/MEMORY.fd']],
  [inOs(`<loader type='rom'>/f|</loader>`), ['/fw/MEMORY.fd']],
  [inOs(`<loader type='pflash'>|</loader>`), ['/fw/CODE.secboot.fd', '/fw/CODE.fd']],
  [inOs(`<type arch='aarch64'>hvm</type><loader>|</loader>`), ['/fw/ARM.qcow2']],
  // Nothing.
  ['|', []],
  ['<|', []],
  ['<network><|</network>', []],
  [`<domain><devices><|</devices></domain>`, []],
  [`<domain><devices><nvram |/></devices></domain>`, []],
  [`<domain xmlns='urn:other'><os><|</os></domain>`, []],
  [inOs('<!-- <| -->'), []],
  [inOs('<![CDATA[<|]]>'), []],
  [inOs(`<loader type='{{ kind| }}'/>`), []],
  [inOs(`<loader type='{{ k }}|'/>`), []],
  [inOs(`{% if x| %}`), []],
  [inOs(`<loader>\${path|}</loader>`), []],
  [inOs(`<boot |/>`), []],
  [`<domain><name>|</name></domain>`, []],
  [`<xsl:stylesheet><domain><os><|</os></domain></xsl:stylesheet>`, []],
  [`<domains><domain><os firmware='|'/></domain></domains>`, ['efi', 'bios']],
];

describe('completion in domains', () => {
  for (const [marked, expected, release] of VALUES)
    it(`${JSON.stringify(marked)} ${release ?? ''}`, () => {
      assert.deepEqual(labels(marked, release), expected);
    });

  it('proposes machine types of the architecture, aliases first', () => {
    const found = labels(inOs(`<type arch='x86_64' machine='|'>hvm</type>`));
    assert.deepEqual(found.slice(0, 5), ['q35', 'pc-q35-10.2', 'pc', 'pc-i440fx-10.2', 'microvm']);
    assert.equal(labels(inOs(`<type arch='riscv64' machine='|'>hvm</type>`))[0], 'virt');
  });

  it('proposes the architectures that the release knows', () => {
    const found = labels(inOs(`<type arch='|'>hvm</type>`));
    assert.deepEqual(found.slice(0, 2), ['x86_64', 'i686']);
    assert.ok(found.includes('loongarch64') && !found.includes('i386'));
    assert.ok(!labels(inOs(`<type arch='|'>hvm</type>`), '9.0').includes('loongarch64'));
  });

  const TEXTS: readonly (readonly [marked: string, label: string, expected: string, release?: string])[] = [
    [
      `<domain type='kvm'>\n  <|\n</domain>`,
      'os',
      `<domain type='kvm'>\n  <os firmware='efi'>\n  <type arch='x86_64' machine='q35'>hvm</type>\n</os>\n</domain>`,
    ],
    [
      inOs('<f|'),
      'firmware',
      inOs(
        `<firmware>\n  <feature enabled='yes' name='secure-boot'/>\n  <feature enabled='yes' name='enrolled-keys'/>\n</firmware>`,
      ),
    ],
    [inOs('<|', ''), 'loader', inOs(`<loader readonly='yes' type='pflash'></loader>`, '')],
    [inOs('<|'), 'loader', inOs(`<loader type='pflash'/>`)],
    [inOs('<|'), 'loader', inOs(`<loader secure='yes'/>`), '9.0'],
    [inOs('<lo| readonly="yes"/>'), 'loader', inOs('<loader readonly="yes"/>')],
    [inOs('<lo|>/x</lo>'), 'loader', inOs('<loader>/x</loader>')],
    [inOs(`<loader t|>/x</loader>`), 'type', inOs(`<loader type='pflash'>/x</loader>`)],
    [inOs(`<loader typ|='rom'>/x</loader>`), 'type', inOs(`<loader type='rom'>/x</loader>`)],
    [
      inOs(`<loader |readonly='yes'>/x</loader>`),
      'type',
      inOs(`<loader type='pflash' readonly='yes'>/x</loader>`),
    ],
    [`<domain>\n <os firmware=|>\n</os></domain>`, 'efi', `<domain>\n <os firmware='efi'>\n</os></domain>`],
    [`<domain>\n <os firmware=e|>\n</os></domain>`, 'efi', `<domain>\n <os firmware='efi'>\n</os></domain>`],
    [inOs(`<loader type='|>/x</loader>`), 'rom', inOs(`<loader type='rom'>/x</loader>`)],
    [
      inOs(`<loader type='| readonly='yes'>/x</loader>`),
      'rom',
      inOs(`<loader type='rom' readonly='yes'>/x</loader>`),
    ],
    [inOs(`<loader type='pf|'>/x</loader>`), 'rom', inOs(`<loader type='rom'>/x</loader>`)],
    [inOs(`<loader>/usr/sh|are/x.fd</loader>`), '/fw/CODE.fd', inOs(`<loader>/fw/CODE.fd</loader>`)],
    [inOs(`<loader>\n  /usr|\n  </loader>`), '/fw/CODE.fd', inOs(`<loader>\n  /fw/CODE.fd\n  </loader>`)],
    [
      `<domain>\n  <os>\n    <type/>\n  </|\n</domain>`,
      '/os',
      `<domain>\n  <os>\n    <type/>\n  </os>\n</domain>`,
    ],
  ];
  for (const [marked, label, expected, release] of TEXTS)
    it(`writes ${label} into ${JSON.stringify(marked)}`, () => {
      assert.equal(accept(marked, label, release), expected);
    });

  it('uses the quotes, the indentation and the line ends of the file', () => {
    const marked = `<domain type="kvm">\r\n\t<name>x</name>\r\n\t<|\r\n</domain>`;
    const item = complete(marked).find(({ label }) => label === 'os');
    assert.equal(
      item?.plainText,
      `<os firmware="efi">\r\n\t<type arch="x86_64" machine="q35">hvm</type>\r\n</os>`,
    );
  });

  it('has a description for each element and attribute', () => {
    for (const marked of [inOs('<|'), inOs('<loader |'), inOs('<nvram |'), '<domain><|</domain>'])
      for (const { documentation, label } of complete(marked))
        if (!label.startsWith('/')) assert.ok(documentation, label);
  });
});
