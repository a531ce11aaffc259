/** Where guests get their wishes from. */
export interface Offer {
  /** As libvirt names them. */
  readonly architectures: readonly string[];
  /** Of the emulator, such as `7.2`. */
  readonly qemuVersion: string;
  /** Images and templates that descriptors name. */
  readonly images: readonly string[];
}

export type Random = (below: number) => number;

/** One of several, of which the first are more often meant than the others where they are given more than once. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
}

/** The definition of a guest with wishes as users have them, and some that nobody should have. */
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
    // Whatever else has a file for variables contradicts itself.
    (firmware === 'efi' || (firmware === '' && own.includes('pflash'))) && !own.includes("stateless='yes'")
      ? rarely(12, () => `<nvram template='${oneOf(random, offer.images)}'/>`)
      : '',
    rarely(10, () => `<kernel>${oneOf(random, offer.images)}</kernel>`),
    `</os><features>`,
    random(20) === 0 ? '' : '<acpi/>',
    rarely(4, () => oneOf(random, [`<smm state='on'/>`, `<smm state='off'/>`, '<smm/>'])),
    `</features>`,
    // Of the machines below, libvirt lets these alone be suspended.
    /<type arch='(x86_64|i686)'( machine='(q35|pc).*')?>/.test(type) ? rarely(3, () => suspend(random)) : '',
    // isapc has no bus for what libvirt adds otherwise.
    `<devices><controller type='usb' model='none'/><memballoon model='none'/></devices>`,
    '</domain>',
  ].join('');
}

function suspend(random: Random): string {
  const [memory, disk] = [random(3), random(3)].map((choice) => ['', 'yes', 'no'][choice] ?? '');
  return [
    '<pm>',
    memory && `<suspend-to-mem enabled='${memory}'/>`,
    disk && `<suspend-to-disk enabled='${disk}'/>`,
    '</pm>',
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

/** @param firmware what libvirt is to choose; empty where the guest names its firmware itself */
function loader(random: Random, firmware: string, { images }: Offer): string {
  const isOwn = firmware === '';
  const attribute = (name: string, often: number, values: readonly string[]): string =>
    random(often) === 0 ? ` ${name}='${oneOf(random, values)}'` : '';
  const type = attribute('type', isOwn ? 1 : 10, ['pflash', 'pflash', 'rom']);
  const attributes =
    type +
    attribute('readonly', isOwn ? 2 : 10, ['yes', 'yes', 'yes', 'no']) +
    attribute('secure', isOwn ? 8 : 5, ['yes', 'yes', 'no']) +
    // A BIOS has no variables to keep.
    (type.includes('rom') || firmware === 'bios'
      ? ''
      : attribute('stateless', isOwn ? 5 : 2, ['yes', 'yes', 'no'])) +
    attribute('format', 10, ['raw', 'qcow2']);
  return isOwn || random(12) === 0
    ? `<loader${attributes}>${oneOf(random, images)}</loader>`
    : `<loader${attributes}/>`;
}
