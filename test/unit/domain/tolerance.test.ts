import assert from 'node:assert/strict';
import { DomainDocument } from '../../../server/src/domain/document';
import { locate } from '../../../server/src/domain/place';
import { GUEST_DOCS } from '../../../server/src/rules/guestDocumentation';
import { proveFixes } from '../../../server/src/service/domainFixes';
import type { DomainChecker } from '../../../server/src/service/checkDomain';
import { applyEdits } from '../../../server/src/text/textEdit';
import { makeChecker, showFindings } from '../../support/guests';
import { randomNumbers } from '../support/randomNumbers';

const FULL = `<?xml version='1.0'?>
<!-- a guest -->
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware>
      <feature enabled='yes' name='enrolled-keys'/>
      <feature enabled='yes' name='secure-boot'/>
    </firmware>
    <loader secure='yes' format='raw'/>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'><![CDATA[/var/lib/a&b_VARS.fd]]></nvram>
  </os>
  <features>
    <acpi/>
    <smm state='on'><tseg unit='MiB'>16</tseg></smm>
  </features>
  <pm><suspend-to-mem enabled='no'/></pm>
  <launchSecurity type='sev'><policy>0x1</policy></launchSecurity>
  <qemu:commandline><qemu:arg value='-bios'/><qemu:arg value='/a'/></qemu:commandline>
</domain>
`;

/** Checks a text; its findings and fixes must lie in it. */
async function check(text: string, checker: DomainChecker, provesFixes = false): Promise<void> {
  const document = new DomainDocument(text);
  const { findings } = await checker.check(document);
  for (const { range, related = [], message } of findings) {
    const ranges = [range, ...related.flatMap((each) => ('range' in each ? [each.range] : []))];
    for (const { start, end } of ranges)
      assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end}: ${message}`);
  }
  if (!provesFixes) return;
  for (const { edits } of await proveFixes(document, findings, checker))
    assert.equal(typeof applyEdits(text, edits), 'string');
}

const PIECES = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '&',
  '&amp;',
  '<!--',
  '-->',
  ']]>',
  '{{ x }}',
  '\r\n',
  '\0',
  '=',
  '😀',
  '\ud83d',
];

function mutate(text: string, random: (limit: number) => number): string {
  const start = random(text.length);
  const end = Math.min(text.length, start + random(12));
  const piece = PIECES[random(PIECES.length)] ?? '';
  switch (random(4)) {
    case 0:
      return text.slice(0, start) + text.slice(end);
    case 1:
      return text.slice(0, start) + piece + text.slice(start);
    case 2:
      return text.slice(0, start) + piece + text.slice(end);
    default:
      return text.slice(0, end) + text.slice(start);
  }
}

describe('A domain that is being written', () => {
  it('can end anywhere', async function () {
    this.timeout(60_000);
    const checker = makeChecker({ consumer: 'libvirt@11.3' });
    for (let length = 0; length <= FULL.length; length += 3) await check(FULL.slice(0, length), checker);
  });

  it('can have any mistake', async function () {
    this.timeout(120_000);
    const random = randomNumbers(7);
    for (const consumer of ['libvirt@9.0', 'libvirt@12.8']) {
      const checker = makeChecker({ consumer });
      for (let round = 0; round < 250; round++) {
        let text = FULL;
        for (let count = 1 + random(3); count > 0; count--) text = mutate(text, random);
        await check(text, checker, round % 10 === 0);
      }
    }
  });

  it('can have the mistakes of the rules, and others as well', async function () {
    this.timeout(60_000);
    const random = randomNumbers(11);
    const checker = makeChecker();
    for (const { examples } of GUEST_DOCS)
      for (const { text } of examples().invalid)
        for (let round = 0; round < 4; round++) await check(mutate(text, random), checker);
  });

  it('has no error while a template decides what libvirt reads', async () => {
    const checker = makeChecker();
    const templates = [
      FULL.replace(`secure='yes'`, `secure='{{ secure }}'`),
      FULL.replace(`machine='q35'`, "machine='${machine}'"),
      FULL.replace('<loader', '{% if secure %}<loader').replace('<nvram', '{% endif %}<nvram'),
      FULL.replace(`<acpi/>`, '<%= features %>'),
      FULL.replace(`firmware='efi'`, `firmware='@FIRMWARE@'`),
      FULL.replace(`machine='q35'`, `machine='{$machine}'`),
      FULL.replace(`machine='q35'`, `machine='{machine}'`),
      FULL.replace(`secure='yes'`, `secure='%(secure)s'`),
      FULL.replace(`secure='yes'`, `secure='__SECURE__'`),
      FULL.replace(`arch='x86_64'`, `arch='__arch__'`),
      FULL.replace(`secure='yes'`, `secure='[[ secure ]]'`),
      FULL.replace(`type='kvm'`, `type='@type@'`),
      FULL.replace(`arch='x86_64'`, `xsl:use-attribute-sets='type'`),
      FULL.replace(`<acpi/>`, `<xsl:if test='$acpi'><acpi/></xsl:if>`),
      FULL.replace(`<os `, `<os py:attrs='attrs' `).replace(`<acpi/>`, ''),
      FULL.replace(`'0x1'`, '$POLICY').replace('<policy>0x1', '<policy>${policy}'),
    ];
    for (const text of templates) {
      const { findings } = await checker.check(new DomainDocument(text));
      const errors = findings.filter(({ severity }) => severity === 'error');
      assert.deepEqual(showFindings(text, errors), [], text);
    }
  });
});

describe('Text that looks like a template', () => {
  const WRONG = FULL.replace(`secure='yes'`, `secure='on'`);
  const cases = {
    'a path with braces': WRONG.replace('/var/lib/a&b', '/var/lib/{a}'),
    'a command line of the kernel': WRONG.replace(
      '</os>',
      `  <cmdline>root=$ROOT x={a} %(b)s</cmdline>\n  </os>`,
    ),
    'a feature that does not concern firmware': WRONG.replace('<acpi/>', `<acpi/><kvm><x y='{z}'/></kvm>`),
    'an empty namespace': WRONG.replace(`<domain `, `<domain xmlns='' `),
  };
  for (const [name, text] of Object.entries(cases))
    it(`does not hide a mistake: ${name}`, async () => {
      const { findings } = await makeChecker().check(new DomainDocument(text));
      assert.ok(
        findings.some(({ code }) => code === 'guest-value'),
        showFindings(text, findings).join(),
      );
    });
});

describe('A fix of a guest', () => {
  it('removes no comment', async () => {
    const text = FULL.replace(`<loader secure='yes' format='raw'/>`, `<loader secure='on'/>`)
      .replace(`<nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'>`, `<nvram><!-- keep -->`)
      .replace(`machine='q35'`, `machine='pc'`);
    for (const changed of [text, text.replace(`secure='on'`, `stateless='yes'`)]) {
      const document = new DomainDocument(changed);
      const checker = makeChecker();
      const { findings } = await checker.check(document);
      assert.ok(findings.some(({ severity }) => severity === 'error'));
      for (const { edits, title } of await proveFixes(document, findings, checker))
        assert.ok(applyEdits(changed, edits).includes('<!-- keep -->'), title);
    }
  });
});

describe('A place in a domain', () => {
  const [domain] = new DomainDocument(FULL).domains;
  const show = (place: string): string => {
    assert.ok(domain);
    const { start, end } = locate(FULL, domain, place);
    return FULL.slice(start, end);
  };

  it('is an attribute, or the name of an element', () => {
    assert.equal(show('@type'), `type='kvm'`);
    assert.equal(show('os/type/@machine'), `machine='q35'`);
    assert.equal(show('os/firmware/feature[secure-boot]/@enabled'), `enabled='yes'`);
    assert.equal(show('features/smm/tseg'), 'tseg');
  });

  it('is the nearest element that exists if it is missing', () => {
    assert.equal(show('os/loader/@type'), 'loader');
    assert.equal(show('os/varstore/@path'), 'os');
    assert.equal(show('os/firmware/feature[other]/@enabled'), 'firmware');
    assert.equal(show('devices/emulator'), 'domain');
  });
});
