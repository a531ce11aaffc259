import { launchSecurity, loader, suspend, variables, type Offer } from './guestElements';
import { oneOf, type Random } from './random';

/** Returns the definition of a guest with usual requirements, and with some unreasonable ones. */
export function guest(random: Random, offer: Offer): string {
  const yesNo = (): string => oneOf(random, ['yes', 'no']);
  const rarely = (often: number, text: () => string): string => (random(often) === 0 ? text() : '');
  const firmware = oneOf(random, ['efi', 'efi', 'efi', 'efi', 'efi', 'efi', 'bios', '']);
  const architecture = oneOf(random, ['x86_64', 'x86_64', 'x86_64', ...offer.architectures]);
  const feature = (name: string): string => `<feature enabled='${yesNo()}' name='${name}'/>`;
  const features = rarely(3, () => feature('secure-boot')) + rarely(4, () => feature('enrolled-keys'));
  const own = random(firmware ? 3 : 2) === 0 ? loader(random, firmware, offer) : '';
  const type = `<type arch='${architecture}'${machine(random, architecture, offer)}>hvm</type>`;
  return [
    `<domain type='qemu'><name>guest</name><memory>65536</memory>`,
    `<os${firmware && ` firmware='${firmware}'`}>`,
    type,
    features && firmware ? `<firmware>${features}</firmware>` : '',
    own,
    rarely(4, () => variables(random, offer)),
    rarely(10, () => `<kernel>${oneOf(random, offer.images)}</kernel>`),
    `</os><features>`,
    random(20) === 0 ? '' : '<acpi/>',
    rarely(4, () =>
      oneOf(random, [`<smm state='on'/>`, `<smm state='off'/>`, '<smm/>', '<smm><tseg>48</tseg></smm>']),
    ),
    `</features>`,
    // Not for isapc, where libvirt 9.0 has no place for the other devices.
    type.includes('isapc') ? '' : rarely(3, () => suspend(random)),
    // isapc has no bus for the devices that libvirt adds by default.
    `<devices><controller type='usb' model='none'/><memballoon model='none'/></devices>`,
    architecture === 'x86_64' && offer.libvirt > 9 ? rarely(12, () => launchSecurity(random, offer)) : '',
    '</domain>',
  ].join('');
}

function machine(random: Random, architecture: string, { qemuVersion }: Offer): string {
  const before = `${Number.parseInt(qemuVersion, 10) - 1}.0`;
  const isX86 = architecture === 'x86_64' || architecture === 'i686';
  const types = isX86
    ? ['q35', 'q35', `pc-q35-${qemuVersion}`, `pc-q35-${before}`, 'pc', `pc-i440fx-${before}`, 'isapc', '']
    : ['virt', 'virt', `virt-${qemuVersion}`, `virt-${before}`, ''];
  const type = oneOf(random, types);
  return type && ` machine='${type}'`;
}
