import assert from 'node:assert/strict';
import { readFirmware } from '../../../../server/src/consumers/firmware';
import { DescriptorDocument } from '../../../../server/src/descriptor/document';
import { DomainDocument } from '../../../../server/src/domain/document';
import { listNamedImages } from '../../../../server/src/features/domain/host';
import { listRewrites, type DomainRewrite } from '../../../../server/src/features/domain/listRewrites';
import { getSchema } from '../../../../server/src/schema/bundled';
import { DomainChecker } from '../../../../server/src/service/checkDomain';
import { proveRewrite } from '../../../../server/src/service/domainFixes';
import { applyEdits } from '../../../../server/src/text/textEdit';
import { makeMemoryWorkspace } from '../../../../server/src/workspace/memoryWorkspace';
import { makeHost } from './hosts';

const FOLDER = '/usr/share/qemu/firmware';

const flash = (code: string, vars: string, features: readonly string[], targets: object): string =>
  JSON.stringify({
    description: 'x',
    'interface-types': ['uefi'],
    mapping: {
      device: 'flash',
      mode: 'split',
      executable: { filename: code, format: 'raw' },
      'nvram-template': { filename: vars, format: 'raw' },
    },
    targets: [targets],
    features,
    tags: [],
  });
const Q35 = { architecture: 'x86_64', machines: ['pc-q35-*'] };
const PC = { architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] };
const ARM = { architecture: 'aarch64', machines: ['virt-*'] };

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '40-secure.json': flash(
    '/fw/CODE.secboot.fd',
    '/fw/VARS.ms.fd',
    ['acpi-s3', 'secure-boot', 'enrolled-keys', 'requires-smm'],
    Q35,
  ),
  '45-arm-secure.json': flash('/fw/ARM.ms.fd', '/fw/ARM_VARS.ms.fd', ['secure-boot', 'enrolled-keys'], ARM),
  '60-plain.json': flash('/fw/CODE.fd', '/fw/VARS.fd', ['acpi-s3'], PC),
  '61-arm.json': flash('/fw/ARM.fd', '/fw/ARM_VARS.fd', [], ARM),
};
const AMDSEV = JSON.stringify({
  description: 'x',
  'interface-types': ['uefi'],
  mapping: { device: 'memory', filename: '/fw/AMDSEV.fd' },
  targets: [Q35],
  features: ['amd-sev'],
  tags: [],
});

const parts = (os: string, features = '<acpi/>'): string => `<domain type='kvm'>
  <name>one</name>
  ${os}
  <features>
    ${features}
  </features>
</domain>
`;
const TYPE = `<type arch='x86_64' machine='q35'>hvm</type>`;
const OWN = parts(`<os>
    ${TYPE}
    <loader readonly='yes' type='pflash'>/fw/CODE.fd</loader>
    <nvram template='/fw/VARS.fd'>/own/one.fd</nvram>
  </os>`);
const OWN_SECURE = parts(
  `<os>
    ${TYPE}
    <loader readonly='yes' secure='yes' type='pflash'>/fw/CODE.secboot.fd</loader>
    <nvram template='/fw/VARS.ms.fd'/>
  </os>`,
  `<acpi/>\n    <smm state='on'/>`,
);
const AUTO = parts(`<os firmware='efi'>\n    ${TYPE}\n  </os>`);

interface Found {
  readonly rewrites: readonly DomainRewrite[];
  /** The proven ones, by id, with their results. */
  readonly results: ReadonlyMap<string, string>;
}

async function rewrite(
  text: string,
  release = '12.8',
  more: Readonly<Record<string, string>> = {},
): Promise<Found> {
  const descriptors = { ...DESCRIPTORS, ...more };
  const files = makeMemoryWorkspace(
    Object.fromEntries(Object.entries(descriptors).map(([name, each]) => [`${FOLDER}/${name}`, each])),
  );
  const checker = new DomainChecker({
    consumers: [`libvirt@${release}`],
    root: '',
    inSession: false,
    qemuVersion: '10.0',
    looksAtImages: false,
    computer: {
      files,
      user: {},
      architecture: 'x86_64',
      context: getSchema('latest'),
      newestRelease: '10.2',
    },
  });
  const document = new DomainDocument(text);
  const { guests } = await checker.check(document);
  const images = Object.entries(descriptors)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, each]) => {
      const { root } = new DescriptorDocument(each, getSchema('latest'), name);
      return root ? listNamedImages(`${FOLDER}/${name}`, readFirmware(root.json)) : [];
    });
  const os = text.indexOf('<os');
  const rewrites = listRewrites(
    document,
    { start: os, end: os },
    makeHost(release, { images, guests, qemuVersion: '10.0' }),
  );
  const results = new Map<string, string>();
  for (const each of rewrites)
    if (await proveRewrite(document, each, checker)) results.set(each.id, applyEdits(text, each.edits));
  return { rewrites, results };
}

describe('rewrites of domains', () => {
  const RELEASES = ['9.0', '11.3', '12.8'];

  for (const release of RELEASES) {
    it(`replace a loader by a selection, for libvirt ${release}`, async () => {
      const { results } = await rewrite(OWN, release);
      assert.equal(
        results.get('use-automatic-selection'),
        parts(`<os firmware='efi'>
    ${TYPE}
    <nvram>/own/one.fd</nvram>
    <firmware>
      <feature enabled='no' name='secure-boot'/>
      <feature enabled='no' name='enrolled-keys'/>
    </firmware>
  </os>`),
      );
    });

    it(`keep Secure Boot when they replace a loader, for libvirt ${release}`, async () => {
      const { results } = await rewrite(OWN_SECURE, release);
      assert.equal(
        results.get('use-automatic-selection'),
        parts(
          `<os firmware='efi'>
    ${TYPE}
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='yes' name='enrolled-keys'/>
    </firmware>
  </os>`,
          `<acpi/>\n    <smm state='on'/>`,
        ),
      );
    });

    it(`turn Secure Boot on, for libvirt ${release}`, async () => {
      for (const text of [AUTO, OWN, parts(`<os>\n    <type machine='pc'>hvm</type>\n  </os>`, '')]) {
        const { results } = await rewrite(text, release);
        const result = results.get('enable-secure-boot') ?? '';
        for (const part of [
          /firmware='efi'/,
          /machine='q35'/,
          /enabled='yes' name='secure-boot'/,
          /<smm state='on'\/>/,
          /<acpi\/>/,
        ])
          assert.match(result, part, text);
      }
    });

    it(`turn Secure Boot off, for libvirt ${release}`, async () => {
      const { results } = await rewrite(OWN_SECURE, release);
      const result = results.get('disable-secure-boot') ?? '';
      assert.match(result, /<feature enabled='no' name='secure-boot'\/>/);
      assert.doesNotMatch(result, /<loader|secure=|template/);
    });

    it(`need nothing of the machine on AArch64, for libvirt ${release}`, async () => {
      const text = parts(`<os firmware='efi'>\n    <type arch='aarch64' machine='virt'>hvm</type>\n  </os>`);
      const { results } = await rewrite(text, release);
      const result = results.get('enable-secure-boot') ?? '';
      assert.match(result, /enabled='yes' name='secure-boot'/);
      assert.doesNotMatch(result, /smm|secure=|q35/);
    });
  }

  it('spell out what libvirt selects', async () => {
    const { results } = await rewrite(AUTO);
    assert.equal(
      results.get('spell-out-firmware'),
      parts(
        `<os firmware='efi'>
    ${TYPE}
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='yes' name='enrolled-keys'/>
    </firmware>
    <loader format='raw' type='pflash' readonly='yes' secure='yes'>/fw/CODE.secboot.fd</loader>
    <nvram template='/fw/VARS.ms.fd' templateFormat='raw' format='raw'/>
  </os>`,
        `<acpi/>\n    <smm state='on'/>`,
      ),
    );
  });

  it('spell out only the paths for libvirt 9.0', async () => {
    const { results } = await rewrite(AUTO, '9.0');
    assert.equal(
      results.get('spell-out-firmware'),
      parts(
        `<os>
    ${TYPE}
    <loader type='pflash' readonly='yes' secure='yes'>/fw/CODE.secboot.fd</loader>
    <nvram template='/fw/VARS.ms.fd'/>
  </os>`,
        `<acpi/>\n    <smm state='on'/>`,
      ),
    );
  });

  it('keep firmware away that forgets the variables', async () => {
    const more = { '55-amdsev.json': AMDSEV };
    for (const release of ['11.3', '12.8']) {
      const { results } = await rewrite(OWN_SECURE, release, more);
      assert.match(results.get('disable-secure-boot') ?? '', /<loader type='pflash'\/>/, release);
      const own = await rewrite(OWN, release, more);
      assert.match(own.results.get('use-automatic-selection') ?? '', /<loader type='pflash'\/>/, release);
    }
  });

  it('add ACPI where UEFI needs it', async () => {
    const { results } = await rewrite(AUTO.replace('<acpi/>', '<apic/>'));
    assert.match(results.get('add-acpi') ?? '', /<apic\/>\n {4}<acpi\/>/);
    assert.ok(!(await rewrite(AUTO)).results.has('add-acpi'));
  });

  it('keep the comments in what they remove', async () => {
    const text = OWN.replace('>/fw/CODE.fd', '><!-- see the wiki -->/fw/CODE.fd');
    const { results } = await rewrite(text);
    const after = results.get('use-automatic-selection') ?? '';
    assert.match(after, /^ {4}<!-- see the wiki -->$/m);
    assert.doesNotMatch(after, /<loader/);
  });

  it('are not offered without a reason', async () => {
    for (const text of [
      AUTO.replace(`firmware='efi'`, `firmware='{{ x }}'`),
      AUTO.replace(`type='kvm'`, `type='xen'`),
      AUTO.replace('</os>', ''),
      `<domainsnapshot>${AUTO}</domainsnapshot>`,
    ])
      assert.deepEqual((await rewrite(text)).rewrites, [], text);
    const unknown = await rewrite(OWN.replace('/fw/CODE.fd', '/my/CODE.fd'));
    assert.deepEqual([...unknown.results.keys()], ['enable-secure-boot']);
  });

  it('change the text only inside it', async () => {
    for (const release of RELEASES)
      for (const text of [OWN, OWN_SECURE, AUTO])
        for (const { edits, title } of (await rewrite(text, release)).rewrites) {
          const { problem } = new DomainDocument(applyEdits(text, edits));
          assert.equal(problem, undefined, title);
        }
  });
});
