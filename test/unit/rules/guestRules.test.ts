import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { DomainDocument } from '../../../server/src/domain/document';
import { GUEST_DOCS } from '../../../server/src/rules/guestDocumentation';
import { GUEST_RULES } from '../../../server/src/rules/guestRules';
import type { GuestExample, GuestFinding } from '../../../server/src/rules/guestRule';
import { proveFixes } from '../../../server/src/service/domainFixes';
import { applyEdits } from '../../../server/src/text/textEdit';
import { checkText, makeChecker, showFindings, type GuestWays } from '../../support/guests';
import { GLOBAL_VARIABLE, variableVolume } from '../support/firmwareBytes';
import { firmware } from '../support/imageFiles';

const CODE = firmware();
const STORE = variableVolume([]);
const KEYS = variableVolume([{ name: 'PK', vendor: GLOBAL_VARIABLE }]);

/** The images on the machine of the examples. */
const IMAGES = {
  '/usr/share/OVMF/OVMF_CODE_4M.fd': CODE,
  '/usr/share/OVMF/OVMF_CODE_4M.ms.fd': CODE,
  '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd': CODE,
  '/usr/share/OVMF/OVMF_VARS_4M.fd': STORE,
  '/usr/share/OVMF/OVMF_VARS_4M.ms.fd': KEYS,
  '/usr/share/AAVMF/AAVMF_CODE.fd': CODE,
  '/usr/share/AAVMF/AAVMF_VARS.fd': STORE,
  '/usr/share/ovmf/OVMF.amdsev.fd': CODE,
  '/var/lib/libvirt/qemu/nvram/guest_VARS.fd': STORE,
};

const toWays = ({ consumer, descriptors, looksAtImages }: GuestExample): GuestWays => ({
  ...(consumer !== undefined && { consumer }),
  ...(descriptors !== undefined && { descriptors }),
  ...(looksAtImages !== undefined && { looksAtImages }),
  files: IMAGES,
});

async function listFindings(example: GuestExample): Promise<readonly GuestFinding[]> {
  return (await checkText(example.text, toWays(example))).findings;
}

describe('Every rule on guests', () => {
  for (const { rule, title, documentation, hasNoFix = false, examples } of GUEST_DOCS) {
    describe(rule.code, () => {
      const { valid, invalid } = examples();
      valid.forEach((example, index) => {
        it(`is silent on its valid example ${index + 1}`, async () => {
          const found = await listFindings(example);
          // A valid example may spell out what libvirt would choose.
          const others = found.filter(({ code, severity }) => code === rule.code || severity !== 'hint');
          assert.deepEqual(showFindings(example.text, others), []);
        });
      });

      invalid.forEach((example, index) => {
        it(`finds its invalid example ${index + 1}, and nothing else`, async () => {
          const found = await listFindings(example);
          const others = found.filter(({ code, severity }) => code !== rule.code && severity !== 'hint');
          assert.deepEqual(showFindings(example.text, others), []);
          assert.ok(found.some(({ code }) => code === rule.code));
        });

        it(`repairs its invalid example ${index + 1} with each of its fixes`, async () => {
          const document = new DomainDocument(example.text);
          const checker = makeChecker(toWays(example));
          const findings = (await listFindings(example)).filter(({ code }) => code === rule.code);
          const proven = await proveFixes(document, findings, checker);
          assert.equal(
            proven.length === 0,
            hasNoFix,
            'a finding has a fix, or its documentation says hasNoFix',
          );
          for (const { edits, title: fix } of proven) {
            const after = applyEdits(example.text, edits);
            const left = (await checkText(after, toWays(example))).findings;
            const errors = left.filter(
              ({ code, severity }) =>
                severity === 'error' || (code === rule.code && severity !== 'information'),
            );
            assert.deepEqual(showFindings(after, errors), [], fix);
          }
        });
      });

      it('has documentation that says why', () => {
        assert.ok(title.length > 0 && documentation.length > 80);
        assert.match(rule.code, /^guest-[a-z][a-z0-9-]+$/);
      });
    });
  }

  it('is documented, in the same order', () => {
    assert.deepEqual(
      GUEST_DOCS.map(({ rule }) => rule),
      GUEST_RULES,
    );
  });
});

describe('A guest that no change makes match', () => {
  const guest = (type: string, others: string): string =>
    `<domain type='kvm'><os firmware='efi'><type ${type}>hvm</type></os><features><acpi/></features>${others}</domain>`;
  const show = async (text: string): Promise<readonly string[]> =>
    showFindings(text, (await checkText(text)).findings);

  it('has the error on its protection if that rules out the last descriptors, with what it needs', async () => {
    const tdx = guest("arch='x86_64' machine='q35'", "<launchSecurity type='tdx'/>");
    assert.deepEqual(await show(tdx), ["error guest-no-firmware at type='tdx'"]);
    const [finding] = (await checkText(tdx)).findings;
    assert.match(finding?.message ?? '', /^No firmware matches this guest\. .*“memory”.*Install a package/);
  });

  it('has it on the architecture if no firmware is for that, with and without protection', async () => {
    const arch = "arch='riscv64' machine='virt'";
    assert.deepEqual(await show(guest(arch, '')), ["error guest-no-firmware at arch='riscv64'"]);
    assert.deepEqual(await show(guest(arch, "<launchSecurity type='tdx'/>")), [
      "error guest-no-firmware at arch='riscv64'",
      "information guest-confidential at type='tdx'",
    ]);
  });
});

describe('A text that the XML parser is not given', () => {
  const show = async (text: string): Promise<readonly string[]> =>
    (await checkText(text)).findings.map(
      ({ code, severity, message, fixes = [] }) => `${severity} ${code}: ${message} (${fixes.length})`,
    );
  const UNCHECKED = 'This file was not checked. (0)';

  it('is not checked if libvirt may read it', async () => {
    assert.deepEqual(await show('<!DOCTYPE domain [<!ENTITY a "b">]>\n<domain><os/></domain>'), [
      `warning guest-xml: A <!DOCTYPE> declaration, which may define entities, is not read. ${UNCHECKED}`,
    ]);
    assert.deepEqual(await show(`<domain>${'<a>'.repeat(120)}${'</a>'.repeat(120)}</domain>`), [
      `warning guest-xml: The elements are nested more than 100 levels deep. ${UNCHECKED}`,
    ]);
    assert.deepEqual(await show(`<domain>${'<a/>'.repeat(110_000)}</domain>`), [
      `warning guest-xml: The text has more than 100,000 elements and attributes. ${UNCHECKED}`,
    ]);
  });

  it('is invalid if libvirt does not read it either', async () => {
    for (const text of ['<domain><!DOCTYPE domain><os/></domain>', '<domain><!a></domain>', '<!a><domain/>'])
      assert.deepEqual(await show(text), [
        'error guest-xml: Invalid XML: Unexpected “<!”. libvirt does not read this file. (0)',
      ]);
    assert.deepEqual(await show(`<domain>${' '.repeat(4 * 1024 * 1024)}</domain>`), [
      'error guest-xml: Invalid XML: The text is longer than 4 MiB, libvirt’s limit. libvirt does not read this file. (0)',
    ]);
  });
});

/** Lists the codes of problems in the sources: literals in the arguments of refuse(), and in objects with a severity. */
function listCodes(): readonly string[] {
  const folders = ['server/src/consumers/libvirt', 'server/src/selection', 'server/src/selection/images'];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const codes = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [
      ...text.matchAll(/\brefuse\(\s*'([a-z0-9-]+)'/g),
      ...text.matchAll(/\bcode: '([a-z0-9-]+)',\s*(?:\/\/.*\s*)?severity:/g),
      ...text.matchAll(/\bcode: '(rom-[a-z]+)'/g),
    ].map(([, code = '']) => code);
  });
  return [...new Set(codes)].sort();
}

describe('The problems that an explanation can have', () => {
  it('are reported by exactly one rule each', () => {
    const codes = listCodes();
    assert.ok(codes.length > 45, `${codes.length} codes`);
    const byRules = GUEST_RULES.flatMap(({ problems = [] }) => problems).sort();
    assert.deepEqual(byRules, codes);
  });
});
