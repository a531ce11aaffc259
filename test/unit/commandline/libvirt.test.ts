import assert from 'node:assert/strict';
import { makeOsElement } from '../../../server/src/commandline/libvirt';
import { sample } from '../support/documents';
import { CODE, descriptor, firmwareOf, guestOf, refusal, single, split, VARS } from './support';

function element(text: string): { xml: string; notes: readonly string[] } {
  const firmware = firmwareOf(text);
  const found = makeOsElement(firmware, guestOf(firmware));
  assert.ok(typeof found !== 'string', 'there is none');
  return found;
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
    assert.deepEqual(element(descriptor()).notes, []);
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
    assert.match(element(combined).notes.join(), /copy of \/usr\/share\/ovmf\/OVMF\.fd .*guest-OVMF\.fd/);
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

  it('is not there for IGVM', () => {
    const firmware = firmwareOf(sample('25-svsm-igvm'));
    assert.match(refusal(makeOsElement(firmware, guestOf(firmware))), /libvirt cannot load IGVM/);
  });

  it('is XML whatever the paths are', () => {
    assert.match(
      element(descriptor({ mapping: split('raw', "/a'&<b>", VARS) })).xml,
      />\/a&#39;&#38;&#60;b&#62;<\/loader>/,
    );
  });
});
