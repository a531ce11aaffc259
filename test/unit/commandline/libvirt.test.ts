import assert from 'node:assert/strict';
import { makeOsElement } from '../../../server/src/commandline/libvirt';
import { LIBVIRT_RELEASES } from '../../../server/src/consumers/libvirt/releases';
import { sample } from '../support/documents';
import { CODE, descriptor, firmwareOf, guestOf, refusal, single, split, VARS } from './support';

function element(text: string, version?: string): { xml: string; notes: readonly string[] } {
  const found = elementFor(text, version);
  assert.ok(typeof found !== 'string', 'there is none');
  return found;
}

function elementFor(text: string, version?: string): ReturnType<typeof makeOsElement> {
  const firmware = firmwareOf(text);
  const release = LIBVIRT_RELEASES.find((each) => each.version === version);
  return makeOsElement(firmware, guestOf(firmware), release);
}

/** The lines between those of the type and the end. */
function loading(text: string): readonly string[] {
  return element(text)
    .xml.split('\n')
    .slice(2, -2)
    .map((line) => line.trim());
}

describe('the <os> element', () => {
  it('names the executable and the template with their formats', () => {
    assert.equal(
      element(descriptor({ mapping: split('qcow2') })).xml,
      `<os>
  <type arch='x86_64' machine='q35'>hvm</type>
  <loader readonly='yes' type='pflash' format='qcow2'>${CODE}</loader>
  <nvram template='${VARS}' templateFormat='qcow2' format='qcow2'/>
</os>
`,
    );
  });

  it('asks for SMM where it takes that', () => {
    const secure = element(descriptor({ features: ['requires-smm', 'secure-boot'] }));
    assert.match(secure.xml, /<loader readonly='yes' type='pflash' format='raw' secure='yes'>/);
    assert.match(secure.notes.join(), /<smm state='on'\/>/);
    assert.deepEqual(element(descriptor()).notes, ['The guest also needs <features><acpi/></features>.']);
    assert.match(secure.notes.join(), /<features><acpi\/><smm/);
    const targets = [{ architecture: 'aarch64', machines: ['virt-*'] }];
    assert.deepEqual(element(descriptor({ targets })).notes, []);
    assert.deepEqual(element(sample('40-seabios')).notes, []);
  });

  it('has one file for the other modes', () => {
    assert.deepEqual(loading(descriptor({ mapping: single('stateless') })), [
      "<loader readonly='yes' type='pflash' format='raw' stateless='yes'>/usr/share/ovmf/OVMF.fd</loader>",
    ]);
    const combined = descriptor({ mapping: single('combined') });
    const copy = '/var/lib/libvirt/qemu/nvram/guest-OVMF.fd';
    assert.deepEqual(loading(combined), [
      `<loader readonly='no' type='pflash' format='raw'>${copy}</loader>`,
    ]);
    assert.match(
      element(combined).notes.join(),
      /own copy of \/usr\/share\/ovmf\/OVMF\.fd\. .*guest-OVMF\.fd/,
    );
  });

  it('has a ROM, a variable store of the host, a kernel', () => {
    assert.deepEqual(loading(sample('40-seabios')), [
      "<loader type='rom'>/usr/share/seabios/bios-256k.bin</loader>",
    ]);
    assert.match(element(sample('40-seabios')).xml, /<type arch='i686' machine='pc'>/);
    assert.deepEqual(loading(sample('24-ovmf-uefi-vars')), [
      "<loader type='rom'>/usr/share/edk2/ovmf/OVMF.qemuvars.fd</loader>",
      "<varstore template='/usr/share/edk2/ovmf/vars.secboot.json'/>",
    ]);
    assert.deepEqual(loading(sample('33-u-boot-riscv64')), [
      '<kernel>/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin</kernel>',
    ]);
  });

  it('does not exist for IGVM', () => {
    const firmware = firmwareOf(sample('25-svsm-igvm'));
    assert.match(
      refusal(makeOsElement(firmware, guestOf(firmware))),
      /libvirt up to \d+\.\d+ cannot load IGVM/,
    );
  });

  it('is for the release that is to read it', () => {
    const hostVariables = sample('24-ovmf-uefi-vars');
    assert.match(element(hostVariables, '12.8').xml, /<varstore /);
    assert.ok(!element(hostVariables, '12.8').notes.join().includes('<varstore>'));
    assert.doesNotMatch(element(hostVariables, '11.3').xml, /<varstore/);
    assert.match(element(hostVariables, '11.3').notes.join(), /libvirt 11\.3 does not support <varstore>/);
  });

  it('gives confidential guests a ROM, and says what else they need', () => {
    const mapping = single('stateless', '/x.fd');
    const tdx = descriptor({ mapping, features: ['intel-tdx'] });
    assert.match(element(tdx, '12.8').xml, /<loader type='rom'>\/x\.fd<\/loader>/);
    assert.match(element(tdx).notes.join(), /<launchSecurity type='tdx'\/>/);
    assert.match(refusal(elementFor(tdx, '11.3')), /libvirt 11\.3 does not support TDX guests/);
    assert.match(element(descriptor({ mapping, features: ['amd-sev-snp'] })).notes.join(), /type='sev-snp'/);
  });

  it('is XML for any paths', () => {
    assert.match(
      element(descriptor({ mapping: split('raw', "/a'&<b>", VARS) })).xml,
      />\/a&#39;&#38;&#60;b&#62;<\/loader>/,
    );
  });
});
